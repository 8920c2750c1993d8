package org.inception4j.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.inception4j.model.Layer;
import org.inception4j.tensor.Tensor;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for each kind of layer in each engine. A new kind fails here until it has cases and every engine knows it. */
class LayerContractTest {
    /** float32 sums of at most a few hundred terms. */
    private static final double FP32_TOLERANCE = 1e-4;

    /** bfloat16 has 8 significant bits, so that one rounding is 0.4 %; a result sees a handful of them. */
    private static final double BF16_TOLERANCE = 2e-2;

    private static final int BATCH = 3;

    static List<LayerCase> cases = LayerCases.all();

    static List<Class<?>> kinds() {
        return List.of(Layer.class.getPermittedSubclasses());
    }

    static Stream<Arguments> casesByPrecision() {
        return Stream.of(Precision.FP32, Precision.BF16)
                .flatMap(precision -> LayerCases.all().stream().map(tried -> Arguments.of(tried, precision)));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void hasCases(Class<?> kind) {
        assertThat(cases)
                .as("cases of %s in LayerCases", kind.getSimpleName())
                .anyMatch(tried -> kind.isInstance(tried.layer()));
    }

    @ParameterizedTest
    @FieldSource("cases")
    void referenceGivesNumbersOfTheLayersShape(LayerCase tried) {
        CaseModel model = new CaseModel(tried);
        for (int count = 1; count <= BATCH; count++) {
            Tensor answer = answer(Engines.reference(), model, Precision.FP32, count);
            assertThat(answer.shape())
                    .isEqualTo(tried.layer().outputShape(tried.inputs()).batched(count));
            assertThat(answer.toArray()).doesNotContain(Float.NaN);
        }
    }

    @ParameterizedTest
    @FieldSource("cases")
    void referenceAnswersEachExampleAloneAsInABatch(LayerCase tried) {
        CaseModel model = new CaseModel(tried);
        float[] together =
                answer(Engines.reference(), model, Precision.FP32, BATCH + 2).toArray();
        float[] first = answer(Engines.reference(), model, Precision.FP32, 1).toArray();
        assertThat(Arrays.copyOf(together, first.length)).isEqualTo(first);
    }

    @Tag("native")
    @ParameterizedTest
    @MethodSource("casesByPrecision")
    void enginesAnswerAsTheReferenceDoes(LayerCase tried, Precision precision) {
        CaseModel model = new CaseModel(tried);
        for (Engine engine : Engines.others(precision)) {
            for (int count : new int[] {1, 2, BATCH, BATCH + 2}) {
                Tensor expected = answer(Engines.reference(), model, Precision.FP32, count);
                Tensor actual = answer(engine, model, precision, count);
                assertThat(actual.shape()).isEqualTo(expected.shape());
                Comparison.of(engine, precision, tried, tolerance(precision))
                        .close("the answer for " + count, actual.toArray(), expected.toArray());
            }
        }
    }

    @Tag("native")
    @ParameterizedTest
    @MethodSource("casesByPrecision")
    void enginesLearnAsTheReferenceDoes(LayerCase tried, Precision precision) {
        CaseModel model = new CaseModel(tried);
        for (Engine engine : Engines.others(precision)) {
            try (TrainingPlan expected = training(Engines.reference(), model, Precision.FP32);
                    TrainingPlan actual = training(engine, model, precision)) {
                for (int count = BATCH; count >= 1; count--) {
                    Comparison.of(engine, precision, tried, tolerance(precision))
                            .sameStep(actual, expected, model.inputs(count), model.targets(count), count);
                }
            }
        }
    }

    private static Tensor answer(Engine engine, CaseModel model, Precision precision, int count) {
        InferenceOptions options = InferenceOptions.standard()
                .withBatch(BATCH)
                .withPrecision(precision)
                .withThreads(2);
        try (InferencePlan plan = engine.inference(model.model(), model.weights(), options)) {
            assertThat(plan.precision()).isEqualTo(precision);
            return plan.run(model.inputs(count)).get(model.model().output().name());
        }
    }

    private static TrainingPlan training(Engine engine, CaseModel model, Precision precision) {
        return engine.training(
                model.model(), model.weights(), model.training(BATCH, precision).withThreads(2));
    }

    private static double tolerance(Precision precision) {
        return precision == Precision.FP32 ? FP32_TOLERANCE : BF16_TOLERANCE;
    }
}
