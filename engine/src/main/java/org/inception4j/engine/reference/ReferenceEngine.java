package org.inception4j.engine.reference;

import java.util.Optional;
import org.inception4j.engine.Engine;
import org.inception4j.engine.InferenceOptions;
import org.inception4j.engine.InferencePlan;
import org.inception4j.engine.Precision;
import org.inception4j.engine.TrainingOptions;
import org.inception4j.engine.TrainingPlan;
import org.inception4j.model.Model;
import org.inception4j.tensor.Weights;

/**
 * Computes every layer by its definition in double precision and rounds to float32 only what it gives out. Runs wherever
 * Java runs, slowly.
 */
public final class ReferenceEngine implements Engine {
    @Override
    public String name() {
        return "reference";
    }

    @Override
    public String description() {
        return "plain Java %s, no native library".formatted(Runtime.version().feature());
    }

    @Override
    public Optional<String> unavailable() {
        return Optional.empty();
    }

    @Override
    public int preference() {
        return 0;
    }

    /** BF16 is refused: results rounded to bfloat16 here would equal those of no hardware. */
    @Override
    public Precision resolve(Precision precision) {
        return switch (precision) {
            case AUTO, FP32 -> Precision.FP32;
            case INT8 -> Precision.INT8;
            case BF16, BF16X3 ->
                throw new IllegalArgumentException(
                        "engine reference: has no %s; ask for FP32 or AUTO, or take another engine"
                                .formatted(precision));
        };
    }

    /** INT8 is imitated, slowly, so only by who asks for it: AUTO is FP32. */
    @Override
    public Precision resolve(InferenceOptions options) {
        if (options.precision() == Precision.INT8) {
            options.ranges();
        }
        return resolve(options.precision());
    }

    @Override
    public InferencePlan inference(Model model, Weights weights, InferenceOptions options) {
        return new ReferenceInference(model.flattened(), weights, options, resolve(options));
    }

    @Override
    public TrainingPlan training(Model model, Weights weights, TrainingOptions options) {
        resolve(options.precision());
        Model flat = model.flattened();
        return new ReferenceTraining(flat, weights, options.freezing(flat));
    }
}
