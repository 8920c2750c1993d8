package org.inception4j.engine;

import java.util.List;
import java.util.function.Predicate;
import org.inception4j.model.Model;

/**
 * How a training plan is compiled.
 *
 * @param batch the largest number of examples of a step; a smaller last batch works
 * @param threads processor threads; 0: all that the machine has
 * @param objectives what is minimised: the weighted sum of these losses
 * @param trainable says by a layer's name whether its weights learn; a frozen BatchNormalization uses its moving averages
 * @param seed of dropout
 */
public record TrainingOptions(
        int batch,
        Precision precision,
        int threads,
        List<Objective> objectives,
        Predicate<String> trainable,
        long seed) {
    public TrainingOptions {
        Options.check(batch, threads);
        objectives = List.copyOf(objectives);
        if (precision == Precision.INT8) {
            throw new IllegalArgumentException(
                    "precision: INT8 is for answering, not for training; train in another and quantise what comes out");
        }
        if (precision == Precision.BF16X3) {
            throw new IllegalArgumentException(
                    "precision: BF16X3 is for answering, not for training; train in BF16 or FP32");
        }
        if (objectives.isEmpty()) {
            throw new IllegalArgumentException("objectives: there is none; give a loss for at least one output");
        }
    }

    /** AUTO precision, all threads, every layer learns, seed 0. */
    public static TrainingOptions of(int batch, Objective... objectives) {
        return new TrainingOptions(batch, Precision.AUTO, 0, List.of(objectives), _ -> true, 0);
    }

    public TrainingOptions withPrecision(Precision changed) {
        return new TrainingOptions(batch, changed, threads, objectives, trainable, seed);
    }

    public TrainingOptions withThreads(int changed) {
        return new TrainingOptions(batch, precision, changed, objectives, trainable, seed);
    }

    public TrainingOptions withObjectives(List<Objective> changed) {
        return new TrainingOptions(batch, precision, threads, changed, trainable, seed);
    }

    public TrainingOptions withTrainable(Predicate<String> changed) {
        return new TrainingOptions(batch, precision, threads, objectives, changed, seed);
    }

    /** These options with the layers frozen too that the model says do not learn. */
    public TrainingOptions freezing(Model model) {
        return withTrainable(trainable.and(name -> model.node(name).instance().trainable()));
    }

    public TrainingOptions withSeed(long changed) {
        return new TrainingOptions(batch, precision, threads, objectives, trainable, changed);
    }
}
