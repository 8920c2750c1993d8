package org.inception4j.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.inception4j.engine.onednn.OneDnnEngine;
import org.inception4j.model.Model;
import org.inception4j.tensor.Tensor;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a convolution does besides convolving when it ends a residual unit: the same answers in fewer steps. */
@Tag("native")
class ResidualContractTest {
    private static final double FP32_TOLERANCE = 1e-4;
    private static final double BF16_TOLERANCE = 2e-2;

    /** Steps around the unit. */
    private static final List<String> OTHERS = List.of("data/convert", "stem", "last");

    @ParameterizedTest
    @EnumSource
    void enginesAnswerAsTheReferenceDoes(ResidualUnit unit) {
        for (Model model : models(unit)) {
            for (int count : new int[] {1, 2, 5}) {
                Map<String, Tensor> inputs =
                        Map.of("data", Samples.input(model.input().shape(), count, 2, count));
                float[] expected = answer(Engines.reference(), model, Precision.FP32, 1, inputs);
                for (Engine engine : Engines.others()) {
                    agree(engine, model, inputs, expected);
                }
            }
        }
    }

    private static void agree(Engine engine, Model model, Map<String, Tensor> inputs, float[] expected) {
        for (Precision precision : Engines.precisions(engine)) {
            double tolerance = precision == Precision.FP32 ? FP32_TOLERANCE : BF16_TOLERANCE;
            for (int threads = 1; threads <= 3; threads++) {
                Comparison.of(
                                engine,
                                precision,
                                model.name() + " of " + model.input().shape(),
                                tolerance)
                        .close("the answer", answer(engine, model, precision, threads, inputs), expected);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void needsNoStepForWhatAConvolutionCanDo(ResidualUnit unit) {
        for (Precision precision : Engines.precisions(new OneDnnEngine())) {
            List<PlanSummary.Step> steps = steps(unit.within(9, 7, 32), precision);
            assertThat(steps.stream()
                            .map(PlanSummary.Step::name)
                            .filter(name -> !OTHERS.contains(name) && !isSumBeforeAvx2(name)))
                    .as("%s in %s", unit, precision)
                    .isEqualTo(unit.steps());
            assertThat(steps).noneMatch(step -> step.implementation().startsWith("ref"));
        }
    }

    /** With older instructions convolutions over single pixels do not add; the same answers are tested there as well. */
    private static boolean isSumBeforeAvx2(String step) {
        return step.equals("up/sum") && new OneDnnEngine().description().contains("the processor's base instructions");
    }

    /** Of a processor for which oneDNN has no fast code that adds to 37 channels. */
    @Test
    void addsApartWhereThereIsNoFastCode() throws Exception {
        ProcessBuilder other = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        OlderProcessor.class.getName())
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        other.environment().put("ONEDNN_MAX_CPU_ISA", "SSE41");
        Process process = other.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        assumeTrue(!said.contains("[stem, up, last]"), "this processor's kind has fast code for it");
        assertThat(said.strip()).isEqualTo("[stem, up, up/sum, last] within tolerance: true");
    }

    /** The other processor's program. */
    static final class OlderProcessor {
        private OlderProcessor() {}

        public static void main(String[] arguments) {
            Model model = ResidualUnit.OF_ITSELF.within(9, 7, 37);
            Map<String, Tensor> inputs =
                    Map.of("data", Samples.input(model.input().shape(), 4, 2, 1));
            float[] actual = answer(new OneDnnEngine(), model, Precision.FP32, 1, inputs);
            float[] expected = answer(Engines.reference(), model, Precision.FP32, 1, inputs);
            List<String> names = steps(model, Precision.FP32).stream()
                    .map(PlanSummary.Step::name)
                    .toList();
            boolean close = Difference.relative(actual, expected) < FP32_TOLERANCE;
            System.out.println(names + " within tolerance: " + close);
        }
    }

    private static List<PlanSummary.Step> steps(Model model, Precision precision) {
        InferenceOptions options =
                InferenceOptions.standard().withPrecision(precision).withThreads(1);
        try (InferencePlan plan = new OneDnnEngine().inference(model, Samples.weights(model, 3), options)) {
            return plan.summary().steps();
        }
    }

    /** At sizes that are no multiples of anything, and with fewer rows than threads. */
    private static List<Model> models(ResidualUnit unit) {
        return List.of(
                unit.within(13, 11, 24),
                unit.within(9, 7, 37),
                unit.asOutput(7, 13, 5),
                unit.asOutput(6, 4, 48),
                unit.first(11, 6, 17),
                unit.within(2, 5, 16));
    }

    private static float[] answer(
            Engine engine, Model model, Precision precision, int threads, Map<String, Tensor> inputs) {
        InferenceOptions options = InferenceOptions.standard()
                .withBatch(4)
                .withPrecision(precision)
                .withThreads(threads);
        try (InferencePlan plan = engine.inference(model, Samples.weights(model, 3), options)) {
            return plan.run(inputs).get("answer").toArray();
        }
    }
}
