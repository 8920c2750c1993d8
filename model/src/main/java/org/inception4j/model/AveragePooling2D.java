package org.inception4j.model;

import java.util.List;

/**
 * The mean of each window.
 *
 * @param countPadding false: divided by the number of real pixels under the window (Keras); true: padded cells count as
 *     zeros (Caffe, PyTorch's {@code count_include_pad}), but not what rounding up adds beyond the padding
 */
public record AveragePooling2D(Size poolSize, Size strides, Padding padding, Rounding rounding, boolean countPadding)
        implements Layer {
    public AveragePooling2D {
        Check.atLeast("AveragePooling2D", "poolSize", poolSize, 1);
        Check.atLeast("AveragePooling2D", "strides", strides, 1);
        Check.paddingWithin("AveragePooling2D", "poolSize", poolSize, padding);
    }

    /** Pools side by side (Keras' default): stride as the pool, VALID, rounded down, padding not counted. */
    public static AveragePooling2D of(int poolSize) {
        return of(poolSize, poolSize);
    }

    /** VALID, rounded down, padding not counted. */
    public static AveragePooling2D of(int poolSize, int stride) {
        return of(Size.of(poolSize), Size.of(stride));
    }

    public static AveragePooling2D of(Size poolSize, Size strides) {
        return new AveragePooling2D(poolSize, strides, Padding.VALID, Rounding.FLOOR, false);
    }

    public Window window() {
        return new Window(poolSize, strides, Size.ONE, padding, rounding);
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
        Shape input = Inputs.picture(inputs);
        return window().slide(input, input.channels());
    }

    public AveragePooling2D withPadding(Padding changed) {
        return new AveragePooling2D(poolSize, strides, changed, rounding, countPadding);
    }

    public AveragePooling2D withRounding(Rounding changed) {
        return new AveragePooling2D(poolSize, strides, padding, changed, countPadding);
    }

    public AveragePooling2D withCountPadding(boolean changed) {
        return new AveragePooling2D(poolSize, strides, padding, rounding, changed);
    }
}
