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
                throw new IllegalArgumentException(
                        "cannot join %s and %s along the channels: height and width must agree; check stride and padding of each branch"
                                .formatted(first, input));
            }
            channels += input.channels();
        }
        return first.withChannels(channels);
    }
}
