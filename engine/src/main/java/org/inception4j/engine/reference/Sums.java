package org.inception4j.engine.reference;

/** Sums that several operations need. */
final class Sums {
    private Sums() {}

    /** Adds to each channel of {@code sums} all pixels of all examples. */
    static void ofRows(Batch batch, double[] sums) {
        for (int i = 0; i < batch.values().length; i++) {
            sums[i % sums.length] += batch.values()[i];
        }
    }

    static void add(double[] from, double[] to) {
        for (int i = 0; i < to.length; i++) {
            to[i] += from[i];
        }
    }
}
