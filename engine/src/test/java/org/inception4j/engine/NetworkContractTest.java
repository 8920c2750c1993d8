package org.inception4j.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.inception4j.model.Model;
import org.inception4j.tensor.Tensor;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whole steps of small networks, one after another with the parameters changed in between, in every engine. */
@Tag("native")
class NetworkContractTest {
    private static final double FP32_TOLERANCE = 1e-4;
    private static final double BF16_TOLERANCE = 2e-2;

    /** Through a dozen layers, roundings add up. */
    private static final double DEEP_BF16_TOLERANCE = 4e-2;

    private static final int BATCH = 4;
    private static final int STEPS = 3;

    static List<String> networks() {
        return Networks.all().stream().map(Model::name).toList();
    }

    @ParameterizedTest
    @MethodSource("networks")
    void enginesTakeTheSameSteps(String network) {
        for (Engine engine : Engines.others()) {
            steps(engine, Precision.FP32, Networks.named(network), FP32_TOLERANCE);
        }
    }

    @Test
    void enginesTakeNearlyTheSameStepsInBf16() {
        for (Engine engine : Engines.others(Precision.BF16)) {
            steps(engine, Precision.BF16, Networks.shared(), DEEP_BF16_TOLERANCE);
        }
    }

    /** Rounding to bfloat16 moves signs before ReLUs and maxima in windows, so that single gradients say little. */
    @ParameterizedTest
    @MethodSource("networks")
    void enginesGoTheSameWayInBf16(String network) {
        Model model = Networks.named(network);
        for (Engine engine : Engines.others(Precision.BF16)) {
            Comparison comparison = Comparison.of(engine, Precision.BF16, network, BF16_TOLERANCE);
            try (TrainingPlan actual = training(engine, Precision.BF16, model, _ -> true);
                    TrainingPlan expected = training(Engines.reference(), Precision.FP32, model, _ -> true)) {
                for (int step = 0; step < STEPS; step++) {
                    comparison.sameResult(step(actual, step), step(expected, step));
                    assertThat(Gradients.cosine(actual, expected)).isGreaterThan(0.97);
                    Gradients.descend(actual, 0.05f);
                    Gradients.descend(expected, 0.05f);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("networks")
    void enginesFreezeTheSameLayers(String network) {
        Model model = Networks.named(network);
        List<String> frozen = model.nodes().stream()
                .map(model::name)
                .distinct()
                .limit(model.nodes().size() / 2)
                .toList();
        for (Engine engine : Engines.others()) {
            try (TrainingPlan actual = training(engine, Precision.FP32, model, layer -> !frozen.contains(layer));
                    TrainingPlan expected =
                            training(Engines.reference(), Precision.FP32, model, layer -> !frozen.contains(layer))) {
                Comparison comparison =
                        Comparison.of(engine, Precision.FP32, network + " without " + frozen, FP32_TOLERANCE);
                comparison.sameStep(actual, expected, inputs(model, BATCH, 0), Networks.targets(model, BATCH), 0);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("networks")
    void enginesAnswerAlike(String network) {
        Model model = Networks.named(network);
        for (Engine engine : Engines.others()) {
            for (Precision precision : Engines.precisions(engine)) {
                Map<String, Tensor> answers = answers(engine, precision, model);
                double tolerance = precision == Precision.FP32 ? FP32_TOLERANCE : BF16_TOLERANCE;
                Comparison comparison = Comparison.of(engine, precision, network, tolerance);
                answers(Engines.reference(), Precision.FP32, model)
                        .forEach((output, answer) -> comparison.close(
                                "the answer " + output, answers.get(output).toArray(), answer.toArray()));
            }
        }
    }

    private static Map<String, Tensor> answers(Engine engine, Precision precision, Model model) {
        InferenceOptions options = InferenceOptions.standard().withBatch(2).withPrecision(precision);
        try (InferencePlan plan = engine.inference(model, Samples.weights(model, 3), options)) {
            return plan.run(inputs(model, 5, 0));
        }
    }

    private static void steps(Engine engine, Precision precision, Model model, double tolerance) {
        Comparison comparison = Comparison.of(engine, precision, model.name(), tolerance);
        try (TrainingPlan actual = training(engine, precision, model, _ -> true);
                TrainingPlan expected = training(Engines.reference(), Precision.FP32, model, _ -> true)) {
            for (int step = 0; step < STEPS; step++) {
                int count = count(step);
                comparison.sameStep(actual, expected, inputs(model, count, step), Networks.targets(model, count), step);
                Gradients.descend(actual, 0.05f);
                Gradients.descend(expected, 0.05f);
            }
        }
    }

    private static StepResult step(TrainingPlan plan, int step) {
        int count = count(step);
        return plan.step(inputs(plan.model(), count, step), Networks.targets(plan.model(), count), step);
    }

    /** The second batch is a partial one. */
    private static int count(int step) {
        return step == 1 ? BATCH - 1 : BATCH;
    }

    private static Map<String, Tensor> inputs(Model model, int count, int seed) {
        return Map.of("data", Samples.input(model.input().shape(), count, 2, seed));
    }

    private static TrainingPlan training(Engine engine, Precision precision, Model model, Predicate<String> trainable) {
        TrainingOptions options = TrainingOptions.of(
                        BATCH, Networks.objectives(model).toArray(Objective[]::new))
                .withPrecision(precision)
                .withTrainable(trainable)
                .withThreads(2)
                .withSeed(11);
        return engine.training(model, Samples.weights(model, 3), options);
    }
}
