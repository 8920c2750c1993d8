package org.inception4j.training.optimizer;

import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import org.inception4j.engine.ParameterLayout.Slice;

/**
 * What surrounds an optimizer's formula.
 *
 * @param clipNorm longest gradient, all weights together, as Keras' {@code global_clipnorm}; 0: off
 * @param clipValue largest single gradient, cut before the norm is taken, as Keras' {@code clipvalue}; 0: off
 * @param emaDecay of the averaged weights, as Keras' {@code ema_momentum}; 0: no average
 * @param rateFactor of a weight, on the learning rate
 * @param decays whether a weight decays
 * @param threads at least 1; results do not depend on it
 */
public record UpdateOptions(
        double clipNorm,
        double clipValue,
        double emaDecay,
        ToDoubleFunction<Slice> rateFactor,
        Predicate<Slice> decays,
        int threads) {
    /** Nothing but the formula, on one thread. */
    public static UpdateOptions plain() {
        return new UpdateOptions(0, 0, 0, _ -> 1, _ -> true, 1);
    }

    public UpdateOptions withClipNorm(double changed) {
        return new UpdateOptions(changed, clipValue, emaDecay, rateFactor, decays, threads);
    }

    public UpdateOptions withClipValue(double changed) {
        return new UpdateOptions(clipNorm, changed, emaDecay, rateFactor, decays, threads);
    }

    public UpdateOptions withEmaDecay(double changed) {
        return new UpdateOptions(clipNorm, clipValue, changed, rateFactor, decays, threads);
    }

    public UpdateOptions withRateFactor(ToDoubleFunction<Slice> changed) {
        return new UpdateOptions(clipNorm, clipValue, emaDecay, changed, decays, threads);
    }

    public UpdateOptions withDecays(Predicate<Slice> changed) {
        return new UpdateOptions(clipNorm, clipValue, emaDecay, rateFactor, changed, threads);
    }

    public UpdateOptions withThreads(int changed) {
        return new UpdateOptions(clipNorm, clipValue, emaDecay, rateFactor, decays, changed);
    }
}
