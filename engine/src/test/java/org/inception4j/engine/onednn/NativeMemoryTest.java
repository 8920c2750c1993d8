package org.inception4j.engine.onednn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.inception4j.engine.Engine;
import org.inception4j.engine.InferenceOptions;
import org.inception4j.engine.InferencePlan;
import org.inception4j.engine.Loss;
import org.inception4j.engine.Objective;
import org.inception4j.engine.Samples;
import org.inception4j.engine.Targets;
import org.inception4j.engine.TrainingOptions;
import org.inception4j.engine.TrainingPlan;
import org.inception4j.model.Model;
import org.inception4j.model.zoo.Networks;
import org.inception4j.tensor.Tensor;
import org.inception4j.tensor.Weights;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Watches the resident memory of this process, which Linux tells. */
@Tag("native")
@Tag("slow")
class NativeMemoryTest {
    private static final Path STATUS = Path.of("/proc/self/status");

    /** What the Java heap, the allocator's pools, large pages and compiled code may still add after the warm-up. */
    private static final long ALLOWED_KIB = 64 * 1024;

    private static final Engine ENGINE = new OneDnnEngine();
    private static final Model MODEL = Networks.named("googlenet:paper")
            .build(Networks.named("googlenet:paper")
                    .defaults()
                    .withImageSize(64)
                    .withClasses(10)
                    .withWidth(0.5));
    private static final Weights WEIGHTS = Weights.initialise(MODEL, 1);
    private static final Tensor PICTURES = Tensor.zeros(MODEL.input().shape().batched(3));

    @Test
    void staysFlatOverPlans() throws IOException {
        useInferencePlans(40);
        long before = leastResidentKib();
        useInferencePlans(40);
        assertThat(leastResidentKib() - before).isLessThan(ALLOWED_KIB);
    }

    @Test
    void staysFlatOverTrainingPlansAndSteps() throws IOException {
        train(4, 5);
        long before = residentKib();
        train(1, 200);
        train(10, 2);
        assertThat(residentKib() - before).isLessThan(ALLOWED_KIB);
    }

    @Test
    void keepsNoActivationsWhileItRests() throws IOException {
        try (TrainingPlan plan = trainingPlan(64)) {
            step(plan, 64, 0);
            long before = residentKib();
            plan.rest();
            assertThat(before - residentKib()).isGreaterThan(plan.workspaceBytes() / 1024 / 2);
        }
    }

    @Test
    void stepsOfAllSizesTakeTheMemoryOfTheLargest() throws IOException {
        try (TrainingPlan plan = trainingPlan(256)) {
            step(plan, 256, 0);
            long before = residentKib();
            step(plan, 255, 1);
            assertThat(residentKib() - before).isLessThan(plan.workspaceBytes() / 1024 / 2);
        }
    }

    @Test
    void aRestChangesNoBit() {
        try (TrainingPlan resting = trainingPlan(4);
                TrainingPlan going = trainingPlan(4)) {
            for (int number = 0; number < 4; number++) {
                int count = 4 - number % 2;
                assertThat(step(resting, count, number)).isEqualTo(step(going, count, number));
                resting.rest();
            }
        }
    }

    private static TrainingPlan trainingPlan(int batch) {
        Objective[] objectives =
                Objective.forAll(MODEL, Loss.SoftmaxCrossEntropy.of()).toArray(Objective[]::new);
        return ENGINE.training(MODEL, WEIGHTS, TrainingOptions.of(batch, objectives));
    }

    /** The gradients. */
    private static float[] step(TrainingPlan plan, int count, int number) {
        Tensor pictures = Samples.uniform(MODEL.input().shape().batched(count), number);
        plan.step(Map.of(MODEL.name(MODEL.input()), pictures), targets(new int[count]), number);
        return plan.gradients().toArray(ValueLayout.JAVA_FLOAT);
    }

    private static Map<String, Targets> targets(int... labels) {
        Map<String, Targets> targets = new HashMap<>();
        MODEL.outputs().forEach(output -> targets.put(output.name(), Targets.classes(labels)));
        return targets;
    }

    /** The allocator gives a hundred megabytes back now and then, and takes them again; what leaked stays. */
    private static long leastResidentKib() throws IOException {
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 8; round++) {
            useInferencePlans(5);
            least = Math.min(least, residentKib());
        }
        return least;
    }

    private static void useInferencePlans(int plans) {
        for (int plan = 0; plan < plans; plan++) {
            InferenceOptions options = InferenceOptions.standard().withBatch(2);
            try (InferencePlan made = ENGINE.inference(MODEL.inference(), WEIGHTS, options)) {
                made.run(PICTURES);
            }
        }
    }

    private static void train(int plans, int steps) {
        Map<String, Targets> targets = targets(1, 2, 3);
        for (int plan = 0; plan < plans; plan++) {
            try (TrainingPlan made = trainingPlan(3)) {
                for (int step = 0; step < steps; step++) {
                    made.step(Map.of(MODEL.name(MODEL.input()), PICTURES), targets, step);
                    made.parametersChanged();
                }
            }
        }
    }

    private static long residentKib() throws IOException {
        assumeTrue(Files.exists(STATUS), "this system does not tell the resident memory in /proc");
        System.gc();
        String line = Files.readAllLines(STATUS).stream()
                .filter(text -> text.startsWith("VmRSS"))
                .findFirst()
                .orElseThrow();
        return Long.parseLong(line.replaceAll("[^0-9]", ""));
    }
}
