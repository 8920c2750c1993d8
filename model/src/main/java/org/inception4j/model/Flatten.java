package org.inception4j.model;

import java.util.List;

/** All numbers of an example in one row: rows first, then columns, then channels. */
public record Flatten() implements Layer {
    public static Flatten of() {
        return new Flatten();
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
        return Shape.of(Math.toIntExact(Inputs.one(inputs).elements()));
    }
}
