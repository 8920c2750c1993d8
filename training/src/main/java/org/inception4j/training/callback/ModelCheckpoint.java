package org.inception4j.training.callback;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.inception4j.tensor.Weights;

/**
 * Saves weights after epochs, all of them or those that are the best so far, as Keras' callback of this name. To be able to resume
 * a run, use the trainer's checkpoints: these hold weights alone. A value that is no number is never the best; Keras takes it for the best if it is the first.
 */
public final class ModelCheckpoint implements Callback {
    private static final String NAME = "ModelCheckpoint";

    private final Metric metric;
    private final boolean bestOnly;
    private final double threshold;
    private final Saving saving;
    private TrainingState state;
    private double best;

    /** Writes weights somewhere; the log tells the epoch and its numbers, for the file's name or its notes. */
    public interface Saving {
        void save(Weights weights, EpochLog log) throws IOException;
    }

    private ModelCheckpoint(Metric metric, boolean bestOnly, double threshold, Saving saving) {
        this.metric = metric;
        this.bestOnly = bestOnly;
        this.threshold = threshold;
        this.saving = saving;
    }

    /** After each epoch. */
    public static ModelCheckpoint each(Saving saving) {
        return new ModelCheckpoint(Metric.LOSS, false, Double.NaN, saving);
    }

    /** After each epoch that is better than all before; the first is, unless the metric is NaN. */
    public static ModelCheckpoint best(Metric metric, Saving saving) {
        return new ModelCheckpoint(metric, true, metric.worst(), saving);
    }

    /** Saves only what beats this value too: Keras' {@code initial_value_threshold}. */
    public ModelCheckpoint above(double threshold) {
        return new ModelCheckpoint(metric, bestOnly, threshold, saving);
    }

    @Override
    public void trainBegins(TrainingState run) {
        if (bestOnly) {
            metric.require(NAME, run);
        }
        state = run;
        best = threshold;
    }

    @Override
    public void epochEnds(EpochLog log) {
        double value = metric.of(log);
        if (bestOnly && !metric.isBetter(value, best, 0)) {
            return;
        }
        best = value;
        try {
            saving.save(state.weights(), log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public CallbackState state() {
        return bestOnly ? CallbackState.of(Map.of("best", Double.toString(best))) : CallbackState.NONE;
    }

    @Override
    public void restore(CallbackState kept) {
        best = Double.parseDouble(kept.values().get("best"));
    }
}
