package org.inception4j.engine;

/** In what numbers a plan computes; weights and results are float32 always. */
public enum Precision {
    /** The engine's choice: BF16 where the processor has units for it, else FP32. */
    AUTO,
    FP32,
    /** bfloat16 activations and working weights, sums in float32; in training the weights themselves stay float32. */
    BF16
}
