package org.inception4j.model;

import java.util.List;

/**
 * Each number divided by (k + alpha / size * the sum of squares of {@code size} neighbouring channels) ^ beta (Krizhevsky et
 * al. 2012). As in Caffe and PyTorch alpha is divided by the size; TensorFlow's is not: multiply its alpha by the size.
 *
 * @param size how many channels, odd, the pixel's own in the middle; those beyond the ends count as zero
 */
public record LocalResponseNormalization(int size, float alpha, float beta, float k) implements Layer {
    public LocalResponseNormalization {
        Check.atLeast("LocalResponseNormalization", "size", size, 1);
        Check.notNegative("LocalResponseNormalization", "alpha", alpha);
        Check.notNegative("LocalResponseNormalization", "beta", beta);
        Check.positive("LocalResponseNormalization", "k", k);
        if (size % 2 == 0) {
            throw new IllegalArgumentException(
                    "LocalResponseNormalization: size is %d; give an odd number".formatted(size));
        }
    }

    /** GoogLeNet's in Caffe: size 5, alpha 1e-4, beta 0.75, k 1. */
    public static LocalResponseNormalization of() {
        return new LocalResponseNormalization(5, 1e-4f, 0.75f, 1);
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
        return Inputs.picture(inputs);
    }
}
