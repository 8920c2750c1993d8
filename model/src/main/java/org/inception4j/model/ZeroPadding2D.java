package org.inception4j.model;

import java.util.List;

/** Rows and columns of zeros around a picture. */
public record ZeroPadding2D(int top, int bottom, int left, int right) implements Layer {
    public ZeroPadding2D {
        for (int side : new int[] {top, bottom, left, right}) {
            Check.atLeast("ZeroPadding2D", "a side", side, 0);
        }
    }

    public static ZeroPadding2D of(int all) {
        return new ZeroPadding2D(all, all, all, all);
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
        Shape input = Inputs.picture(inputs);
        int height = Math.addExact(input.height(), Math.addExact(top, bottom));
        int width = Math.addExact(input.width(), Math.addExact(left, right));
        return Shape.of(height, width, input.channels());
    }
}
