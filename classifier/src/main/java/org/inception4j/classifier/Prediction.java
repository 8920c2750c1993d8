package org.inception4j.classifier;

import java.util.ArrayList;
import java.util.List;

/**
 * What a classifier says of one picture.
 *
 * @param scores of all classes, the most likely first, NaN last; of equally likely ones the lower index first
 */
public record Prediction(List<Score> scores) {
    public Prediction {
        scores = List.copyOf(scores);
        if (scores.isEmpty()) {
            throw new IllegalArgumentException("prediction: has no score; give one for each class");
        }
    }

    /** By index, as a network gives them. */
    public static Prediction of(float[] probabilities, List<String> labels) {
        if (probabilities.length != labels.size()) {
            throw new IllegalArgumentException(
                    "prediction: has %d probabilities and %d labels; give one of each for a class"
                            .formatted(probabilities.length, labels.size()));
        }
        List<Score> scores = new ArrayList<>(probabilities.length);
        for (int i = 0; i < probabilities.length; i++) {
            scores.add(new Score(i, labels.get(i), probabilities[i]));
        }
        scores.sort(Prediction::bestFirst);
        return new Prediction(scores);
    }

    private static int bestFirst(Score one, Score other) {
        int byLikelihood = Float.compare(likelihood(other), likelihood(one));
        return byLikelihood != 0 ? byLikelihood : Integer.compare(one.index(), other.index());
    }

    private static float likelihood(Score score) {
        return Float.isNaN(score.probability()) ? Float.NEGATIVE_INFINITY : score.probability();
    }

    /** The most likely class. */
    public Score best() {
        return scores.getFirst();
    }

    /** The {@code count} most likely classes; all if there are fewer. */
    public List<Score> top(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("top: is %d; give at least 1".formatted(count));
        }
        return scores.subList(0, Math.min(count, scores.size()));
    }

    /** The probabilities by index of the class. */
    public float[] probabilities() {
        float[] probabilities = new float[scores.size()];
        scores.forEach(score -> probabilities[score.index()] = score.probability());
        return probabilities;
    }
}
