package org.inception4j.engine;

import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import org.inception4j.model.Model;
import org.inception4j.tensor.Weights;

/**
 * What computes models on this machine. Engines are found by {@link ServiceLoader}; an engine has no state, its plans have.
 */
public interface Engine {
    /** A short name in lower case: {@code onednn}, {@code reference}. */
    String name();

    /** One line on what it runs on: library, version, instruction set. */
    String description();

    /** Why it cannot run here, with what to add; empty when it can. */
    Optional<String> unavailable();

    /** Higher is preferred by {@link #best()}. */
    int preference();

    /** The precision that {@code precision} stands for here: AUTO resolved, the others themselves. */
    Precision resolve(Precision precision);

    /** What a plan of these options computes in: with a quantisation, AUTO is INT8 where that is fast. */
    Precision resolve(InferenceOptions options);

    /**
     * Compiles a model for answering. All outputs of the model are computed: give {@link Model#inference()} to leave out
     * auxiliary heads. Weights that the model does not need are left out; the memory of the others must stay open and
     * unchanged until the plan is closed. Plans of one model and its weights share what they make of them.
     */
    InferencePlan inference(Model model, Weights weights, InferenceOptions options);

    /** Compiles a model for training, starting from these weights. */
    TrainingPlan training(Model model, Weights weights, TrainingOptions options);

    /** The fastest engine that runs here. */
    static Engine best() {
        return all().stream()
                .filter(engine -> engine.unavailable().isEmpty())
                .max((one, other) -> Integer.compare(one.preference(), other.preference()))
                .orElseThrow(
                        () -> new IllegalStateException("engine: none is on the class path; add inception4j-engine"));
    }

    /** The engine of this name; one that is unknown or cannot run here is refused. */
    static Engine named(String name) {
        Engine engine = all().stream()
                .filter(candidate -> candidate.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("engine: there is none named %s; there are %s"
                        .formatted(
                                name,
                                String.join(
                                        ", ", all().stream().map(Engine::name).toList()))));
        engine.unavailable().ifPresent(why -> {
            throw new IllegalStateException("engine " + name + ": " + why);
        });
        return engine;
    }

    static List<Engine> all() {
        return ServiceLoader.load(Engine.class, Engine.class.getClassLoader()).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
    }
}
