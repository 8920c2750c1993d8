package org.inception4j.training;

import java.util.List;
import org.inception4j.engine.Precision;
import org.inception4j.training.optimizer.Optimizer;
import org.inception4j.training.schedule.Schedule;

/**
 * How a network is trained, whatever the examples.
 *
 * @param epochs at least 1
 * @param batch examples of a step, at least 1
 * @param schedule multiplies the optimizer's learning rate
 * @param labelSmoothing so much of each target is spread over all classes alike, 0 or more and less than 1
 * @param classWeights a factor for each class's examples, or empty
 * @param clipNorm gradients longer than this, all weights taken together, are shortened to it; 0: off
 * @param clipValue single gradients are cut to this size, before {@code clipNorm}; 0: off
 * @param emaDecay the averaged weights keep this part at each step, as Keras' {@code ema_momentum}; what is validated and saved is
 *     then the average of what learns, with the moving averages as they are; 0: off
 * @param freeze patterns of layer names that do not learn, see {@link LayerPatterns}
 * @param rates factors on the learning rate of some layers; the last pattern that fits counts
 * @param decayBiases false: weight decay leaves out vectors (biases, BatchNormalization's gamma and beta); Keras leaves out nothing
 * @param threads processor threads; 0: all
 * @param seed of the first weights, the order, augmentation and dropout
 */
public record Recipe(
        int epochs,
        int batch,
        Optimizer optimizer,
        Schedule schedule,
        float labelSmoothing,
        List<Float> classWeights,
        double clipNorm,
        double clipValue,
        double emaDecay,
        List<String> freeze,
        List<LayerRate> rates,
        boolean decayBiases,
        Precision precision,
        int threads,
        long seed) {

    /** The layers that fit the pattern learn at {@code factor} times the rate. */
    public record LayerRate(String pattern, float factor) {
        public LayerRate {
            if (!(factor > 0) || Float.isInfinite(factor)) {
                throw new IllegalArgumentException(
                        "rates: the factor of %s is %s; give a number above 0, or freeze the layers"
                                .formatted(pattern, factor));
            }
        }
    }

    public Recipe {
        classWeights = List.copyOf(classWeights);
        freeze = List.copyOf(freeze);
        rates = List.copyOf(rates);
        atLeast("epochs", epochs, 1);
        atLeast("batch", batch, 1);
        atLeast("threads", threads, 0);
        atLeast("clipNorm", clipNorm, 0);
        atLeast("clipValue", clipValue, 0);
        share("labelSmoothing", labelSmoothing);
        share("emaDecay", emaDecay);
    }

    /** From scratch: 30 epochs of 32, AdamW at 0.002 with a short warm-up and a cosine, label smoothing 0.1. */
    public static Recipe standard() {
        return new Recipe(
                30,
                32,
                Optimizer.AdamW.of(0.002).withWeightDecay(0.05),
                new Schedule.WarmUp(2, Schedule.cosine()),
                0.1f,
                List.of(),
                5,
                0,
                0,
                List.of(),
                List.of(),
                false,
                Precision.AUTO,
                0,
                0);
    }

    /** From a trained network: 8 epochs of 32, SGD at 0.002 with momentum 0.9, a short warm-up and a cosine. */
    public static Recipe fineTuning() {
        return standard()
                .withEpochs(8)
                .withOptimizer(Optimizer.Sgd.of(0.002, 0.9).withWeightDecay(2e-4))
                .withSchedule(new Schedule.WarmUp(0.5, Schedule.cosine()));
    }

    public Recipe withEpochs(int changed) {
        return new Recipe(
                changed,
                batch,
                optimizer,
                schedule,
                labelSmoothing,
                classWeights,
                clipNorm,
                clipValue,
                emaDecay,
                freeze,
                rates,
                decayBiases,
                precision,
                threads,
                seed);
    }

    public Recipe withBatch(int changed) {
        return new Recipe(
                epochs,
                changed,
                optimizer,
                schedule,
                labelSmoothing,
                classWeights,
                clipNorm,
                clipValue,
                emaDecay,
                freeze,
                rates,
                decayBiases,
                precision,
                threads,
                seed);
    }

    public Recipe withOptimizer(Optimizer changed) {
        return new Recipe(
                epochs,
                batch,
                changed,
                schedule,
                labelSmoothing,
                classWeights,
                clipNorm,
                clipValue,
                emaDecay,
                freeze,
                rates,
                decayBiases,
                precision,
                threads,
                seed);
    }

    public Recipe withLearningRate(double changed) {
        return withOptimizer(optimizer.withLearningRate(changed));
    }

    public Recipe withSchedule(Schedule changed) {
        return new Recipe(
                epochs,
                batch,
                optimizer,
                changed,
                labelSmoothing,
                classWeights,
                clipNorm,
                clipValue,
                emaDecay,
                freeze,
                rates,
                decayBiases,
                precision,
                threads,
                seed);
    }

    public Recipe withLabelSmoothing(double changed) {
        return new Recipe(
                epochs,
                batch,
                optimizer,
                schedule,
                (float) changed,
                classWeights,
                clipNorm,
                clipValue,
                emaDecay,
                freeze,
                rates,
                decayBiases,
                precision,
                threads,
                seed);
    }

    public Recipe withClassWeights(List<Float> changed) {
        return new Recipe(
                epochs,
                batch,
                optimizer,
                schedule,
                labelSmoothing,
                changed,
                clipNorm,
                clipValue,
                emaDecay,
                freeze,
                rates,
                decayBiases,
                precision,
                threads,
                seed);
    }

    public Recipe withClipNorm(double changed) {
        return new Recipe(
                epochs,
                batch,
                optimizer,
                schedule,
                labelSmoothing,
                classWeights,
                changed,
                clipValue,
                emaDecay,
                freeze,
                rates,
                decayBiases,
                precision,
                threads,
                seed);
    }

    public Recipe withClipValue(double changed) {
        return new Recipe(
                epochs,
                batch,
                optimizer,
                schedule,
                labelSmoothing,
                classWeights,
                clipNorm,
                changed,
                emaDecay,
                freeze,
                rates,
                decayBiases,
                precision,
                threads,
                seed);
    }

    public Recipe withEmaDecay(double changed) {
        return new Recipe(
                epochs,
                batch,
                optimizer,
                schedule,
                labelSmoothing,
                classWeights,
                clipNorm,
                clipValue,
                changed,
                freeze,
                rates,
                decayBiases,
                precision,
                threads,
                seed);
    }

    public Recipe withFreeze(List<String> changed) {
        return new Recipe(
                epochs,
                batch,
                optimizer,
                schedule,
                labelSmoothing,
                classWeights,
                clipNorm,
                clipValue,
                emaDecay,
                changed,
                rates,
                decayBiases,
                precision,
                threads,
                seed);
    }

    public Recipe withRates(List<LayerRate> changed) {
        return new Recipe(
                epochs,
                batch,
                optimizer,
                schedule,
                labelSmoothing,
                classWeights,
                clipNorm,
                clipValue,
                emaDecay,
                freeze,
                changed,
                decayBiases,
                precision,
                threads,
                seed);
    }

    public Recipe withDecayBiases(boolean changed) {
        return new Recipe(
                epochs,
                batch,
                optimizer,
                schedule,
                labelSmoothing,
                classWeights,
                clipNorm,
                clipValue,
                emaDecay,
                freeze,
                rates,
                changed,
                precision,
                threads,
                seed);
    }

    public Recipe withPrecision(Precision changed) {
        return new Recipe(
                epochs,
                batch,
                optimizer,
                schedule,
                labelSmoothing,
                classWeights,
                clipNorm,
                clipValue,
                emaDecay,
                freeze,
                rates,
                decayBiases,
                changed,
                threads,
                seed);
    }

    public Recipe withThreads(int changed) {
        return new Recipe(
                epochs,
                batch,
                optimizer,
                schedule,
                labelSmoothing,
                classWeights,
                clipNorm,
                clipValue,
                emaDecay,
                freeze,
                rates,
                decayBiases,
                precision,
                changed,
                seed);
    }

    public Recipe withSeed(long changed) {
        return new Recipe(
                epochs,
                batch,
                optimizer,
                schedule,
                labelSmoothing,
                classWeights,
                clipNorm,
                clipValue,
                emaDecay,
                freeze,
                rates,
                decayBiases,
                precision,
                threads,
                changed);
    }

    private static void atLeast(String name, double value, int least) {
        if (!(value >= least) || Double.isInfinite(value)) {
            String shown = value == Math.rint(value) ? String.valueOf((long) value) : String.valueOf(value);
            throw new IllegalArgumentException("recipe: %s is %s; give at least %d".formatted(name, shown, least));
        }
    }

    private static void share(String name, double value) {
        if (!(value >= 0 && value < 1)) {
            throw new IllegalArgumentException(
                    "recipe: %s is %s; give 0 or more and less than 1".formatted(name, value));
        }
    }
}
