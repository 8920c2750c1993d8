package org.inception4j.model;

import java.util.List;

/** The same numbers in the same order under another shape. */
public record Reshape(Shape shape) implements Layer {
    public static Reshape of(int... sizes) {
        return new Reshape(Shape.of(sizes));
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
        Shape input = Inputs.one(inputs);
        if (input.elements() != shape.elements()) {
            throw new IllegalArgumentException(
                    "cannot make %s (%d numbers) of the input %s (%d numbers); give sizes with the same product"
                            .formatted(shape, shape.elements(), input, input.elements()));
        }
        return shape;
    }
}
