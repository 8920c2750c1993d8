package org.inception4j.model;

import java.util.List;

/** Each channel less its mean, divided by the square root of its variance (Keras' {@code Normalization} with given statistics). */
public record Normalization(List<Float> mean, List<Float> variance) implements Layer {
    public Normalization {
        mean = List.copyOf(mean);
        variance = List.copyOf(variance);
        if (mean.size() != variance.size()) {
            throw new IllegalArgumentException(
                    "Normalization: has %d means and %d variances; give one of each for every channel"
                            .formatted(mean.size(), variance.size()));
        }
        mean.forEach(value -> Check.finite("Normalization", "a mean", value));
        variance.forEach(value -> Check.positive("Normalization", "a variance", value));
    }

    /** One mean and one variance for each channel, in order. */
    public static Normalization of(List<Float> mean, List<Float> variance) {
        return new Normalization(mean, variance);
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
        Shape input = Inputs.one(inputs);
        if (input.channels() != mean.size()) {
            throw new IllegalArgumentException(
                    "the input %s has %d channels and there are %d means; give one for each channel"
                            .formatted(input, input.channels(), mean.size()));
        }
        return input;
    }
}
