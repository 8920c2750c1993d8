package org.inception4j.training.evaluation;

/**
 * How pictures are run through a classifier.
 *
 * @param batch pictures that are answered together
 * @param decodeThreads threads that decode ahead
 * @param listener is told after each batch
 */
public record EvaluatorOptions(int batch, int decodeThreads, Listener listener) {
    private static final int BATCH = 32;

    /** Is called by the thread that evaluates. */
    @FunctionalInterface
    public interface Listener {
        /** So many of all pictures are dealt with, those that were left out among them. */
        void evaluated(int done, int total);
    }

    public EvaluatorOptions {
        atLeastOne("batch", batch);
        atLeastOne("decodeThreads", decodeThreads);
    }

    /** Batches of 32, a decoding thread for each processor, nobody listens. */
    public static EvaluatorOptions standard() {
        return new EvaluatorOptions(BATCH, Runtime.getRuntime().availableProcessors(), (_, _) -> {});
    }

    public EvaluatorOptions withBatch(int changed) {
        return new EvaluatorOptions(changed, decodeThreads, listener);
    }

    public EvaluatorOptions withDecodeThreads(int changed) {
        return new EvaluatorOptions(batch, changed, listener);
    }

    public EvaluatorOptions withListener(Listener changed) {
        return new EvaluatorOptions(batch, decodeThreads, changed);
    }

    private static void atLeastOne(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException("%s: is %d; give at least 1".formatted(name, value));
        }
    }
}
