package org.inception4j.engine;

import org.inception4j.tensor.Tensor;

/** What an output should have been, for a batch. */
public sealed interface Targets {
    /** The number of examples. */
    int count();

    static Targets classes(int... labels) {
        return new Classes(labels.clone());
    }

    static Targets values(Tensor values) {
        return new Values(values);
    }

    /** The class of each example, from 0. */
    record Classes(int[] labels) implements Targets {
        @Override
        public int count() {
            return labels.length;
        }
    }

    /** A number for each output of each example, shaped as the output with the batch in front. */
    record Values(Tensor tensor) implements Targets {
        @Override
        public int count() {
            return tensor.shape().size(0);
        }
    }
}
