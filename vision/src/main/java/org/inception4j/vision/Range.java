package org.inception4j.vision;

/** From the smaller to the larger value. */
public record Range(double from, double to) {
    public Range {
        if (!(from <= to)) {
            throw new IllegalArgumentException(
                    "range: from %s to %s; give the smaller value first".formatted(from, to));
        }
    }

    public static Range of(double from, double to) {
        return new Range(from, to);
    }
}
