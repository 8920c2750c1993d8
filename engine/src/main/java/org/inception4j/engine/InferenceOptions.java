package org.inception4j.engine;

import java.util.Optional;

/**
 * How an inference plan is compiled.
 *
 * @param batch the number of examples it is made for; other numbers work, at some cost in speed
 * @param threads processor threads of one call; 0: all that the machine has
 * @param quantization the ranges for INT8, which AUTO then takes where the processor has units for it
 */
public record InferenceOptions(int batch, Precision precision, int threads, Optional<Quantization> quantization) {
    public InferenceOptions {
        Options.check(batch, threads);
    }

    public InferenceOptions(int batch, Precision precision, int threads) {
        this(batch, precision, threads, Optional.empty());
    }

    /** Batch 1, AUTO, all threads. */
    public static InferenceOptions standard() {
        return new InferenceOptions(1, Precision.AUTO, 0);
    }

    public InferenceOptions withBatch(int changed) {
        return new InferenceOptions(changed, precision, threads, quantization);
    }

    public InferenceOptions withPrecision(Precision changed) {
        return new InferenceOptions(batch, changed, threads, quantization);
    }

    public InferenceOptions withThreads(int changed) {
        return new InferenceOptions(batch, precision, changed, quantization);
    }

    public InferenceOptions withQuantization(Quantization changed) {
        return new InferenceOptions(batch, precision, threads, Optional.of(changed));
    }

    /** The ranges of a plan that is to compute in INT8; refuses where there are none. */
    public Quantization ranges() {
        return quantization.orElseThrow(
                () -> new IllegalArgumentException(
                        "precision: INT8, and nothing says what range the model's values have; calibrate it first (inception quantize), or give AUTO"));
    }
}
