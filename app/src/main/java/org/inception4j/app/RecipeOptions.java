package org.inception4j.app;

import java.util.List;
import org.inception4j.engine.Precision;
import org.inception4j.training.Recipe;
import org.inception4j.training.optimizer.Optimizer;
import org.inception4j.training.schedule.Schedule;
import picocli.CommandLine.Option;

/** How {@code train} learns. What is not given is left as the recipe has it, which depends on where training starts. */
final class RecipeOptions {
    enum Rule {
        SGD,
        ADAM,
        ADAMW,
        RMSPROP;

        /** With the learning rate that suits a start from scratch, or a fine-tuning, which wants far smaller steps. */
        Optimizer of(boolean fineTuning) {
            return switch (this) {
                case SGD -> Optimizer.Sgd.of(fineTuning ? 0.002 : 0.05, 0.9).withWeightDecay(2e-4);
                case ADAM -> Optimizer.Adam.of(fineTuning ? 1e-4 : 1e-3);
                case ADAMW -> Optimizer.AdamW.of(fineTuning ? 2e-4 : 2e-3).withWeightDecay(0.05);
                case RMSPROP -> Optimizer.RmsProp.of(fineTuning ? 1e-4 : 1e-3);
            };
        }

        @Override
        public String toString() {
            return Choices.name(this);
        }
    }

    enum Course {
        CONSTANT,
        COSINE,
        STEP,
        EXPONENTIAL;

        Schedule schedule() {
            return switch (this) {
                case CONSTANT -> Schedule.constant();
                case COSINE -> Schedule.cosine();
                case STEP -> new Schedule.Step(8, 0.96);
                case EXPONENTIAL -> new Schedule.Exponential(2, 0.94);
            };
        }

        @Override
        public String toString() {
            return Choices.name(this);
        }
    }

    @Option(
            names = {"-e", "--epochs"},
            paramLabel = "N",
            description = "How often every picture is seen. Default: 30, with --from 20.")
    private Integer epochs;

    @Option(
            names = {"-b", "--batch"},
            paramLabel = "N",
            description = "Pictures of a step. Default: 32.")
    private Integer batch;

    @Option(
            names = "--optimizer",
            paramLabel = "sgd|adam|adamw|rmsprop",
            description = "How gradients change weights. Default: adamw, with --from sgd (momentum 0.9).")
    private Rule optimizer;

    @Option(
            names = {"--learning-rate", "--lr"},
            paramLabel = "RATE",
            description = "Where the schedule starts. Default: as suits the optimizer.")
    private Double learningRate;

    @Option(
            names = "--weight-decay",
            paramLabel = "RATE",
            description = "How much weights shrink. Default: as suits the optimizer.")
    private Double weightDecay;

    @Option(
            names = "--schedule",
            paramLabel = "cosine|constant|step|exponential",
            description = {
                "The course of the learning rate; step is 0.96 each 8 epochs, exponential 0.94 each 2.",
                "Default: cosine."
            })
    private Course course;

    @Option(
            names = "--warm-up",
            paramLabel = "EPOCHS",
            description = "The learning rate rises from nothing so long. Default: 2, with --from 0.5.")
    private Double warmUp;

    @Option(
            names = "--label-smoothing",
            paramLabel = "PART",
            description = "Part of each target that all classes share. Default: 0.1.")
    private Double labelSmoothing;

    @Option(
            names = "--clip-norm",
            paramLabel = "LENGTH",
            description = "Longer gradients are shortened to this; 0 is off. Default: 5.")
    private Double clipNorm;

    @Option(
            names = "--ema",
            paramLabel = "DECAY",
            description =
                    "Keep, validate and save a moving average of the weights; 0 is off. Default: 0, with --from 0.98.")
    private Double emaDecay;

    @Option(
            names = "--freeze",
            paramLabel = "PATTERN",
            split = ",",
            description = {
                "Layers that do not learn, by name: * is any text, ? a character, ! takes out again.",
                "With --from: \"*,!loss3/classifier\" trains the classifier alone."
            })
    private List<String> freeze;

    /** The recipe with what was asked for. */
    Recipe recipe(boolean fineTuning, Precision precision, int threads, long seed) {
        Recipe recipe = (fineTuning ? Recipe.fineTuning() : Recipe.standard())
                .withPrecision(precision)
                .withThreads(threads)
                .withSeed(seed);
        recipe = epochs == null ? recipe : recipe.withEpochs(epochs);
        recipe = batch == null ? recipe : recipe.withBatch(batch);
        recipe = recipe.withOptimizer(optimizer(recipe.optimizer(), fineTuning));
        recipe = recipe.withSchedule(schedule(recipe.schedule()));
        recipe = labelSmoothing == null ? recipe : recipe.withLabelSmoothing(labelSmoothing);
        recipe = clipNorm == null ? recipe : recipe.withClipNorm(clipNorm);
        recipe = emaDecay == null ? recipe : recipe.withEmaDecay(emaDecay);
        return freeze == null ? recipe : recipe.withFreeze(freeze);
    }

    private Optimizer optimizer(Optimizer standard, boolean fineTuning) {
        Optimizer chosen = optimizer == null ? standard : optimizer.of(fineTuning);
        chosen = learningRate == null ? chosen : chosen.withLearningRate(learningRate);
        return weightDecay == null ? chosen : chosen.withWeightDecay(weightDecay);
    }

    /** A warm-up stands before any course. */
    private Schedule schedule(Schedule standard) {
        Schedule usual = standard instanceof Schedule.WarmUp(double _, Schedule then) ? then : standard;
        double usualRise = standard instanceof Schedule.WarmUp(double rise, Schedule _) ? rise : 0;
        Schedule chosen = course == null ? usual : course.schedule();
        double rise = warmUp == null ? usualRise : warmUp;
        return rise == 0 ? chosen : new Schedule.WarmUp(rise, chosen);
    }
}
