package org.inception4j.training.callback;

import java.util.Map;

/**
 * What one epoch gave. Validation numbers are NaN where nothing is held out.
 *
 * @param epoch from 1
 * @param loss what training minimises: the weighted sum over the outputs, with label smoothing and class weights, in training
 *     mode; the mean over the epoch's examples
 * @param top1 share of the training examples whose class the main output put first, in training mode, 0 to 1
 * @param validationLoss cross-entropy of the main output alone, without smoothing and class weights: what an evaluation prints
 * @param learningRate of the epoch's last step
 * @param seconds of the whole epoch, validation included
 * @param imagesPerSecond of its training part
 * @param idle share of its training part that the engine waited for pictures, 0 to 1
 * @param outputs by output name, the training loss and share of each
 */
public record EpochLog(
        int epoch,
        double loss,
        double top1,
        double validationLoss,
        double validationTop1,
        double validationTop5,
        double learningRate,
        double seconds,
        double imagesPerSecond,
        double idle,
        Map<String, OutputLog> outputs) {

    /** One output's own loss, without its weight in the sum, and the shares of examples it has right, in training mode. */
    public record OutputLog(double loss, double top1, double top5) {}

    public EpochLog {
        outputs = Map.copyOf(outputs);
    }

    /** Without numbers of single outputs, and without a wait. */
    public EpochLog(
            int epoch,
            double loss,
            double top1,
            double validationLoss,
            double validationTop1,
            double validationTop5,
            double learningRate,
            double seconds,
            double imagesPerSecond) {
        this(
                epoch,
                loss,
                top1,
                validationLoss,
                validationTop1,
                validationTop5,
                learningRate,
                seconds,
                imagesPerSecond,
                0,
                Map.of());
    }

    /** True where examples were held out. */
    public boolean validated() {
        return !Double.isNaN(validationTop1);
    }
}
