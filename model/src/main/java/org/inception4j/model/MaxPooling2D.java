package org.inception4j.model;

import java.util.List;

/** The largest number of each window; padding never wins. */
public record MaxPooling2D(Size poolSize, Size strides, Padding padding, Rounding rounding) implements Layer {
    public MaxPooling2D {
        Check.atLeast("MaxPooling2D", "poolSize", poolSize, 1);
        Check.atLeast("MaxPooling2D", "strides", strides, 1);
        Check.paddingWithin("MaxPooling2D", "poolSize", poolSize, padding);
    }

    /** Pools side by side (Keras' default): stride as the pool, VALID, rounded down. */
    public static MaxPooling2D of(int poolSize) {
        return of(poolSize, poolSize);
    }

    /** VALID, rounded down. */
    public static MaxPooling2D of(int poolSize, int stride) {
        return of(Size.of(poolSize), Size.of(stride));
    }

    public static MaxPooling2D of(Size poolSize, Size strides) {
        return new MaxPooling2D(poolSize, strides, Padding.VALID, Rounding.FLOOR);
    }

    public Window window() {
        return new Window(poolSize, strides, Size.ONE, padding, rounding);
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
        Shape input = Inputs.picture(inputs);
        return window().slide(input, input.channels());
    }

    public MaxPooling2D withPadding(Padding changed) {
        return new MaxPooling2D(poolSize, strides, changed, rounding);
    }

    public MaxPooling2D withRounding(Rounding changed) {
        return new MaxPooling2D(poolSize, strides, padding, changed);
    }
}
