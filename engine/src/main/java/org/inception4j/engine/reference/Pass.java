package org.inception4j.engine.reference;

import java.util.function.IntConsumer;

/**
 * What all operations of one run share.
 *
 * @param seed of dropout, with {@code number}, the step; both without meaning outside training
 */
record Pass(boolean training, long seed, long number, Workers workers) {
    static Pass inference(Workers workers) {
        return new Pass(false, 0, 0, workers);
    }

    /** Does {@code task} for 0 … count - 1, on several threads: each must write to places of its own. */
    void each(int count, IntConsumer task) {
        workers.each(count, task);
    }
}
