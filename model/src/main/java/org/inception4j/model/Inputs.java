package org.inception4j.model;

import java.util.List;

/** The inputs that a layer is given, checked for number and rank. */
final class Inputs {
    private Inputs() {}

    static Shape one(List<Shape> inputs) {
        if (inputs.size() != 1) {
            throw new IllegalArgumentException("takes one input and got %d; give one".formatted(inputs.size()));
        }
        return inputs.getFirst();
    }

    static Shape picture(List<Shape> inputs) {
        Shape input = one(inputs);
        if (input.rank() != 3) {
            throw new IllegalArgumentException(
                    "the input %s is not a picture; give (height, width, channels)".formatted(input));
        }
        return input;
    }

    static void atLeastTwo(List<Shape> inputs) {
        if (inputs.size() < 2) {
            throw new IllegalArgumentException("joins inputs and got %d; give at least 2".formatted(inputs.size()));
        }
    }
}
