package org.inception4j.training.evaluation;

/** The order of classes by probability: the likelier first, of equal ones the lower index, NaN last. */
final class Ranking {
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

    /** How many classes come before this one; where its probability is NaN all do. */
    static int rank(float[] probabilities, int label) {
        if (Float.isNaN(probabilities[label])) {
            return probabilities.length;
        }
        int rank = 0;
        for (int i = 0; i < probabilities.length; i++) {
            if (isBefore(probabilities, i, label)) {
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
