package org.inception4j.training;

import java.util.List;
import org.inception4j.tensor.Weights;
import org.inception4j.training.callback.EpochLog;

/**
 * What a run gave.
 *
 * @param epochs in order; after a resumption those before it too
 * @param weights at the end: the averaged ones where averaging is on, the best ones where early stopping restores them
 * @param stopped why the run ended before its last epoch, or empty
 */
public record History(List<EpochLog> epochs, Weights weights, String stopped) {
    public History {
        epochs = List.copyOf(epochs);
    }

    public EpochLog last() {
        return epochs.getLast();
    }
}
