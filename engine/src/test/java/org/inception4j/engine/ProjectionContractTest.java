package org.inception4j.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.inception4j.engine.onednn.OneDnnEngine;
import org.inception4j.model.Activation;
import org.inception4j.model.ActivationFunction;
import org.inception4j.model.AveragePooling2D;
import org.inception4j.model.BatchNormalization;
import org.inception4j.model.Concatenate;
import org.inception4j.model.Conv2D;
import org.inception4j.model.Input;
import org.inception4j.model.Model;
import org.inception4j.model.Node;
import org.inception4j.model.Output;
import org.inception4j.model.Padding;
import org.inception4j.model.Shape;
import org.inception4j.tensor.Tensor;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Means over windows before 1x1 convolutions, which may change places: nobody is to see it but in the time. */
@Tag("native")
class ProjectionContractTest {
    private static final AveragePooling2D SAME = AveragePooling2D.of(3, 1).withPadding(Padding.SAME);
    private static final AveragePooling2D COUNTED =
            AveragePooling2D.of(3, 1).withPadding(Padding.of(1)).withCountPadding(true);

    @ParameterizedTest
    @CsvSource({"FP32, 1e-4", "BF16, 2e-2"})
    void enginesAnswerAsTheReferenceDoes(Precision precision, double tolerance) {
        for (ActivationFunction activation : List.of(
                ActivationFunction.LINEAR, ActivationFunction.RELU, ActivationFunction.SELU, ActivationFunction.GELU)) {
            for (AveragePooling2D pooling : List.of(SAME, COUNTED)) {
                for (boolean normalized : new boolean[] {false, true}) {
                    agree(model(8, 11, 37, 17, pooling, activation, normalized), precision, tolerance);
                    agree(model(5, 2, 24, 5, pooling, activation, normalized), precision, tolerance);
                }
            }
        }
    }

    @Test
    void takesMeansOfTheFewerChannels() {
        assertThat(steps(model(8, 8, 64, 16, SAME, ActivationFunction.RELU, true)))
                .containsSubsequence("projection", "pool");
        assertThat(steps(model(8, 8, 64, 16, COUNTED, ActivationFunction.RELU, false)))
                .containsSubsequence("projection", "pool");
    }

    @Test
    void leavesTheOrderWhereThatIsNoGain() {
        assertThat(steps(model(8, 8, 16, 64, SAME, ActivationFunction.RELU, true)))
                .containsSubsequence("pool", "projection");
        AveragePooling2D halving = AveragePooling2D.of(3, 2).withPadding(Padding.SAME);
        assertThat(steps(model(8, 8, 64, 16, halving, ActivationFunction.RELU, true)))
                .containsSubsequence("pool", "projection");
    }

    private static Model model(
            int height,
            int width,
            int channels,
            int projected,
            AveragePooling2D pooling,
            ActivationFunction activation,
            boolean normalized) {
        Node input = new Input(Shape.of(height, width, 3)).named("data").on();
        Node stem = Conv2D.of(channels, 3)
                .withPadding(Padding.SAME)
                .withActivation(ActivationFunction.RELU)
                .named("stem")
                .on(input);
        Node pool = pooling.named("pool").on(stem);
        Conv2D projection = Conv2D.of(projected, 1).withActivation(normalized ? ActivationFunction.LINEAR : activation);
        Node convolved = projection.named("projection").on(pool);
        Node branch = normalized
                ? Activation.of(activation).on(BatchNormalization.of().on(convolved))
                : convolved;
        Node other =
                Conv2D.of(8, 1).withStrides(pooling.strides()).named("other").on(stem);
        Node last = Conv2D.of(4, 1).named("last").on(Concatenate.of().on(other, branch));
        return Model.of("projection", List.of(input), List.of(Output.of("answer", last)));
    }

    private static void agree(Model model, Precision precision, double tolerance) {
        for (int count : new int[] {1, 5}) {
            Map<String, Tensor> inputs =
                    Map.of("data", Samples.input(model.input().shape(), count, 2, count));
            float[] expected = answer(Engines.reference(), model, Precision.FP32, 1, inputs);
            for (Engine engine : Engines.others(precision)) {
                for (int threads = 1; threads <= 3; threads++) {
                    Comparison.of(engine, precision, model.nodes(), tolerance)
                            .close("the answer", answer(engine, model, precision, threads, inputs), expected);
                }
            }
        }
    }

    private static float[] answer(
            Engine engine, Model model, Precision precision, int threads, Map<String, Tensor> inputs) {
        InferenceOptions options = new InferenceOptions(4, precision, threads);
        try (InferencePlan plan = engine.inference(model, Samples.weights(model, 3), options)) {
            return plan.run(inputs).get("answer").toArray();
        }
    }

    private static List<String> steps(Model model) {
        InferenceOptions options = new InferenceOptions(1, Precision.FP32, 1);
        try (InferencePlan plan = new OneDnnEngine().inference(model, Samples.weights(model, 3), options)) {
            return plan.summary().steps().stream().map(PlanSummary.Step::name).toList();
        }
    }
}
