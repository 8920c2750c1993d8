package org.inception4j.training.evaluation;

/**
 * How pictures are run through a classifier.
 *
 * @param batch pictures that all threads together compute at once
 * @param listener is told after each piece of a batch
 */
public record EvaluatorOptions(int batch, Listener listener) {
    private static final int BATCH = 32;

    /** Is called by the thread that evaluates. */
    @FunctionalInterface
    public interface Listener {
        /** So many of all pictures are dealt with, those that were left out among them. */
        void evaluated(int done, int total);
    }

    public EvaluatorOptions {
        if (batch < 1) {
            throw new IllegalArgumentException("batch: is %d; give at least 1".formatted(batch));
        }
    }

    /** Batches of 32, nobody listens. */
    public static EvaluatorOptions standard() {
        return new EvaluatorOptions(BATCH, (_, _) -> {});
    }

    public EvaluatorOptions withBatch(int changed) {
        return new EvaluatorOptions(changed, listener);
    }

    public EvaluatorOptions withListener(Listener changed) {
        return new EvaluatorOptions(batch, changed);
    }
}
