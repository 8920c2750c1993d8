package org.inception4j.engine;

/** In what numbers a plan computes; weights and results are float32 always. */
public enum Precision {
    /** The engine's choice: BF16 where the processor has units for it, else FP32. */
    AUTO,
    FP32,
    /** bfloat16 activations and working weights, sums in float32; in training the weights themselves stay float32. */
    BF16,
    /**
     * For answering only: convolutions and dense layers multiply 8-bit activations by 8-bit weights, sums exact, and the
     * rest is computed as by AUTO. Needs the ranges of the activations, a {@link Quantization}.
     */
    INT8
}
