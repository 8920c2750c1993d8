package org.inception4j.model;

import java.util.ArrayList;
import java.util.List;

/** The last axis made to mean 0 and variance 1 for each pixel by itself. Weights: {@code gamma}, {@code beta} (channels). */
public record LayerNormalization(float epsilon, boolean center, boolean scale) implements Layer {
    public LayerNormalization {
        Check.positive("LayerNormalization", "epsilon", epsilon);
    }

    /** Keras' defaults: epsilon 0.001, with gamma and beta. */
    public static LayerNormalization of() {
        return new LayerNormalization(1e-3f, true, true);
    }

    public LayerNormalization withEpsilon(float changed) {
        return new LayerNormalization(changed, center, scale);
    }

    public LayerNormalization withCenter(boolean changed) {
        return new LayerNormalization(epsilon, changed, scale);
    }

    public LayerNormalization withScale(boolean changed) {
        return new LayerNormalization(epsilon, center, changed);
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
        return weights;
    }
}
