package org.inception4j.model;

/**
 * The function that an activation applies to each number (softmax: to the last axis as a whole).
 *
 * @param alpha slope below zero of LEAKY_RELU, scale of ELU; 0 for all others
 */
public record ActivationFunction(Kind kind, float alpha) {
    /** Keras' names; GELU is the exact one (with erf), SELU has the constants of Klambauer et al. 2017. */
    public enum Kind {
        LINEAR,
        RELU,
        RELU6,
        LEAKY_RELU,
        ELU,
        SELU,
        GELU,
        SILU,
        SIGMOID,
        TANH,
        SOFTMAX;

        /** Whether {@link ActivationFunction#alpha} means something for it. */
        public boolean hasAlpha() {
            return this == LEAKY_RELU || this == ELU;
        }
    }

    public ActivationFunction {
        Check.finite("ActivationFunction", "alpha", alpha);
        if (!kind.hasAlpha()) {
            if (alpha != 0) {
                throw new IllegalArgumentException(
                        "ActivationFunction: %s has no alpha and got %s; give 0".formatted(kind, alpha));
            }
            alpha = 0; // -0 would make it unequal to its like
        }
    }

    public static final ActivationFunction LINEAR = new ActivationFunction(Kind.LINEAR, 0);
    public static final ActivationFunction RELU = new ActivationFunction(Kind.RELU, 0);
    public static final ActivationFunction RELU6 = new ActivationFunction(Kind.RELU6, 0);
    public static final ActivationFunction ELU = new ActivationFunction(Kind.ELU, 1);
    public static final ActivationFunction SELU = new ActivationFunction(Kind.SELU, 0);
    public static final ActivationFunction GELU = new ActivationFunction(Kind.GELU, 0);
    public static final ActivationFunction SILU = new ActivationFunction(Kind.SILU, 0);
    public static final ActivationFunction SIGMOID = new ActivationFunction(Kind.SIGMOID, 0);
    public static final ActivationFunction TANH = new ActivationFunction(Kind.TANH, 0);
    public static final ActivationFunction SOFTMAX = new ActivationFunction(Kind.SOFTMAX, 0);

    /** SELU's alpha. */
    public static final double SELU_ALPHA = 1.6732632423543772;

    /** SELU's scale. */
    public static final double SELU_SCALE = 1.0507009873554805;

    public static ActivationFunction leakyRelu(float alpha) {
        return new ActivationFunction(Kind.LEAKY_RELU, alpha);
    }

    public static ActivationFunction elu(float alpha) {
        return new ActivationFunction(Kind.ELU, alpha);
    }
}
