package org.inception4j.model;

import java.util.List;

/** In training, each number is set to 0 with probability {@code rate} and else divided by 1 - rate; otherwise nothing. */
public record Dropout(float rate) implements Layer {
    public Dropout {
        Check.fraction("Dropout", "rate", rate);
    }

    public static Dropout of(double rate) {
        return new Dropout((float) rate);
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
        return Inputs.one(inputs);
    }
}
