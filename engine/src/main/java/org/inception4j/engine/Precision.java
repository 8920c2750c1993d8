package org.inception4j.engine;

/** In what numbers a plan computes; weights and results are float32 always. */
public enum Precision {
    /** The engine's choice: BF16 where the processor has units for it, else FP32. */
    AUTO,
    FP32,
    /** bfloat16 activations and working weights, sums in float32; in training the weights themselves stay float32. */
    BF16,
    /**
     * For answering only: values and weights are float32, and convolutions multiply them as sums of two bfloat16 each, by three
     * products whose sums are float32 (XLA's BF16_BF16_F32_X3, oneMKL's FLOAT_TO_BF16X3; Henry, Tang and Heinecke 2019,
     * arXiv 1904.06376). So each factor counts with 16 bits of its 24. Infinite values give NaN, values beyond 3.38e38 count
     * as infinite.
     */
    BF16X3,
    /**
     * For answering only: convolutions and dense layers multiply 8-bit activations by 8-bit weights, sums exact, and the
     * rest is computed as by AUTO. Needs the ranges of the activations, a {@link Quantization}.
     */
    INT8
}
