package org.inception4j.engine;

/**
 * How an inference plan is compiled.
 *
 * @param batch the number of examples it is made for; other numbers work, at some cost in speed
 * @param threads processor threads of one call; 0: all that the machine has
 */
public record InferenceOptions(int batch, Precision precision, int threads) {
    public InferenceOptions {
        Options.check(batch, threads);
    }

    /** Batch 1, AUTO, all threads. */
    public static InferenceOptions standard() {
        return new InferenceOptions(1, Precision.AUTO, 0);
    }

    public InferenceOptions withBatch(int changed) {
        return new InferenceOptions(changed, precision, threads);
    }

    public InferenceOptions withPrecision(Precision changed) {
        return new InferenceOptions(batch, changed, threads);
    }

    public InferenceOptions withThreads(int changed) {
        return new InferenceOptions(batch, precision, changed);
    }
}
