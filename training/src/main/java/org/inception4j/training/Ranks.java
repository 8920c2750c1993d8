package org.inception4j.training;

import java.util.Arrays;
import org.inception4j.tensor.Tensor;
import org.inception4j.training.evaluation.Ranking;

/** At which place, from 0, each example's class stands when a prediction's classes are sorted; of equal ones the first is better. */
record Ranks(int[] ranks) {
    /** @param predictions (count, classes) */
    static Ranks of(Tensor predictions, int[] labels) {
        float[] values = predictions.toArray();
        int classes = values.length / labels.length;
        int[] ranks = new int[labels.length];
        for (int row = 0; row < labels.length; row++) {
            ranks[row] = Ranking.rank(values, row * classes, classes, labels[row]);
        }
        return new Ranks(ranks);
    }

    /** How many examples have their class among the best {@code places}. */
    long within(int places) {
        return Arrays.stream(ranks).filter(rank -> rank < places).count();
    }
}
