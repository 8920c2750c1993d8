package org.inception4j.training.callback;

import java.util.Map;

/**
 * Lowers the base of the learning rate when an epoch is the {@code patience}-th in a row without an improvement, with Keras'
 * rules. With a schedule that falls by itself, that schedule goes on from the lowered base. A value that is no number is never the best; Keras takes it for the best if it
 * is the first.
 */
public final class ReduceLROnPlateau implements Callback {
    private static final String NAME = "ReduceLROnPlateau";

    private final Options options;
    private TrainingState state;
    private double best;
    private int waited;
    private int cooldown;

    /**
     * When and by how much.
     *
     * @param factor above 0 and less than 1
     * @param minDelta least improvement that counts
     * @param cooldown epochs after a lowering in which nothing is counted
     * @param minRate the base is not lowered below it
     */
    public record Options(Metric metric, double factor, int patience, double minDelta, int cooldown, float minRate) {
        public Options {
            if (!(factor > 0 && factor < 1)) {
                throw new IllegalArgumentException(
                        "%s: factor is %s; give a number above 0 and below 1".formatted(NAME, factor));
            }
            if (patience < 0 || cooldown < 0 || !(minDelta >= 0) || !(minRate >= 0)) {
                throw new IllegalArgumentException(
                        "%s: patience is %d, cooldown %d, minDelta %s, minRate %s; give at least 0"
                                .formatted(NAME, patience, cooldown, minDelta, minRate));
            }
        }

        /** Keras' defaults: a tenth after 10 epochs, least improvement 1e-4. */
        public static Options of(Metric metric) {
            return new Options(metric, 0.1, 10, 1e-4, 0, 0);
        }

        public Options withFactor(double changed) {
            return new Options(metric, changed, patience, minDelta, cooldown, minRate);
        }

        public Options withPatience(int changed) {
            return new Options(metric, factor, changed, minDelta, cooldown, minRate);
        }

        public Options withMinDelta(double changed) {
            return new Options(metric, factor, patience, changed, cooldown, minRate);
        }

        public Options withCooldown(int changed) {
            return new Options(metric, factor, patience, minDelta, changed, minRate);
        }

        public Options withMinRate(double changed) {
            return new Options(metric, factor, patience, minDelta, cooldown, (float) changed);
        }
    }

    private ReduceLROnPlateau(Options options) {
        this.options = options;
    }

    public static ReduceLROnPlateau of(Options options) {
        return new ReduceLROnPlateau(options);
    }

    public static ReduceLROnPlateau of(Metric metric, double factor, int patience) {
        return of(Options.of(metric).withFactor(factor).withPatience(patience));
    }

    @Override
    public void trainBegins(TrainingState run) {
        options.metric.require(NAME, run);
        state = run;
        best = options.metric.worst();
        waited = 0;
        cooldown = 0;
    }

    @Override
    public void epochEnds(EpochLog log) {
        if (cooldown > 0) {
            cooldown--;
            waited = 0;
        }
        double value = options.metric.of(log);
        if (options.metric.isBetter(value, best, options.minDelta)) {
            best = value;
            waited = 0;
        } else if (cooldown == 0) {
            waited++;
            if (waited >= options.patience) {
                lower();
            }
        }
    }

    private void lower() {
        float rate = state.learningRate();
        if (rate > options.minRate) {
            state.learningRate((float) Math.max(rate * options.factor, options.minRate));
            cooldown = options.cooldown;
            waited = 0;
        }
    }

    @Override
    public CallbackState state() {
        return CallbackState.of(Map.of(
                "best", Double.toString(best),
                "waited", Integer.toString(waited),
                "cooldown", Integer.toString(cooldown)));
    }

    @Override
    public void restore(CallbackState kept) {
        best = Double.parseDouble(kept.values().get("best"));
        waited = Integer.parseInt(kept.values().get("waited"));
        cooldown = Integer.parseInt(kept.values().get("cooldown"));
    }
}
