package org.inception4j.engine;

/** How far numbers are from those that they should be. */
final class Difference {
    /** Where all expected numbers are smaller, they are taken as rounding around 0, and the difference as it is, over this. */
    private static final double LEAST = 1e-3;

    private Difference() {}

    /** The largest difference over the largest expected number; what is no number counts as infinitely far. */
    static double relative(float[] actual, float[] expected) {
        if (actual.length != expected.length) {
            throw new AssertionError("%d numbers instead of %d".formatted(actual.length, expected.length));
        }
        double worst = 0;
        double largest = LEAST;
        for (int i = 0; i < expected.length; i++) {
            double difference = Math.abs((double) actual[i] - expected[i]);
            worst = Math.max(worst, Double.isNaN(difference) ? Double.POSITIVE_INFINITY : difference);
            largest = Math.max(largest, Math.abs(expected[i]));
        }
        return worst / largest;
    }
}
