package org.inception4j.model;

/**
 * A weight that a layer needs: its name ({@code kernel}; in a model {@code conv2d_3/kernel}), shape, start, and whether
 * training by gradients changes it (moving averages are not changed so).
 */
public record WeightSpec(String name, Shape shape, Initializer initializer, boolean trainable) {
    static WeightSpec of(String name, Initializer initializer, int... shape) {
        return new WeightSpec(name, Shape.of(shape), initializer, true);
    }

    WeightSpec withTrainable(boolean changed) {
        return new WeightSpec(name, shape, initializer, changed);
    }

    WeightSpec withName(String changed) {
        return new WeightSpec(changed, shape, initializer, trainable);
    }
}
