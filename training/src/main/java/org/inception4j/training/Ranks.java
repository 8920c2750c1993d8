package org.inception4j.training;

import java.util.Arrays;
import org.inception4j.tensor.Tensor;

/** At which place, from 0, each example's class stands when a prediction's classes are sorted; of equal ones the first is better. */
record Ranks(int[] ranks) {
    /** @param predictions (count, classes) */
    static Ranks of(Tensor predictions, int[] labels) {
        float[] values = predictions.toArray();
        int classes = values.length / labels.length;
        int[] ranks = new int[labels.length];
        for (int row = 0; row < labels.length; row++) {
            ranks[row] = rank(values, row * classes, classes, labels[row]);
        }
        return new Ranks(ranks);
    }

    /** How many examples have their class among the best {@code places}. */
    long within(int places) {
        return Arrays.stream(ranks).filter(rank -> rank < places).count();
    }

    /** Last of all where the class's own number is NaN. */
    private static int rank(float[] values, int offset, int classes, int label) {
        float own = values[offset + label];
        if (Float.isNaN(own)) {
            return Integer.MAX_VALUE;
        }
        int better = 0;
        for (int i = 0; i < classes; i++) {
            float other = values[offset + i];
            if (other > own || (other == own && i < label)) {
                better++;
            }
        }
        return better;
    }
}
