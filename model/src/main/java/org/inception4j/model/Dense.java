package org.inception4j.model;

import java.util.ArrayList;
import java.util.List;

/**
 * Every output sees every feature of the last axis, followed by the activation. Weights: {@code kernel} (features, units)
 * and, with {@code useBias}, {@code bias} (units). The input is a vector: put a {@link Flatten} before it for a picture.
 */
public record Dense(
        int units,
        ActivationFunction activation,
        boolean useBias,
        Initializer kernelInitializer,
        Initializer biasInitializer)
        implements Layer {
    public Dense {
        Check.atLeast("Dense", "units", units, 1);
    }

    /** Keras' defaults: no activation, with bias, Glorot uniform. */
    public static Dense of(int units) {
        return of(units, ActivationFunction.LINEAR);
    }

    public static Dense of(int units, ActivationFunction activation) {
        return new Dense(units, activation, true, Initializer.GLOROT_UNIFORM, Initializer.ZEROS);
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
        Shape input = Inputs.one(inputs);
        if (input.rank() != 1) {
            throw new IllegalArgumentException(
                    "the input %s is not a vector; put Flatten or GlobalAveragePooling2D before it".formatted(input));
        }
        return Shape.of(units);
    }

    @Override
    public List<WeightSpec> weights(List<Shape> inputs) {
        List<WeightSpec> weights = new ArrayList<>();
        weights.add(
                WeightSpec.of("kernel", kernelInitializer, Inputs.one(inputs).channels(), units));
        if (useBias) {
            weights.add(WeightSpec.of("bias", biasInitializer, units));
        }
        return weights;
    }

    public Dense withUnits(int changed) {
        return new Dense(changed, activation, useBias, kernelInitializer, biasInitializer);
    }

    public Dense withActivation(ActivationFunction changed) {
        return new Dense(units, changed, useBias, kernelInitializer, biasInitializer);
    }

    public Dense withBias(boolean changed) {
        return new Dense(units, activation, changed, kernelInitializer, biasInitializer);
    }

    public Dense withInitializers(Initializer kernel, Initializer bias) {
        return new Dense(units, activation, useBias, kernel, bias);
    }
}
