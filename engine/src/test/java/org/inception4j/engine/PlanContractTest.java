package org.inception4j.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.inception4j.model.ActivationFunction;
import org.inception4j.model.Dense;
import org.inception4j.model.Input;
import org.inception4j.model.Model;
import org.inception4j.model.NestedModel;
import org.inception4j.model.Node;
import org.inception4j.tensor.Tensor;
import org.inception4j.tensor.Weights;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the plans of every engine that runs here keep of their word. */
class PlanContractTest {
    private static final int BATCH = 4;

    static Stream<String> engines() {
        return Engine.all().stream()
                .filter(engine -> engine.unavailable().isEmpty())
                .map(Engine::name);
    }

    @ParameterizedTest
    @MethodSource("engines")
    void neverSaysAuto(String name) {
        Engine engine = Engine.named(name);
        assertThat(engine.resolve(Precision.AUTO)).isIn(Precision.FP32, Precision.BF16);
        assertThat(engine.resolve(Precision.FP32)).isEqualTo(Precision.FP32);
        try (InferencePlan plan = inference(engine, Networks.inception(), Precision.AUTO)) {
            assertThat(plan.precision()).isEqualTo(engine.resolve(Precision.AUTO));
            assertThat(plan.batch()).isEqualTo(BATCH);
            assertThat(plan.workspaceBytes()).isPositive();
        }
    }

    @ParameterizedTest
    @MethodSource("engines")
    void answersManyThreadsAtOnce(String name) throws Exception {
        Model model = Networks.inception();
        try (InferencePlan plan = inference(Engine.named(name), model, Precision.FP32);
                ExecutorService callers = Executors.newFixedThreadPool(4)) {
            List<float[]> expected = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                expected.add(plan.run(inputs(model, 1 + i % 5, i)).get("prob").toArray());
            }
            for (int round = 0; round < 3; round++) {
                List<Future<float[]>> answers = new ArrayList<>();
                for (int i = 0; i < 8; i++) {
                    Map<String, Tensor> inputs = inputs(model, 1 + i % 5, i);
                    answers.add(
                            callers.submit(() -> plan.run(inputs).get("prob").toArray()));
                }
                for (int i = 0; i < 8; i++) {
                    assertThat(answers.get(i).get()).isEqualTo(expected.get(i));
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("engines")
    void givesTheSameBitsForTheSameStep(String name) {
        Model model = Networks.inception();
        try (TrainingPlan plan = training(name, model, 2);
                TrainingPlan again = training(name, model, 2)) {
            for (int step = 0; step < 2; step++) {
                StepResult first = step(plan, BATCH, step);
                StepResult second = step(again, BATCH, step);
                assertThat(second.loss()).isEqualTo(first.loss());
                assertThat(bytes(again.gradients())).isEqualTo(bytes(plan.gradients()));
                Gradients.descend(plan, 0.1f);
                Gradients.descend(again, 0.1f);
            }
            assertThat(bytes(again.parameters())).isEqualTo(bytes(plan.parameters()));
        }
    }

    @ParameterizedTest
    @MethodSource("engines")
    void saysHowMuchMemoryAStepTakes(String name) {
        Model model = Networks.inception();
        try (TrainingPlan plan = training(name, model, 1)) {
            long input = plan.batch() * model.input().shape().elements() * Float.BYTES;
            assertThat(plan.workspaceBytes()).isGreaterThan(input);
        }
    }

    @ParameterizedTest
    @MethodSource("engines")
    void drawsDropoutByTheStepsNumber(String name) {
        try (TrainingPlan plan = training(name, Networks.inception(), 1)) {
            double first = step(plan, BATCH, 1).loss();
            assertThat(step(plan, BATCH, 2).loss()).isNotEqualTo(first);
            assertThat(step(plan, BATCH, 1).loss()).isEqualTo(first);
        }
    }

    @ParameterizedTest
    @MethodSource("engines")
    void sumsTheLossesByTheirWeights(String name) {
        try (TrainingPlan plan = training(name, Networks.inception(), 1)) {
            StepResult result = step(plan, BATCH, 1);
            double sum = result.losses().get("prob") + 0.3f * result.losses().get("loss1");
            assertThat(result.loss()).isEqualTo(sum);
        }
    }

    @ParameterizedTest
    @MethodSource("engines")
    void startsFromTheGivenWeights(String name) {
        Model model = Networks.normalized();
        try (TrainingPlan plan = training(name, model, 1)) {
            assertSame(plan.weights(), Samples.weights(model, 3));
        }
    }

    @ParameterizedTest
    @MethodSource("engines")
    void showsChangedParametersInWeightsAndInTheNextStep(String name) {
        try (TrainingPlan plan = training(name, Networks.normalized(), 1)) {
            double before = step(plan, BATCH, 1).loss();
            ParameterLayout.Slice kernel = plan.layout().slices().getFirst();
            plan.parameters().setAtIndex(Tensor.FLOAT, kernel.offset() + 1, 3.5f);
            plan.parametersChanged();
            assertThat(plan.weights().get(kernel.name()).get(1)).isEqualTo(3.5f);
            assertThat(step(plan, BATCH, 1).loss()).isNotEqualTo(before);
        }
    }

    @ParameterizedTest
    @MethodSource("engines")
    void goesOnFromLoadedWeightsAsFromItsOwn(String name) {
        try (TrainingPlan plan = training(name, Networks.normalized(), 1);
                TrainingPlan resumed = training(name, Networks.normalized(), 1)) {
            step(plan, BATCH, 0);
            Gradients.descend(plan, 0.1f);
            resumed.load(plan.weights());
            assertSame(resumed.weights(), plan.weights());
            step(plan, BATCH, 1);
            step(resumed, BATCH, 1);
            assertThat(bytes(resumed.gradients())).isEqualTo(bytes(plan.gradients()));
            assertSame(resumed.weights(), plan.weights());
        }
    }

    @ParameterizedTest
    @MethodSource("engines")
    void leavesNothingOfALargerBatchInAPartialOne(String name) {
        try (TrainingPlan plan = training(name, Networks.normalized(), 1);
                TrainingPlan fresh = training(name, Networks.normalized(), 1)) {
            step(plan, BATCH, 0);
            plan.load(fresh.weights());
            assertThat(step(plan, BATCH - 1, 1).loss())
                    .isEqualTo(step(fresh, BATCH - 1, 1).loss());
            assertThat(bytes(plan.gradients())).isEqualTo(bytes(fresh.gradients()));
        }
    }

    @ParameterizedTest
    @MethodSource("engines")
    void keepsFrozenWeightsAndAverages(String name) {
        Model model = Networks.normalized();
        TrainingOptions options = options(model, 1).withTrainable(layer -> layer.startsWith("dense"));
        try (TrainingPlan plan = Engine.named(name).training(model, Samples.weights(model, 3), options)) {
            assertThat(plan.layout().slices())
                    .extracting(ParameterLayout.Slice::name)
                    .containsExactly("dense/kernel", "dense/bias");
            step(plan, BATCH, 0);
            assertThat(Gradients.of(plan).get("dense/bias")).isNotEqualTo(new float[4]);
            assertSame(plan.weights(), Samples.weights(model, 3));
        }
    }

    @ParameterizedTest
    @MethodSource("engines")
    void keepsLayersThatTheModelSaysDoNotLearnInsideNestedModelsToo(String name) {
        Model inner = Networks.normalized();
        Node data = new Input(inner.input().shape()).named("data").on();
        Node x = NestedModel.of(inner).named("inner").withTrainable(false).on(data);
        Node top = Dense.of(3, ActivationFunction.SOFTMAX).named("top").on(x);
        Model model = Model.of("outer", data, top);
        try (TrainingPlan plan = Engine.named(name).training(model, Samples.weights(model, 3), options(model, 1))) {
            assertThat(plan.layout().slices())
                    .extracting(ParameterLayout.Slice::name)
                    .containsExactly("top/kernel", "top/bias");
            step(plan, BATCH, 0);
            assertThat(Gradients.of(plan).get("top/bias")).isNotEqualTo(new float[3]);
            assertSame(plan.weights(), Samples.weights(model, 3));
        }
    }

    @ParameterizedTest
    @MethodSource("engines")
    void alignsItsParameters(String name) {
        try (TrainingPlan plan = training(name, Networks.inception(), 1)) {
            assertThat(plan.parameters().address() % 64).isZero();
            assertThat(plan.parameters().byteSize()).isEqualTo(plan.layout().size() * Float.BYTES);
            assertThat(plan.gradients().byteSize()).isEqualTo(plan.layout().size() * Float.BYTES);
        }
    }

    @ParameterizedTest
    @MethodSource("engines")
    void refusesWhatDoesNotFit(String name) {
        Model model = Networks.inception();
        try (InferencePlan plan = inference(Engine.named(name), model, Precision.FP32)) {
            assertThatThrownBy(() -> plan.run(Map.of()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("inception: the input data is missing; give a tensor of shape (count, 20, 18, 3)");
        }
        try (TrainingPlan plan = training(name, model, 1)) {
            assertThatThrownBy(() -> step(plan, BATCH + 1, 0))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("inception: got 5 examples and the plan takes 4; compile it for more");
            assertThatThrownBy(() -> plan.load(Weights.of(Map.of())))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("inception: 32 of 32 tensors are missing: ");
        }
        assertThatThrownBy(() -> Engine.named(name).training(model, Weights.of(Map.of()), options(model, 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("inception: 32 of 32 tensors are missing: ");
    }

    private static InferencePlan inference(Engine engine, Model model, Precision precision) {
        InferenceOptions options =
                InferenceOptions.standard().withBatch(BATCH).withThreads(2).withPrecision(precision);
        return engine.inference(model, Samples.weights(model, 3), options);
    }

    private static TrainingPlan training(String engine, Model model, int threads) {
        return Engine.named(engine).training(model, Samples.weights(model, 3), options(model, threads));
    }

    private static TrainingOptions options(Model model, int threads) {
        return TrainingOptions.of(BATCH, Networks.objectives(model).toArray(Objective[]::new))
                .withPrecision(Precision.FP32)
                .withThreads(threads);
    }

    private static StepResult step(TrainingPlan plan, int count, int number) {
        return plan.step(inputs(plan.model(), count, number), Networks.targets(plan.model(), count), number);
    }

    private static Map<String, Tensor> inputs(Model model, int count, int seed) {
        return Map.of("data", Samples.input(model.input().shape(), count, 2, seed));
    }

    private static byte[] bytes(MemorySegment segment) {
        return segment.toArray(ValueLayout.JAVA_BYTE);
    }

    private static void assertSame(Weights actual, Weights expected) {
        assertThat(actual.names()).isEqualTo(expected.names());
        expected.tensors()
                .forEach((name, tensor) ->
                        assertThat(actual.get(name).toArray()).as(name).isEqualTo(tensor.toArray()));
    }
}
