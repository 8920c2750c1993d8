package org.inception4j.engine.onednn;

import java.util.Optional;
import org.inception4j.engine.Engine;
import org.inception4j.engine.InferenceOptions;
import org.inception4j.engine.InferencePlan;
import org.inception4j.engine.Precision;
import org.inception4j.engine.TrainingOptions;
import org.inception4j.engine.TrainingPlan;
import org.inception4j.model.Model;
import org.inception4j.tensor.Weights;

/** The fast engine for processors. */
public final class OneDnnEngine implements Engine {
    @Override
    public String name() {
        return "onednn";
    }

    @Override
    public String description() {
        return Optional.ofNullable(Library.problem()).orElseGet(() -> "oneDNN %s, %s, %d threads"
                .formatted(Library.version(), Library.instructions(), threads(0)));
    }

    @Override
    public Optional<String> unavailable() {
        return Optional.ofNullable(Library.problem());
    }

    @Override
    public int preference() {
        return 100;
    }

    @Override
    public Precision resolve(Precision precision) {
        if (precision != Precision.AUTO) {
            return precision;
        }
        return Library.hasBfloat16() ? Precision.BF16 : Precision.FP32;
    }

    @Override
    public InferencePlan inference(Model model, Weights weights, InferenceOptions options) {
        Library.cpu();
        return new OneDnnInferencePlan(
                model, weights, options, resolve(options.precision()), threads(options.threads()));
    }

    @Override
    public TrainingPlan training(Model model, Weights weights, TrainingOptions options) {
        Library.cpu();
        return new OneDnnTrainingPlan(
                model, weights, options, resolve(options.precision()), threads(options.threads()));
    }

    private static int threads(int wanted) {
        return wanted > 0 ? wanted : Runtime.getRuntime().availableProcessors();
    }
}
