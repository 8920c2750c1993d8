package org.inception4j.training.schedule;

import org.inception4j.training.check.Check;

/**
 * The learning rate of a step as a closed form of its number, so that a resumed run needs no state. It multiplies a base rate,
 * the optimizer's, which callbacks may change during the run.
 */
public sealed interface Schedule {
    /** The rate of the step at {@code place}, for this base. */
    default float rate(float base, Place place) {
        return (float) (base * factor(place));
    }

    /** What the base is multiplied by. */
    double factor(Place place);

    /**
     * Where in a run a step stands.
     *
     * @param step number of steps done before it, from 0
     * @param stepsPerEpoch at least 1
     * @param totalSteps of the whole run, at least 1
     */
    record Place(long step, long stepsPerEpoch, long totalSteps) {
        double epoch() {
            return (double) step / stepsPerEpoch;
        }

        /** The part of the run that is done, 0 to 1. */
        double progress() {
            return Math.min(1, (double) step / totalSteps);
        }
    }

    /** Always the base. */
    static Schedule constant() {
        return new Constant();
    }

    /** Half a cosine from the base down to nothing at the end of the run, as Keras' {@code CosineDecay}. */
    static Schedule cosine() {
        return new Cosine(0);
    }

    record Constant() implements Schedule {
        @Override
        public double factor(Place place) {
            return 1;
        }
    }

    /** The base times {@code gamma} after each {@code epochs} epochs: GoogLeNet's paper has 0.96 each 8. */
    record Step(double epochs, double gamma) implements Schedule {
        public Step {
            Check.positive("step schedule", "epochs", epochs);
            Check.positive("step schedule", "gamma", gamma);
        }

        @Override
        public double factor(Place place) {
            return Math.pow(gamma, Math.floor(place.step() / (epochs * place.stepsPerEpoch())));
        }
    }

    /** As {@link Step} but smoothly, at every step: Keras' {@code ExponentialDecay} without its staircase. */
    record Exponential(double epochs, double gamma) implements Schedule {
        public Exponential {
            Check.positive("exponential schedule", "epochs", epochs);
            Check.positive("exponential schedule", "gamma", gamma);
        }

        @Override
        public double factor(Place place) {
            return Math.pow(gamma, place.epoch() / epochs);
        }
    }

    /** Half a cosine from the base to {@code floor} times the base over the whole run (Loshchilov and Hutter 2017). */
    record Cosine(double floor) implements Schedule {
        public Cosine {
            Check.share("cosine schedule", "floor", floor);
        }

        @Override
        public double factor(Place place) {
            return floor + (1 - floor) * (1 + Math.cos(Math.PI * place.progress())) / 2;
        }
    }

    /** The base times (1 - progress) to the power: Caffe's quick solver for GoogLeNet has 0.5. */
    record Polynomial(double power) implements Schedule {
        public Polynomial {
            Check.positive("polynomial schedule", "power", power);
        }

        @Override
        public double factor(Place place) {
            return Math.pow(1 - place.progress(), power);
        }
    }

    /**
     * Rises evenly to the base in the first {@code epochs} epochs: the first of n steps has 1/n of it, the last the base itself.
     * Then the other schedule takes over with the rest of the run as its whole. In a short run it rises in the first fifth of all
     * steps, so that most of the run learns at the other schedule's rate.
     */
    record WarmUp(double epochs, Schedule then) implements Schedule {
        /** The warm-up has at most one part of so many. */
        private static final int PARTS = 5;

        public WarmUp {
            Check.positive("warm-up schedule", "epochs", epochs);
        }

        @Override
        public double factor(Place place) {
            long steps = Math.min(Math.round(epochs * place.stepsPerEpoch()), place.totalSteps() / PARTS);
            if (place.step() < steps) {
                return (place.step() + 1.0) / steps * then.factor(rest(place, 0, steps));
            }
            return then.factor(rest(place, place.step() - steps, steps));
        }

        private static Place rest(Place place, long step, long warm) {
            return new Place(step, place.stepsPerEpoch(), Math.max(1, place.totalSteps() - warm));
        }
    }
}
