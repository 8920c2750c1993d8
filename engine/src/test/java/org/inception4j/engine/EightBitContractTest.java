package org.inception4j.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.inception4j.engine.calibration.Calibration;
import org.inception4j.engine.calibration.CalibrationMethod;
import org.inception4j.model.Model;
import org.inception4j.model.Node;
import org.inception4j.tensor.Tensor;
import org.inception4j.tensor.Weights;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Engines in INT8 against the reference, which rounds to the same 8 bits and computes the rest in double precision. */
@Tag("native")
class EightBitContractTest {
    /** Sums of products of 8-bit numbers are exact; what follows is float32. */
    private static final double EXACT_TOLERANCE = 1e-4;

    /** Parts in bfloat16, and a number in the middle between two steps that comes out one step (1/127) away. */
    private static final double TOLERANCE = 2e-2;

    /** Through a dozen layers, such steps add up. */
    private static final double DEEP_TOLERANCE = 4e-2;

    private static final int BATCH = 3;

    static List<LayerCase> cases = LayerCases.all();

    static List<String> networks() {
        return Networks.all().stream().map(Model::name).toList();
    }

    @ParameterizedTest
    @FieldSource("cases")
    void enginesAnswerAsTheReferenceDoes(LayerCase tried) {
        CaseModel model = new CaseModel(tried);
        double tolerance = QuantizationGroups.multiplies(tried.layer()) ? EXACT_TOLERANCE : TOLERANCE;
        agree(tried, model.model(), model.weights(), model.inputs(BATCH + 2), tolerance);
    }

    @ParameterizedTest
    @FieldSource("cases")
    void enginesAnswerAsTheReferenceDoesBetweenMultiplications(LayerCase tried) {
        CaseModel model = new CaseModel(tried).withProbeAfter();
        agree(tried, model.model(), model.weights(), model.inputs(BATCH + 2), TOLERANCE);
    }

    @ParameterizedTest
    @MethodSource("networks")
    void enginesAnswerAsTheReferenceDoesInWholeNetworks(String name) {
        Model model = Networks.named(name);
        Map<String, Tensor> inputs = new LinkedHashMap<>();
        for (Node input : model.inputs()) {
            inputs.put(model.name(input), Samples.input(input.shape(), BATCH + 2, 2, inputs.size()));
        }
        agree(name, model, Samples.weights(model, 3), inputs, DEEP_TOLERANCE);
    }

    @ParameterizedTest
    @EnumSource
    void enginesAnswerAsTheReferenceDoesInResidualUnits(ResidualUnit unit) {
        Model model = unit.within(13, 11, 24);
        Map<String, Tensor> inputs = Map.of("data", Samples.input(model.input().shape(), BATCH + 2, 2, 1));
        agree(unit, model, Samples.weights(model, 3), inputs, TOLERANCE);
    }

    @Test
    void refusesInt8WithoutRanges() {
        Model model = Networks.inception();
        InferenceOptions options = InferenceOptions.standard().withPrecision(Precision.INT8);
        for (Engine engine : List.of(Engines.reference(), Engines.others().getFirst())) {
            assertThatThrownBy(() -> engine.inference(model, Samples.weights(model, 1), options))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(
                            "precision: INT8, and nothing says what range the model's values have; calibrate it first (inception quantize), or give AUTO");
        }
    }

    private static void agree(
            Object tried, Model model, Weights weights, Map<String, Tensor> inputs, double tolerance) {
        List<Engine> engines = Engines.others(Precision.INT8);
        Quantization quantization = ranges(model, weights, inputs);
        Map<String, Tensor> expected = answer(Engines.reference(), model, weights, inputs, quantization);
        for (Engine engine : engines) {
            Map<String, Tensor> actual = answer(engine, model, weights, inputs, quantization);
            expected.forEach((name, tensor) -> Comparison.of(engine, Precision.INT8, tried, tolerance)
                    .close(name, actual.get(name).toArray(), tensor.toArray()));
        }
    }

    private static Map<String, Tensor> answer(
            Engine engine, Model model, Weights weights, Map<String, Tensor> inputs, Quantization quantization) {
        InferenceOptions options = new InferenceOptions(BATCH, Precision.INT8, 2).withQuantization(quantization);
        try (InferencePlan plan = engine.inference(model, weights, options)) {
            assertThat(plan.precision()).isEqualTo(Precision.INT8);
            return plan.run(inputs);
        }
    }

    /** From the least to the largest number that the reference finds. */
    private static Quantization ranges(Model model, Weights weights, Map<String, Tensor> inputs) {
        try (Calibration calibration =
                Calibration.of(Engines.reference(), model, weights, InferenceOptions.standard())) {
            calibration.show(inputs);
            return calibration.quantization(CalibrationMethod.MINMAX);
        }
    }
}
