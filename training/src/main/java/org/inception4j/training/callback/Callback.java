package org.inception4j.training.callback;

/**
 * Is told what happens in a run, in Keras' order: {@code trainBegins}; for each epoch {@code epochBegins}, {@code batchEnds}
 * after each step, validation, {@code epochEnds}; {@code trainEnds}. Several are called in the order in which they were given,
 * all by the thread that trains. What one throws ends the run, and the last checkpoint stays.
 *
 * <p>One that remembers anything between calls gives it by {@link #state}, or a resumed run will differ from one that was never
 * broken off.
 */
public interface Callback {
    /** Once, before the first step or the first one after a resumption; {@link #restore} was called before. */
    default void trainBegins(TrainingState state) {}

    /** Before an epoch, counted from 1; not for one that is resumed in its middle. */
    default void epochBegins(int epoch) {}

    default void batchEnds(BatchLog log) {}

    default void epochEnds(EpochLog log) {}

    /** Once, unless the run fails. */
    default void trainEnds() {}

    /** What to keep in a checkpoint. */
    default CallbackState state() {
        return CallbackState.NONE;
    }

    /** Takes back what {@link #state} gave. */
    default void restore(CallbackState state) {}
}
