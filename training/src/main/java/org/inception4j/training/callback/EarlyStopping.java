package org.inception4j.training.callback;

import java.util.HashMap;
import java.util.Map;
import org.inception4j.tensor.Weights;

/**
 * Ends a run that gets no better, with Keras' rules: it ends after the epoch that is the {@code patience}-th in a row without an
 * improvement, but never after the first. A value that is no number is never the best; Keras takes it for the best if it is the first.
 */
public final class EarlyStopping implements Callback {
    private static final String NAME = "EarlyStopping";

    private final Options options;
    private TrainingState state;
    private Weights bestWeights;
    private double best;
    private int bestEpoch;
    private int waited;

    /**
     * When to end.
     *
     * @param minDelta least improvement that counts, at least 0
     * @param patience epochs without improvement, at least 0
     * @param baseline NaN, or a value that must be beaten too for the waiting to begin anew
     * @param restoreBest puts the best epoch's weights in place when the run ends, early or not
     * @param startFromEpoch so many epochs at the beginning are not looked at
     */
    public record Options(
            Metric metric, double minDelta, int patience, double baseline, boolean restoreBest, int startFromEpoch) {
        public Options {
            if (!(minDelta >= 0) || patience < 0 || startFromEpoch < 0) {
                throw new IllegalArgumentException("%s: minDelta is %s, patience %d, startFromEpoch %d; give at least 0"
                        .formatted(NAME, minDelta, patience, startFromEpoch));
            }
        }

        public Options withMinDelta(double changed) {
            return new Options(metric, changed, patience, baseline, restoreBest, startFromEpoch);
        }

        public Options withBaseline(double changed) {
            return new Options(metric, minDelta, patience, changed, restoreBest, startFromEpoch);
        }

        public Options withRestoreBest(boolean changed) {
            return new Options(metric, minDelta, patience, baseline, changed, startFromEpoch);
        }

        public Options withStartFromEpoch(int changed) {
            return new Options(metric, minDelta, patience, baseline, restoreBest, changed);
        }
    }

    private EarlyStopping(Options options) {
        this.options = options;
    }

    /** No least improvement, no baseline, nothing restored. */
    public static EarlyStopping of(Metric metric, int patience) {
        return of(new Options(metric, 0, patience, Double.NaN, false, 0));
    }

    public static EarlyStopping of(Options options) {
        return new EarlyStopping(options);
    }

    /** The same, but the best epoch's weights are put in place when the run ends. */
    public EarlyStopping restoringBest() {
        return of(options.withRestoreBest(true));
    }

    @Override
    public void trainBegins(TrainingState run) {
        options.metric.require(NAME, run);
        state = run;
        bestWeights = null;
        best = options.metric.worst();
        bestEpoch = 0;
        waited = 0;
    }

    @Override
    public void epochEnds(EpochLog log) {
        if (log.epoch() <= options.startFromEpoch) {
            return;
        }
        double value = options.metric.of(log);
        boolean first = bestEpoch == 0;
        boolean improved = first ? !Double.isNaN(value) : options.metric.isBetter(value, best, options.minDelta);
        waited++;
        if (improved || first) {
            remember(log.epoch(), improved ? value : best);
        }
        if (improved && beatsBaseline(value)) {
            waited = 0;
        } else if (!improved && waited >= options.patience && log.epoch() > 1) {
            state.stop("%s has not improved on epoch %d's %.4f for %d epochs"
                    .formatted(options.metric, bestEpoch, best, waited));
        }
    }

    private void remember(int epoch, double value) {
        best = value;
        bestEpoch = epoch;
        if (options.restoreBest) {
            bestWeights = state.weights();
        }
    }

    private boolean beatsBaseline(double value) {
        return Double.isNaN(options.baseline) || options.metric.isBetter(value, options.baseline, options.minDelta);
    }

    @Override
    public void trainEnds() {
        if (bestWeights != null) {
            state.restore(bestWeights);
        }
    }

    @Override
    public CallbackState state() {
        Map<String, String> values = new HashMap<>();
        values.put("best", Double.toString(best));
        values.put("bestEpoch", Integer.toString(bestEpoch));
        values.put("waited", Integer.toString(waited));
        return new CallbackState(values, bestWeights == null ? Weights.of(Map.of()) : bestWeights);
    }

    @Override
    public void restore(CallbackState kept) {
        best = Double.parseDouble(kept.values().get("best"));
        bestEpoch = Integer.parseInt(kept.values().get("bestEpoch"));
        waited = Integer.parseInt(kept.values().get("waited"));
        bestWeights = kept.weights().names().isEmpty() ? null : kept.weights();
    }
}
