package org.inception4j.model;

import java.util.List;

/** Each number times {@code scale} plus {@code offset}. */
public record Rescaling(float scale, float offset) implements Layer {
    public Rescaling {
        Check.finite("Rescaling", "scale", scale);
        Check.finite("Rescaling", "offset", offset);
    }

    public static Rescaling of(double scale, double offset) {
        return new Rescaling((float) scale, (float) offset);
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
        return Inputs.one(inputs);
    }
}
