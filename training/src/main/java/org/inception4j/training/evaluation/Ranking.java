package org.inception4j.training.evaluation;

/** The order of classes by probability: the likelier first, of equal ones the lower index, NaN last. */
public final class Ranking {
    private Ranking() {}

    static int best(float[] probabilities) {
        int best = 0;
        for (int i = 1; i < probabilities.length; i++) {
            if (isBefore(probabilities, i, best)) {
                best = i;
            }
        }
        return best;
    }

    static int rank(float[] probabilities, int label) {
        return rank(probabilities, 0, probabilities.length, label);
    }

    /**
     * How many of the {@code classes} numbers from {@code offset} on come before that of {@code label}; where its own is NaN it is
     * among the best of no number of places, however few the classes.
     */
    public static int rank(float[] probabilities, int offset, int classes, int label) {
        int own = offset + label;
        if (Float.isNaN(probabilities[own])) {
            return Integer.MAX_VALUE;
        }
        int rank = 0;
        for (int i = offset; i < offset + classes; i++) {
            if (isBefore(probabilities, i, own)) {
                rank++;
            }
        }
        return rank;
    }

    private static boolean isBefore(float[] probabilities, int one, int other) {
        int order = Float.compare(likelihood(probabilities[one]), likelihood(probabilities[other]));
        return order > 0 || order == 0 && one < other;
    }

    private static float likelihood(float probability) {
        return Float.isNaN(probability) ? Float.NEGATIVE_INFINITY : probability;
    }
}
