package org.inception4j.training.optimizer;

/** The checks that optimizers make of their numbers, each with one wording. */
final class Checks {
    private Checks() {}

    static void rates(String place, double learningRate, double weightDecay) {
        positive(place, "learningRate", learningRate);
        if (!(weightDecay >= 0) || Double.isInfinite(weightDecay)) {
            throw new IllegalArgumentException(
                    "%s: weightDecay is %s; give 0 for none or a number above 0".formatted(place, weightDecay));
        }
    }

    static void adam(
            String place, double learningRate, double weightDecay, double beta1, double beta2, double epsilon) {
        rates(place, learningRate, weightDecay);
        fraction(place, "beta1", beta1);
        fraction(place, "beta2", beta2);
        positive(place, "epsilon", epsilon);
    }

    static void positive(String place, String name, double value) {
        if (!(value > 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException("%s: %s is %s; give a number above 0".formatted(place, name, value));
        }
    }

    static void fraction(String place, String name, double value) {
        if (!(value >= 0 && value < 1)) {
            throw new IllegalArgumentException(
                    "%s: %s is %s; give 0 or more and less than 1".formatted(place, name, value));
        }
    }
}
