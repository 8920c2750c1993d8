package org.inception4j.model;

import java.util.List;

/** A function of each number by itself; softmax: of the last axis. */
public record Activation(ActivationFunction function) implements Layer {
    public static Activation of(ActivationFunction function) {
        return new Activation(function);
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
        return Inputs.one(inputs);
    }
}
