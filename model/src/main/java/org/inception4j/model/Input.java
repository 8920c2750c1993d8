package org.inception4j.model;

import java.util.List;

/** Where data enters a model: one example of this shape, pictures as (height, width, channels). */
public record Input(Shape shape) implements Layer {
    public Input {
        Check.atLeast("Input", "the number of sizes", shape.rank(), 1);
    }

    public static Input of(int... sizes) {
        return new Input(Shape.of(sizes));
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
        if (!inputs.isEmpty()) {
            throw new IllegalArgumentException("takes no input and got %d; give none".formatted(inputs.size()));
        }
        return shape;
    }
}
