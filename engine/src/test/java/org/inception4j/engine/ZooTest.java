package org.inception4j.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.inception4j.model.Model;
import org.inception4j.model.zoo.Network;
import org.inception4j.tensor.Tensor;
import org.inception4j.tensor.Weights;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The networks of the zoo in every engine: whole, and narrow ones beside the reference. */
@Tag("native")
class ZooTest {
    private static final double NARROW = 1 / 16.0;
    private static final int CLASSES = 5;
    private static final int BATCH = 4;

    /** Through a hundred layers roundings add up. */
    private static final double TOLERANCE = 1e-3;

    static List<Network> networks() {
        return org.inception4j.model.zoo.Networks.all();
    }

    /** A plan refuses the library's slow code for what is convolved, multiplied or pooled, so that compiling is the test. */
    @Tag("slow")
    @ParameterizedTest
    @MethodSource("networks")
    void enginesHaveFastCodeForAllLayersAtFullSize(Network network) {
        Model model = network.build();
        Weights weights = Weights.initialise(model, 1);
        for (Engine engine : Engines.others()) {
            for (Precision precision : Engines.precisions(engine)) {
                InferenceOptions options = InferenceOptions.standard().withPrecision(precision);
                try (InferencePlan plan = engine.inference(model.inference(), weights, options)) {
                    assertThat(plan.precision()).isEqualTo(precision);
                }
            }
        }
    }

    @Tag("slow")
    @ParameterizedTest
    @MethodSource("networks")
    void enginesTakeTheReferencesStep(Network network) {
        Model model = narrow(network);
        for (Engine engine : Engines.others()) {
            Comparison comparison = Comparison.of(engine, Precision.FP32, network, TOLERANCE);
            try (TrainingPlan actual = training(engine, model);
                    TrainingPlan expected = training(Engines.reference(), model)) {
                comparison.sameResult(step(actual), step(expected));
                assertThat(Gradients.cosine(actual, expected))
                        .as(network.name())
                        .isGreaterThan(0.9999);
            }
        }
    }

    /** Large enough that the last normalisation averages more than one cell a picture. */
    private static Model narrow(Network network) {
        return network.build(network.defaults()
                .withImageSize(network.smallestImage() + 32)
                .withClasses(CLASSES)
                .withWidth(NARROW));
    }

    private static TrainingPlan training(Engine engine, Model model) {
        Objective[] objectives =
                Objective.forAll(model, Loss.SoftmaxCrossEntropy.of()).toArray(Objective[]::new);
        TrainingOptions options = TrainingOptions.of(BATCH, objectives)
                .withPrecision(Precision.FP32)
                .withThreads(2)
                .withSeed(11);
        return engine.training(model, Samples.weights(model, 3), options);
    }

    private static StepResult step(TrainingPlan plan) {
        Model model = plan.model();
        Tensor pictures = Samples.input(model.input().shape(), BATCH, 2, 5);
        return plan.step(Map.of(model.name(model.input()), pictures), Networks.targets(model, BATCH), 0);
    }
}
