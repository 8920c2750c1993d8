package org.inception4j.engine;

import org.inception4j.formats.onnx.PictureLayout;
import org.inception4j.model.Shape;
import org.inception4j.tensor.Tensor;

/** Batches of pictures between this library's order of axes and that of an ONNX file; batches of all else stay. */
final class Axes {
    private static final int PICTURES = 4;

    private Axes() {}

    /** What the file is given. */
    static Tensor given(Tensor ours, PictureLayout layout) {
        if (layout == PictureLayout.NHWC || ours.shape().rank() != PICTURES) {
            return ours;
        }
        Shape shape = ours.shape();
        int area = shape.size(1) * shape.size(2);
        Shape changed = Shape.of(shape.size(0), shape.size(3), shape.size(1), shape.size(2));
        return turned(ours, changed, area, shape.size(3));
    }

    /** What the file gave. */
    static Tensor taken(Tensor theirs, PictureLayout layout) {
        if (layout == PictureLayout.NHWC || theirs.shape().rank() != PICTURES) {
            return theirs;
        }
        Shape shape = theirs.shape();
        int area = shape.size(2) * shape.size(3);
        Shape changed = Shape.of(shape.size(0), shape.size(2), shape.size(3), shape.size(1));
        return turned(theirs, changed, shape.size(1), area);
    }

    /** Each example of {@code rows} rows and {@code columns} columns turned. */
    private static Tensor turned(Tensor from, Shape shape, int rows, int columns) {
        Tensor to = Tensor.zeros(shape);
        for (int example = 0; example < shape.size(0); example++) {
            long begin = (long) example * rows * columns;
            for (int row = 0; row < rows; row++) {
                for (int column = 0; column < columns; column++) {
                    to.set(begin + (long) column * rows + row, from.get(begin + (long) row * columns + column));
                }
            }
        }
        return to;
    }
}
