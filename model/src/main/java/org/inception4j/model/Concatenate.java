package org.inception4j.model;

import java.util.List;

/** Inputs joined along the last axis, in the order given; all other sizes must agree. */
public record Concatenate() implements Layer {
    public static Concatenate of() {
        return new Concatenate();
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
        Inputs.atLeastTwo(inputs);
        Shape first = inputs.getFirst();
        int channels = 0;
        for (Shape input : inputs) {
            if (input.rank() != first.rank() || !input.withChannels(1).equals(first.withChannels(1))) {
                throw mismatch(first, input);
            }
            channels = Math.addExact(channels, input.channels());
        }
        return first.withChannels(channels);
    }

    private static IllegalArgumentException mismatch(Shape first, Shape other) {
        boolean pictures = first.rank() == 3 && other.rank() == 3;
        String text = pictures
                ? "cannot join %s and %s along the channels: height and width must agree; check stride and padding of each branch"
                : "cannot join %s and %s along the last axis: all other sizes must agree; bring each branch to one shape";
        return new IllegalArgumentException(text.formatted(first, other));
    }
}
