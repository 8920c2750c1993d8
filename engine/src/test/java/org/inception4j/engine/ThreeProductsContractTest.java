package org.inception4j.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.inception4j.model.ActivationFunction;
import org.inception4j.model.Conv2D;
import org.inception4j.model.Input;
import org.inception4j.model.Model;
import org.inception4j.model.Node;
import org.inception4j.model.Output;
import org.inception4j.model.Padding;
import org.inception4j.model.Shape;
import org.inception4j.tensor.Tensor;
import org.inception4j.tensor.Weights;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Engines that have BF16X3 are as exact in it as they must be in float32, a hundred times as exact as in bfloat16. */
@Tag("native")
class ThreeProductsContractTest {
    private static final double TOLERANCE = 1e-4;

    /** Of a sum of some thousand products, each with an error of up to 2^-16, most of which cancel. */
    private static final double TOLERANCE_OF_LARGE_SUMS = 1e-5;

    private static final int BATCH = 3;

    static List<LayerCase> layers = LayerCases.all();

    /** Convolutions with enough products to be worth it, at sizes that no block of the library's divides. */
    static Stream<LayerCase> convolutions() {
        Shape picture = Shape.of(13, 11, 37);
        return Stream.of(
                LayerCase.of(Conv2D.of(21, 3).withPadding(Padding.SAME), picture),
                LayerCase.of(Conv2D.of(50, 1).withBias(false), Shape.of(9, 7, 83)),
                LayerCase.of(Conv2D.of(17, 7).withStrides(2).withPadding(Padding.SAME), Shape.of(29, 31, 3)),
                LayerCase.of(Conv2D.of(33, 5).withActivation(ActivationFunction.RELU), picture),
                LayerCase.of(Conv2D.of(8, 3).withActivation(ActivationFunction.SIGMOID), picture),
                LayerCase.of(Conv2D.of(6, 3).withStrides(3), picture),
                LayerCase.of(Conv2D.of(256, 3).withPadding(Padding.SAME), Shape.of(3, 2, 130)),
                LayerCase.of(Conv2D.of(1, 1), Shape.of(1, 1, 1000)));
    }

    static List<String> networks() {
        return Networks.all().stream().map(Model::name).toList();
    }

    @ParameterizedTest
    @FieldSource("layers")
    void answerAsTheReferenceDoes(LayerCase tried) {
        CaseModel model = new CaseModel(tried);
        for (int count : new int[] {1, BATCH + 2}) {
            agree(tried, model.model(), model.weights(), model.inputs(count), TOLERANCE);
        }
    }

    @ParameterizedTest
    @MethodSource("convolutions")
    void multiplyFarBetterThanBfloat16Does(LayerCase tried) {
        Node input = new Input(tried.inputs().getFirst()).named("input").on();
        Node output = tried.layer().named("convolution").on(input);
        Model model = Model.of("case", List.of(input), List.of(Output.of("output", output)));
        for (int count : new int[] {1, 2, BATCH + 2}) {
            Map<String, Tensor> inputs = Map.of("input", Samples.input(input.shape(), count, 3, 7));
            agree(tried, model, Samples.weights(model, 11), inputs, TOLERANCE_OF_LARGE_SUMS);
        }
    }

    @ParameterizedTest
    @MethodSource("networks")
    void answerAsTheReferenceDoesInWholeNetworks(String name) {
        Model model = Networks.named(name);
        Map<String, Tensor> inputs = new LinkedHashMap<>();
        for (Node input : model.inputs()) {
            inputs.put(model.name(input), Samples.input(input.shape(), BATCH, 2, inputs.size()));
        }
        agree(name, model, Samples.weights(model, 3), inputs, TOLERANCE);
    }

    /** What is added at the end must not be lost where the products are summed. */
    @ParameterizedTest
    @EnumSource
    void answerAsTheReferenceDoesWithShortcuts(ResidualUnit unit) {
        for (Model model : List.of(unit.within(9, 7, 83), unit.asOutput(7, 13, 70), unit.first(11, 6, 67))) {
            for (int count : new int[] {1, BATCH + 2}) {
                Map<String, Tensor> inputs =
                        Map.of("data", Samples.input(model.input().shape(), count, 2, count));
                agree(model.name(), model, Samples.weights(model, 3), inputs, TOLERANCE);
            }
        }
    }

    @Test
    void isNotForTraining() {
        TrainingOptions options = TrainingOptions.of(1, new Objective("output", new Loss.MeanSquaredError(), 1));
        assertThatThrownBy(() -> options.withPrecision(Precision.BF16X3))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("precision: BF16X3 is for answering, not for training; train in BF16 or FP32");
    }

    @Test
    void isNotOfTheReferenceEngine() {
        assertThatThrownBy(() -> Engines.reference().resolve(Precision.BF16X3))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("engine reference: has no BF16X3; ask for FP32 or AUTO, or take another engine");
    }

    private static void agree(
            Object tried, Model model, Weights weights, Map<String, Tensor> inputs, double tolerance) {
        List<Engine> engines = Engines.others(Precision.BF16X3);
        Map<String, Tensor> expected = answer(Engines.reference(), Precision.FP32, model, weights, inputs);
        for (Engine engine : engines) {
            Map<String, Tensor> actual = answer(engine, Precision.BF16X3, model, weights, inputs);
            expected.forEach((name, tensor) -> Comparison.of(engine, Precision.BF16X3, tried, tolerance)
                    .close(name, actual.get(name).toArray(), tensor.toArray()));
        }
    }

    private static Map<String, Tensor> answer(
            Engine engine, Precision precision, Model model, Weights weights, Map<String, Tensor> inputs) {
        InferenceOptions options = new InferenceOptions(BATCH, precision, 2);
        try (InferencePlan plan = engine.inference(model, weights, options)) {
            assertThat(plan.precision()).isEqualTo(precision);
            return plan.run(inputs);
        }
    }
}
