package org.inception4j.model;

import java.util.List;

/**
 * The mean of each window, as many windows as {@code outputSize} says whatever the size of the picture (PyTorch's
 * {@code AdaptiveAvgPool2d}): along an axis of n cells, window i of m has the cells from ⌊i·n/m⌋ on and before ⌈(i+1)·n/m⌉. So
 * windows may overlap, and differ by one in size; where m is more than n, some see the same cell.
 */
public record AdaptiveAveragePooling2D(Size outputSize) implements Layer {
    public AdaptiveAveragePooling2D {
        Check.atLeast("AdaptiveAveragePooling2D", "outputSize", outputSize, 1);
    }

    /** As many rows as columns. */
    public static AdaptiveAveragePooling2D of(int outputSize) {
        return of(Size.of(outputSize));
    }

    public static AdaptiveAveragePooling2D of(Size outputSize) {
        return new AdaptiveAveragePooling2D(outputSize);
    }

    /** Part of an axis: the cells from {@code start} on and before {@code end}. */
    public record Cells(int start, int end) {
        public int count() {
            return end - start;
        }
    }

    /** The rows of a picture of {@code height} whose mean is row {@code row} of the output. */
    public Cells rows(int row, int height) {
        return cells(row, height, outputSize.height());
    }

    /** The columns of a picture of {@code width} whose mean is column {@code column} of the output. */
    public Cells columns(int column, int width) {
        return cells(column, width, outputSize.width());
    }

    private static Cells cells(long index, int in, int out) {
        return new Cells((int) (index * in / out), (int) Math.ceilDiv((index + 1) * in, out));
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
        return Shape.of(
                outputSize.height(), outputSize.width(), Inputs.picture(inputs).channels());
    }

    public AdaptiveAveragePooling2D withOutputSize(Size changed) {
        return new AdaptiveAveragePooling2D(changed);
    }
}
