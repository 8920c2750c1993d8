package org.inception4j.training.callback;

/** Asks a function for the base of the learning rate before each epoch, as Keras' callback of this name. */
public final class LearningRateScheduler implements Callback {
    private final Rate rate;
    private TrainingState state;

    /** The rate of an epoch. */
    public interface Rate {
        /**
         * Gives the base for this epoch.
         *
         * @param epoch from 0, as Keras counts here
         * @param before the base so far
         */
        double of(int epoch, float before);
    }

    private LearningRateScheduler(Rate rate) {
        this.rate = rate;
    }

    public static LearningRateScheduler of(Rate rate) {
        return new LearningRateScheduler(rate);
    }

    @Override
    public void trainBegins(TrainingState run) {
        state = run;
    }

    @Override
    public void epochBegins(int epoch) {
        double changed = rate.of(epoch - 1, state.learningRate());
        if (!(changed >= 0) || Double.isInfinite(changed)) {
            throw new IllegalArgumentException(
                    "LearningRateScheduler: gives %s for epoch %d; give a number of at least 0"
                            .formatted(changed, epoch - 1));
        }
        state.learningRate((float) changed);
    }
}
