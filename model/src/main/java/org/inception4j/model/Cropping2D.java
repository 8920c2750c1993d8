package org.inception4j.model;

import java.util.List;

/** A picture without so many rows and columns at its sides. */
public record Cropping2D(int top, int bottom, int left, int right) implements Layer {
    public Cropping2D {
        for (int side : new int[] {top, bottom, left, right}) {
            Check.atLeast("Cropping2D", "a side", side, 0);
        }
    }

    public static Cropping2D of(int all) {
        return new Cropping2D(all, all, all, all);
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
        Shape input = Inputs.picture(inputs);
        long height = (long) input.height() - top - bottom;
        long width = (long) input.width() - left - right;
        if (height < 1 || width < 1) {
            throw new IllegalArgumentException(
                    "nothing of the input %s is left after cropping %d, %d, %d, %d (top, bottom, left, right); crop less"
                            .formatted(input, top, bottom, left, right));
        }
        return Shape.of((int) height, (int) width, input.channels());
    }
}
