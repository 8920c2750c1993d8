package org.inception4j.engine.onednn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.inception4j.engine.Engine;
import org.inception4j.engine.Engines;
import org.inception4j.engine.InferenceOptions;
import org.inception4j.engine.InferencePlan;
import org.inception4j.engine.Loss;
import org.inception4j.engine.Objective;
import org.inception4j.engine.Precision;
import org.inception4j.engine.StepResult;
import org.inception4j.engine.Targets;
import org.inception4j.engine.TrainingOptions;
import org.inception4j.engine.TrainingPlan;
import org.inception4j.engine.reference.ReferenceEngine;
import org.inception4j.model.Model;
import org.inception4j.model.zoo.Networks;
import org.inception4j.random.CounterRandom;
import org.inception4j.tensor.Tensor;
import org.inception4j.tensor.Weights;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whole networks and the promises of plans; the layers one by one are held against the reference elsewhere. */
@Tag("native")
class OneDnnEngineTest {
    private static final Engine ENGINE = new OneDnnEngine();
    private static final Model NARROW = network("googlenet:paper");
    private static final Model NORMALISED = network("googlenet:bn");

    @BeforeAll
    static void isAvailable() {
        assertThat(ENGINE.unavailable()).isEmpty();
    }

    @Test
    void agreesWithReferenceOnGoogLeNet() {
        agreeInInference(NARROW);
        agreeInTraining(NARROW, 1e-4);
    }

    @Test
    void agreesWithReferenceOnGoogLeNetWithBatchNormalisation() {
        agreeInInference(NORMALISED);
        // Gradients through 20 normalisations of few numbers each amplify float32 rounding.
        agreeInTraining(NORMALISED, 2e-3);
    }

    @Test
    void givesTheSameRowsForEveryBatchSize() {
        Weights weights = Weights.initialise(NARROW, 1);
        Tensor pictures = pictures(NARROW, 7, 2);
        for (Precision precision : Engines.precisions(ENGINE)) {
            InferenceOptions options = InferenceOptions.standard().withBatch(3).withPrecision(precision);
            try (InferencePlan plan = ENGINE.inference(NARROW.inference(), weights, options)) {
                float[] whole = plan.run(pictures).toArray();
                List<Float> single = new ArrayList<>();
                for (int i = 0; i < 7; i++) {
                    for (float value : plan.run(pictures.rows(i, 1)).toArray()) {
                        single.add(value);
                    }
                }
                for (int i = 0; i < whole.length; i++) {
                    assertThat(single.get(i)).isCloseTo(whole[i], within(precision == Precision.FP32 ? 1e-5f : 1e-3f));
                }
            }
        }
    }

    /** What normalisations and low halves are made of on the way goes when a plan is ready. */
    @Test
    void keepsKernelsOnlyAsTheyAreMultiplied() {
        Weights weights = Weights.initialise(NORMALISED, 1);
        long numbers =
                weights.tensors().values().stream().mapToLong(Tensor::size).sum();
        assertThat(kernelBytes(weights, Precision.FP32)).isLessThan(numbers * Float.BYTES * 3 / 2);
        assumeTrue(Library.hasMatrixUnits(), "no units for products of matrices");
        assertThat(kernelBytes(weights, Precision.BF16X3)).isLessThan(numbers * Float.BYTES * 3 / 2);
    }

    private static long kernelBytes(Weights weights, Precision precision) {
        InferenceOptions options = InferenceOptions.standard().withThreads(1).withPrecision(precision);
        try (InferencePlan plan = ENGINE.inference(NORMALISED.inference(), weights, options)) {
            return plan.summary().kernelBytes();
        }
    }

    @Test
    void servesManyThreadsFromOnePlan() throws Exception {
        Weights weights = Weights.initialise(NARROW, 1);
        InferenceOptions options = InferenceOptions.standard().withThreads(1);
        try (InferencePlan plan = ENGINE.inference(NARROW.inference(), weights, options);
                ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Tensor> pictures = new ArrayList<>();
            List<float[]> expected = new ArrayList<>();
            List<Future<float[]>> answers = new ArrayList<>();
            for (int i = 0; i < 24; i++) {
                pictures.add(pictures(NARROW, 1, i));
                expected.add(plan.run(pictures.get(i)).toArray());
            }
            for (Tensor picture : pictures) {
                Callable<float[]> answer = () -> plan.run(picture).toArray();
                answers.add(threads.submit(answer));
            }
            for (int i = 0; i < answers.size(); i++) {
                assertThat(answers.get(i).get()).isEqualTo(expected.get(i));
            }
        }
    }

    @Test
    void givesTheSameBitsEachTime() {
        for (Precision precision : Engines.precisions(ENGINE)) {
            assertThat(gradients(precision)).isEqualTo(gradients(precision));
        }
    }

    @Test
    void takesSmallerLastBatch() {
        Objective[] objectives = objectives(NARROW);
        Weights weights = Weights.initialise(NARROW, 1);
        TrainingOptions options = TrainingOptions.of(4, objectives).withPrecision(Precision.FP32);
        try (TrainingPlan four = ENGINE.training(NARROW, weights, options);
                TrainingPlan three = ENGINE.training(
                        NARROW, weights, TrainingOptions.of(3, objectives).withPrecision(Precision.FP32))) {
            StepResult some = step(four, 3, 0);
            StepResult same = step(three, 3, 0);
            assertThat(some.loss()).isEqualTo(same.loss());
        }
    }

    @Test
    void learnsNothingInFrozenLayers() {
        Weights weights = Weights.initialise(NORMALISED, 1);
        TrainingOptions options = TrainingOptions.of(2, objectives(NORMALISED))
                .withPrecision(Precision.FP32)
                .withTrainable(name -> name.startsWith("loss3"));
        try (TrainingPlan plan = ENGINE.training(NORMALISED, weights, options)) {
            step(plan, 2, 0);
            Weights after = plan.weights();
            for (String name : weights.names()) {
                assertThat(after.get(name).toArray())
                        .as(name)
                        .isEqualTo(weights.get(name).toArray());
            }
        }
    }

    private static void agreeInInference(Model model) {
        Weights weights = Weights.initialise(model, 1);
        Tensor pictures = pictures(model, 2, 3);
        InferenceOptions options = InferenceOptions.standard().withBatch(2);
        for (Precision precision : Engines.precisions(ENGINE)) {
            try (InferencePlan ours = ENGINE.inference(model, weights, options.withPrecision(precision));
                    InferencePlan reference = new ReferenceEngine().inference(model, weights, options)) {
                float[] expected = reference.run(pictures).toArray();
                assertThat(error(ours.run(pictures).toArray(), expected))
                        .isLessThan(precision == Precision.FP32 ? 1e-4 : 2e-2);
            }
        }
    }

    private static void agreeInTraining(Model model, double tolerance) {
        Weights weights = Weights.initialise(model, 1);
        TrainingOptions options = TrainingOptions.of(2, objectives(model)).withPrecision(Precision.FP32);
        try (TrainingPlan ours = ENGINE.training(model, weights, options);
                TrainingPlan reference = new ReferenceEngine().training(model, weights, options)) {
            assertThat(step(ours, 2, 5).loss()).isCloseTo(step(reference, 2, 5).loss(), within(1e-4));
            assertThat(error(floats(ours), floats(reference))).isLessThan(tolerance);
            assertThat(ours.weights().names()).allSatisfy(name -> assertThat(error(
                            ours.weights().get(name).toArray(),
                            reference.weights().get(name).toArray()))
                    .as(name)
                    .isLessThan(1e-4));
        }
    }

    private static float[] gradients(Precision precision) {
        TrainingOptions options = TrainingOptions.of(3, objectives(NARROW)).withPrecision(precision);
        try (TrainingPlan plan = ENGINE.training(NARROW, Weights.initialise(NARROW, 1), options)) {
            step(plan, 3, 1);
            return floats(plan);
        }
    }

    private static float[] floats(TrainingPlan plan) {
        return plan.gradients().toArray(ValueLayout.JAVA_FLOAT);
    }

    private static StepResult step(TrainingPlan plan, int count, long number) {
        Map<String, Targets> targets = new HashMap<>();
        plan.model().outputs().forEach(output -> targets.put(output.name(), classes(count)));
        return plan.step(
                Map.of(plan.model().name(plan.model().input()), pictures(plan.model(), count, 4)), targets, number);
    }

    private static Targets classes(int count) {
        int[] labels = new int[count];
        for (int i = 0; i < count; i++) {
            labels[i] = i % 5;
        }
        return Targets.classes(labels);
    }

    private static Objective[] objectives(Model model) {
        return Objective.forAll(model, Loss.SoftmaxCrossEntropy.of()).toArray(Objective[]::new);
    }

    private static Model network(String name) {
        return Networks.named(name)
                .build(Networks.named(name)
                        .defaults()
                        .withImageSize(67)
                        .withClasses(5)
                        .withWidth(0.25));
    }

    private static Tensor pictures(Model model, int count, long seed) {
        Tensor pictures = Tensor.zeros(model.input().shape().batched(count));
        CounterRandom random = CounterRandom.of(seed);
        for (long i = 0; i < pictures.size(); i++) {
            pictures.set(i, (float) random.nextGaussian());
        }
        return pictures;
    }

    /** The largest difference as a part of the largest expected number. */
    private static double error(float[] found, float[] expected) {
        double difference = 0;
        double largest = 1e-12;
        assertThat(found).hasSameSizeAs(expected);
        for (int i = 0; i < found.length; i++) {
            assertThat(found[i]).isFinite();
            difference = Math.max(difference, Math.abs((double) found[i] - expected[i]));
            largest = Math.max(largest, Math.abs(expected[i]));
        }
        return difference / largest;
    }
}
