package org.inception4j.training.callback;

/**
 * What one step gave, and the epoch so far.
 *
 * @param epoch from 1
 * @param batch number of steps done in this epoch, from 1
 * @param batches steps of a whole epoch
 * @param step number of steps done in this run, from 1
 * @param images examples of this step
 * @param batchLoss of this step alone
 * @param loss mean over the epoch's examples so far
 * @param top1 share of the epoch's examples so far, 0 to 1
 * @param learningRate of this step
 * @param imagesPerSecond of the epoch so far
 */
public record BatchLog(
        int epoch,
        int batch,
        int batches,
        long step,
        int images,
        double batchLoss,
        double loss,
        double top1,
        double learningRate,
        double imagesPerSecond) {}
