package org.inception4j.training;

import java.util.List;
import java.util.function.Consumer;
import org.inception4j.engine.Precision;
import org.inception4j.training.check.Check;
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
    private static final String NAME = "recipe";

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
        Check.atLeast(NAME, "epochs", epochs, 1);
        Check.atLeast(NAME, "batch", batch, 1);
        Check.atLeast(NAME, "threads", threads, 0);
        Check.atLeast(NAME, "clipNorm", clipNorm, 0);
        Check.atLeast(NAME, "clipValue", clipValue, 0);
        Check.fraction(NAME, "labelSmoothing", labelSmoothing);
        Check.fraction(NAME, "emaDecay", emaDecay);
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

    /** As Keras' {@code compile} and {@code fit} without further arguments: batches of 32, the optimizer's rate, and nothing else. */
    public static Recipe of(Optimizer optimizer, int epochs) {
        return standard()
                .withEpochs(epochs)
                .withOptimizer(optimizer)
                .withSchedule(Schedule.constant())
                .withLabelSmoothing(0)
                .withClipNorm(0);
    }

    /**
     * From a trained network: 20 epochs of 32, SGD at 0.004 with momentum 0.9, a short warm-up and a cosine, weights averaged over
     * about 50 steps, which a few photos want: their last epochs differ by chance.
     */
    public static Recipe fineTuning() {
        return standard()
                .withEpochs(20)
                .withEmaDecay(0.98)
                .withOptimizer(Optimizer.Sgd.of(0.004, 0.9).withWeightDecay(2e-4))
                .withSchedule(new Schedule.WarmUp(0.5, Schedule.cosine()));
    }

    public Recipe withEpochs(int changed) {
        return with(draft -> draft.epochs = changed);
    }

    public Recipe withBatch(int changed) {
        return with(draft -> draft.batch = changed);
    }

    public Recipe withOptimizer(Optimizer changed) {
        return with(draft -> draft.optimizer = changed);
    }

    /** The same optimizer at another rate. */
    public Recipe withLearningRate(double changed) {
        return withOptimizer(optimizer.withLearningRate(changed));
    }

    public Recipe withSchedule(Schedule changed) {
        return with(draft -> draft.schedule = changed);
    }

    public Recipe withLabelSmoothing(double changed) {
        return with(draft -> draft.labelSmoothing = (float) changed);
    }

    public Recipe withClassWeights(List<Float> changed) {
        return with(draft -> draft.classWeights = changed);
    }

    public Recipe withClipNorm(double changed) {
        return with(draft -> draft.clipNorm = changed);
    }

    public Recipe withClipValue(double changed) {
        return with(draft -> draft.clipValue = changed);
    }

    public Recipe withEmaDecay(double changed) {
        return with(draft -> draft.emaDecay = changed);
    }

    public Recipe withFreeze(List<String> changed) {
        return with(draft -> draft.freeze = changed);
    }

    public Recipe withRates(List<LayerRate> changed) {
        return with(draft -> draft.rates = changed);
    }

    public Recipe withDecayBiases(boolean changed) {
        return with(draft -> draft.decayBiases = changed);
    }

    public Recipe withPrecision(Precision changed) {
        return with(draft -> draft.precision = changed);
    }

    public Recipe withThreads(int changed) {
        return with(draft -> draft.threads = changed);
    }

    public Recipe withSeed(long changed) {
        return with(draft -> draft.seed = changed);
    }

    private Recipe with(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return draft.recipe();
    }

    /** A recipe while one thing in it is changed. */
    private static final class Draft {
        private int epochs;
        private int batch;
        private Optimizer optimizer;
        private Schedule schedule;
        private float labelSmoothing;
        private List<Float> classWeights;
        private double clipNorm;
        private double clipValue;
        private double emaDecay;
        private List<String> freeze;
        private List<LayerRate> rates;
        private boolean decayBiases;
        private Precision precision;
        private int threads;
        private long seed;

        Draft(Recipe recipe) {
            epochs = recipe.epochs;
            batch = recipe.batch;
            optimizer = recipe.optimizer;
            schedule = recipe.schedule;
            labelSmoothing = recipe.labelSmoothing;
            classWeights = recipe.classWeights;
            clipNorm = recipe.clipNorm;
            clipValue = recipe.clipValue;
            emaDecay = recipe.emaDecay;
            freeze = recipe.freeze;
            rates = recipe.rates;
            decayBiases = recipe.decayBiases;
            precision = recipe.precision;
            threads = recipe.threads;
            seed = recipe.seed;
        }

        Recipe recipe() {
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
                    seed);
        }
    }
}
