package org.inception4j.engine.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.Map;
import org.inception4j.engine.InferenceOptions;
import org.inception4j.engine.InferencePlan;
import org.inception4j.engine.Loss;
import org.inception4j.engine.Objective;
import org.inception4j.engine.ParameterLayout;
import org.inception4j.engine.Precision;
import org.inception4j.engine.Samples;
import org.inception4j.engine.Targets;
import org.inception4j.engine.TrainingOptions;
import org.inception4j.engine.TrainingPlan;
import org.inception4j.model.Activation;
import org.inception4j.model.ActivationFunction;
import org.inception4j.model.BatchNormalization;
import org.inception4j.model.Concatenate;
import org.inception4j.model.Conv2D;
import org.inception4j.model.Dense;
import org.inception4j.model.GlobalAveragePooling2D;
import org.inception4j.model.Input;
import org.inception4j.model.LayerInstance;
import org.inception4j.model.Model;
import org.inception4j.model.Node;
import org.inception4j.model.Output;
import org.inception4j.model.Padding;
import org.inception4j.model.Sequential;
import org.inception4j.model.Shape;
import org.inception4j.tensor.Tensor;
import org.inception4j.tensor.Weights;
import org.junit.jupiter.api.Test;

class ReferencePlanTest {
    private static final ReferenceEngine ENGINE = new ReferenceEngine();
    private static final Objective SQUARES = new Objective("out", new Loss.MeanSquaredError(), 1);

    @Test
    void refusesBf16() {
        Model model = smooth();
        InferenceOptions options = InferenceOptions.standard().withPrecision(Precision.BF16);
        assertThatThrownBy(() -> ENGINE.inference(model, Samples.weights(model, 1), options))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("engine reference: has no BF16; ask for FP32 or AUTO, or take another engine");
    }

    @Test
    void refusesToAnswerWhenClosed() {
        Model model = smooth();
        InferencePlan plan = ENGINE.inference(model, Samples.weights(model, 1), InferenceOptions.standard());
        plan.close();
        assertThatThrownBy(() -> plan.run(Map.of("data", Samples.input(Shape.of(5, 5, 2), 1, 1, 1))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("engine reference: the plan is closed; compile another");
    }

    @Test
    void givesTheSameBitsWithAnyNumberOfThreads() {
        assertThat(gradients(3)).isEqualTo(gradients(1));
    }

    private static byte[] gradients(int threads) {
        try (TrainingPlan plan = training(smooth(), threads)) {
            step(plan);
            return plan.gradients().toArray(ValueLayout.JAVA_BYTE);
        }
    }

    /** The whole way from parameters to the weighted sum of losses: shared layers, values used twice, both ways into a loss. */
    @Test
    void gradientsOfAWholeStepAgreeWithFiniteDifferences() {
        float width = 1f / 128;
        try (TrainingPlan plan = training(smooth(), 1)) {
            step(plan);
            MemorySegment gradients = MemorySegment.ofArray(plan.gradients().toArray(Tensor.FLOAT));
            for (ParameterLayout.Slice slice : plan.layout().slices()) {
                for (long i = slice.offset(); i < slice.offset() + slice.count(); i++) {
                    double difference = (lossWith(plan, i, width) - lossWith(plan, i, -width)) / (2 * width);
                    assertThat((double) gradients.getAtIndex(Tensor.FLOAT, i))
                            .as("gradient of %s at %d", slice.name(), i - slice.offset())
                            .isCloseTo(difference, within(1e-4));
                }
            }
        }
    }

    private static double lossWith(TrainingPlan plan, long index, float change) {
        float value = plan.parameters().getAtIndex(Tensor.FLOAT, index);
        plan.parameters().setAtIndex(Tensor.FLOAT, index, value + change);
        plan.parametersChanged();
        double loss = step(plan);
        plan.parameters().setAtIndex(Tensor.FLOAT, index, value);
        plan.parametersChanged();
        return loss;
    }

    @Test
    void movesAveragesByTheMomentum() {
        assertThat(averages(BatchNormalization.of().withMomentum(0.75f))).containsExactly(1.5f, 1.75f);
        assertThat(averages(BatchNormalization.of().withMomentum(0.75f).withUnbiasedVariance(true)))
                .containsExactly(1.5f, 2.75f);
    }

    /** From mean 0 and variance 1 with the batch 4, 8: mean 6, variance 4, unbiased 8. */
    private static float[] averages(BatchNormalization layer) {
        Model model = Sequential.of("norm", Shape.of(1), List.of(layer.named("out")));
        Weights start = Weights.initialise(model, 0);
        try (TrainingPlan plan = ENGINE.training(model, start, TrainingOptions.of(2, SQUARES))) {
            Map<String, Tensor> inputs = Map.of("out_input", Tensor.of(Shape.of(2, 1), 4, 8));
            Tensor prediction = plan.step(inputs, Map.of("out", Targets.values(Tensor.zeros(Shape.of(2, 1)))), 0)
                    .predictions()
                    .get("out");
            assertThat(prediction.toArray()).containsExactly(new float[] {-1, 1}, within(1e-3f));
            Weights now = plan.weights();
            return new float[] {
                now.get("out/moving_mean").get(0),
                now.get("out/moving_variance").get(0)
            };
        }
    }

    @Test
    void learnsAStraightLine() {
        Model model = Sequential.of("line", Shape.of(1), List.of(Dense.of(1).named("out")));
        Map<String, Tensor> inputs = Map.of("out_input", Tensor.of(Shape.of(4, 1), -1, 0, 1, 2));
        Map<String, Targets> targets = Map.of("out", Targets.values(Tensor.of(Shape.of(4, 1), -5, -2, 1, 4)));
        try (TrainingPlan plan = ENGINE.training(model, Weights.initialise(model, 0), TrainingOptions.of(4, SQUARES))) {
            for (int step = 0; step < 200; step++) {
                plan.step(inputs, targets, step);
                for (long i = 0; i < plan.layout().size(); i++) {
                    float value = plan.parameters().getAtIndex(Tensor.FLOAT, i);
                    plan.parameters()
                            .setAtIndex(
                                    Tensor.FLOAT,
                                    i,
                                    value - 0.2f * plan.gradients().getAtIndex(Tensor.FLOAT, i));
                }
                plan.parametersChanged();
            }
            assertThat(plan.weights().get("out/kernel").get(0)).isCloseTo(3, within(1e-4f));
            assertThat(plan.weights().get("out/bias").get(0)).isCloseTo(-2, within(1e-4f));
        }
    }

    private static Model smooth() {
        Node input = Input.of(5, 5, 2).named("data").on();
        LayerInstance twice = Conv2D.of(2, 3).withPadding(Padding.SAME).named("twice");
        LayerInstance norm = BatchNormalization.of().named("norm");
        Node once = Activation.of(ActivationFunction.TANH).on(norm.on(twice.on(input)));
        Node again = norm.on(twice.on(once));
        Node features = GlobalAveragePooling2D.of().on(Concatenate.of().on(once, again, once));
        Node probabilities = Dense.of(3, ActivationFunction.SOFTMAX).on(features);
        Node squares = Dense.of(2).on(probabilities);
        return Model.of("smooth", input, Output.of("classes", probabilities), Output.of("out", squares));
    }

    private static TrainingPlan training(Model model, int threads) {
        Objective classes =
                new Objective("classes", Loss.SoftmaxCrossEntropy.of().withLabelSmoothing(0.1), 0.3f);
        TrainingOptions options = TrainingOptions.of(3, classes, SQUARES).withThreads(threads);
        return ENGINE.training(model, Samples.weights(model, 1), options);
    }

    private static double step(TrainingPlan plan) {
        return plan.step(
                        Map.of("data", Samples.input(Shape.of(5, 5, 2), 3, 2, 1)),
                        Map.of(
                                "classes",
                                Targets.classes(0, 2, 1),
                                "out",
                                Targets.values(Samples.uniform(Shape.of(3, 2), 3))),
                        1)
                .loss();
    }
}
