package org.inception4j.model;

import java.util.ArrayList;
import java.util.List;

/**
 * Each channel made to mean 0 and variance 1 over the batch and, after training, by the moving averages (Ioffe and Szegedy,
 * arXiv 1502.03167). Weights in Keras' order: {@code gamma} (with {@code scale}), {@code beta} (with {@code center}),
 * {@code moving_mean}, {@code moving_variance}. A layer that is frozen uses and keeps its moving averages in training too.
 *
 * @param momentum moving = moving * momentum + batch * (1 - momentum)
 * @param unbiasedVariance true: the moving variance averages n / (n - 1) times the batch's, as PyTorch has it
 */
public record BatchNormalization(float momentum, float epsilon, boolean center, boolean scale, boolean unbiasedVariance)
        implements Layer {
    public BatchNormalization {
        Check.fraction("BatchNormalization", "momentum", momentum);
        Check.positive("BatchNormalization", "epsilon", epsilon);
    }

    /** Keras' defaults: momentum 0.99, epsilon 0.001, with gamma and beta. */
    public static BatchNormalization of() {
        return new BatchNormalization(0.99f, 1e-3f, true, true, false);
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
        return Inputs.one(inputs);
    }

    @Override
    public List<WeightSpec> weights(List<Shape> inputs) {
        Shape channels = Shape.of(Inputs.one(inputs).channels());
        List<WeightSpec> weights = new ArrayList<>();
        if (scale) {
            weights.add(new WeightSpec("gamma", channels, Initializer.ONES, true));
        }
        if (center) {
            weights.add(new WeightSpec("beta", channels, Initializer.ZEROS, true));
        }
        weights.add(new WeightSpec("moving_mean", channels, Initializer.ZEROS, false));
        weights.add(new WeightSpec("moving_variance", channels, Initializer.ONES, false));
        return weights;
    }

    public BatchNormalization withMomentum(float changed) {
        return new BatchNormalization(changed, epsilon, center, scale, unbiasedVariance);
    }

    public BatchNormalization withEpsilon(float changed) {
        return new BatchNormalization(momentum, changed, center, scale, unbiasedVariance);
    }

    public BatchNormalization withScale(boolean changed) {
        return new BatchNormalization(momentum, epsilon, center, changed, unbiasedVariance);
    }

    public BatchNormalization withCenter(boolean changed) {
        return new BatchNormalization(momentum, epsilon, changed, scale, unbiasedVariance);
    }

    public BatchNormalization withUnbiasedVariance(boolean changed) {
        return new BatchNormalization(momentum, epsilon, center, scale, changed);
    }
}
