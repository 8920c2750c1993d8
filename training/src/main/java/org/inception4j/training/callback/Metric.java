package org.inception4j.training.callback;

import java.util.function.ToDoubleFunction;

/** A number of an epoch that callbacks watch, under the name it has in {@code results.csv}. */
public enum Metric {
    LOSS("loss", false, false, EpochLog::loss),
    TOP1("top1", true, false, EpochLog::top1),
    VALIDATION_LOSS("val_loss", false, true, EpochLog::validationLoss),
    VALIDATION_TOP1("val_top1", true, true, EpochLog::validationTop1),
    VALIDATION_TOP5("val_top5", true, true, EpochLog::validationTop5);

    private final String text;
    private final boolean moreIsBetter;
    private final boolean validation;
    private final ToDoubleFunction<EpochLog> value;

    Metric(String text, boolean moreIsBetter, boolean validation, ToDoubleFunction<EpochLog> value) {
        this.text = text;
        this.moreIsBetter = moreIsBetter;
        this.validation = validation;
        this.value = value;
    }

    public double of(EpochLog log) {
        return value.applyAsDouble(log);
    }

    /** True if {@code value} beats {@code reference} by more than {@code delta}; NaN beats nothing. */
    boolean isBetter(double value, double reference, double delta) {
        return moreIsBetter ? value - delta > reference : value + delta < reference;
    }

    /** What everything beats. */
    double worst() {
        return moreIsBetter ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    }

    /** Refuses to watch what no examples are held out for. */
    void require(String callback, TrainingState state) {
        if (validation && !state.validates()) {
            throw new IllegalArgumentException("%s: watches %s and nothing is held out; hold examples out, or watch %s"
                    .formatted(callback, this, moreIsBetter ? TOP1 : LOSS));
        }
    }

    @Override
    public String toString() {
        return text;
    }
}
