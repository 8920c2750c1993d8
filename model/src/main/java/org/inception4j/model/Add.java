package org.inception4j.model;

import java.util.List;

/** The sum of inputs of one shape. */
public record Add() implements Layer {
    public static Add of() {
        return new Add();
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
        Inputs.atLeastTwo(inputs);
        Shape first = inputs.getFirst();
        for (Shape input : inputs) {
            if (!input.equals(first)) {
                throw new IllegalArgumentException(
                        "cannot add %s and %s: all sizes must agree; check stride, padding and filters of each branch"
                                .formatted(first, input));
            }
        }
        return first;
    }
}
