package org.inception4j.training.callback;

/**
 * Fails a run as soon as its loss is no number any more. Unlike Keras' callback of this name it throws, so that nothing is saved
 * over the last good checkpoint.
 */
public final class TerminateOnNaN implements Callback {
    @Override
    public void batchEnds(BatchLog log) {
        if (!Double.isFinite(log.batchLoss())) {
            throw new IllegalStateException(
                    ("training: the loss is %s at step %d (epoch %d, batch %d) with the learning rate %s;"
                                    + " begin again with a lower rate, a warm-up or clipNorm, or with precision fp32")
                            .formatted(
                                    log.batchLoss(), log.step(), log.epoch(), log.batch(), (float) log.learningRate()));
        }
    }
}
