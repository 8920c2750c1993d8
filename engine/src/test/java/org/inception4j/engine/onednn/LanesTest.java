package org.inception4j.engine.onednn;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.foreign.MemorySegment;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.inception4j.engine.Engines;
import org.inception4j.engine.InferenceOptions;
import org.inception4j.engine.InferencePlan;
import org.inception4j.engine.Precision;
import org.inception4j.engine.Samples;
import org.inception4j.model.ActivationFunction;
import org.inception4j.model.Concatenate;
import org.inception4j.model.Conv2D;
import org.inception4j.model.Dense;
import org.inception4j.model.GlobalAveragePooling2D;
import org.inception4j.model.Input;
import org.inception4j.model.MaxPooling2D;
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
import org.junit.jupiter.params.provider.CsvSource;

/** Sharing out a picture's rows and channels, or a batch's pictures, is not to be seen in the answers. */
@Tag("native")
class LanesTest {
    private static final Model DEEP = deep(13, 11);
    private static final Weights WEIGHTS = Samples.weights(DEEP, 5);

    /** Two modules whose kernels are larger than their pictures, so that channels are shared out, at odd sizes. */
    private static Model deep(int height, int width) {
        Node input = new Input(Shape.of(height, width, 3)).named("data").on();
        Node stem = conv(24, 5).withStrides(2).named("stem").on(input);
        Node first = module(stem, "a", 40);
        Node pooled =
                MaxPooling2D.of(3, 2).withPadding(Padding.SAME).named("pool").on(first);
        Node mean = GlobalAveragePooling2D.of().named("mean").on(module(pooled, "b", 72));
        Node logits = Dense.of(70).named("logits").on(mean);
        return Model.of("deep", List.of(input), List.of(Output.of("logits", logits)));
    }

    private static Node module(Node input, String name, int filters) {
        Node one = conv(filters, 1).named(name + "/one").on(input);
        Node reduced = conv(24, 1).named(name + "/reduce").on(input);
        Node three = conv(2 * filters + 8, 3).named(name + "/three").on(reduced);
        Node pool = MaxPooling2D.of(3, 1)
                .withPadding(Padding.SAME)
                .named(name + "/pool")
                .on(input);
        Node projected = conv(33, 1).named(name + "/projection").on(pool);
        return Concatenate.of().named(name).on(one, three, projected);
    }

    private static Conv2D conv(int filters, int size) {
        return Conv2D.of(filters, size).withPadding(Padding.SAME).withActivation(ActivationFunction.RELU);
    }

    @ParameterizedTest
    @CsvSource({"FP32, 1e-5", "BF16X3, 1e-5", "BF16, 2e-2"})
    void answersAsOneThreadDoes(Precision precision, double tolerance) {
        Engines.need(new OneDnnEngine(), precision);
        for (int count : new int[] {1, 2, 3, 7}) {
            Tensor pictures = Samples.input(DEEP.input().shape(), count, 1, 8);
            float[] expected = run(pictures, count, precision, 1);
            for (int threads : new int[] {2, 3, 4}) {
                float[] actual = run(pictures, count, precision, threads);
                assertThat(difference(actual, expected))
                        .as("%d pictures, %d threads", count, threads)
                        .isLessThan(tolerance);
            }
        }
    }

    @Test
    void sharesOutRowsAndChannels() {
        InferenceOptions options =
                InferenceOptions.standard().withPrecision(Precision.FP32).withThreads(2);
        try (InferencePlan plan = new OneDnnEngine().inference(DEEP, WEIGHTS, options)) {
            List<String> labels = ((OneDnnInferencePlan) plan)
                    .program().steps().stream().map(Step::label).toList();
            assertThat(labels).contains("stem/rows0", "stem/rows3", "b/three/channels0", "b/three/channels64");
        }
    }

    /** Of 200 x 200 pixels with 32 channels, 64 MiB hold a layer's inputs and outputs for six pictures in float32. */
    @Test
    void makesPiecesOfFewerPicturesWhereTheyAreLarge() {
        Node input = new Input(Shape.of(200, 200, 32)).named("data").on();
        Model large = Model.of(
                "large", List.of(input), List.of(Output.of("same", conv(32, 1).on(input))));
        assertThat(piece(large, Precision.FP32)).isEqualTo(4);
        assertThat(piece(large, Precision.BF16)).isEqualTo(8);
        assertThat(piece(DEEP, Precision.FP32)).isEqualTo(8);
    }

    private static int piece(Model model, Precision precision) {
        InferenceOptions options = new InferenceOptions(32, precision, 2);
        try (InferencePlan plan = new OneDnnEngine().inference(model, Samples.weights(model, 1), options)) {
            return plan.summary().batch();
        }
    }

    @Test
    void packsKernelsOnceForAllPlans() {
        OneDnnEngine engine = new OneDnnEngine();
        InferenceOptions options =
                InferenceOptions.standard().withPrecision(Precision.FP32).withThreads(1);
        InferencePlan first = engine.inference(DEEP, WEIGHTS, options);
        long packed = first.summary().kernelBytes();
        try (InferencePlan second = engine.inference(DEEP, WEIGHTS, options)) {
            assertThat(second.summary().kernelBytes()).isEqualTo(packed);
            first.close();
            first.close();
            assertThat(second.run(Samples.input(DEEP.input().shape(), 1, 1, 8)).toArray())
                    .doesNotContain(Float.NaN);
        }
    }

    /** The answers, their map, and what the caller's lambdas take; nothing that grows with pictures or layers. */
    @Test
    void allocatesNextToNothingInACall() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        for (int batch : new int[] {1, 6}) {
            Tensor pictures = Samples.input(DEEP.input().shape(), batch, 1, 8);
            try (InferencePlan plan = new OneDnnEngine()
                    .inference(
                            DEEP,
                            WEIGHTS,
                            InferenceOptions.standard().withBatch(batch).withThreads(2))) {
                for (int i = 0; i < 2000; i++) {
                    plan.run(pictures);
                }
                long before = threads.getCurrentThreadAllocatedBytes();
                for (int i = 0; i < 100; i++) {
                    plan.run(pictures);
                }
                assertThat((threads.getCurrentThreadAllocatedBytes() - before) / 100)
                        .as("bytes a call at batch %d", batch)
                        .isLessThan(16 << 10);
            }
        }
    }

    @Test
    void readsPicturesWhereverTheyAre() {
        Tensor pictures = Samples.input(DEEP.input().shape(), 3, 1, 8);
        Tensor onHeap = new Tensor(pictures.shape(), MemorySegment.ofArray(pictures.toArray()));
        try (InferencePlan plan = new OneDnnEngine()
                .inference(DEEP, WEIGHTS, InferenceOptions.standard().withThreads(2))) {
            assertThat(plan.run(onHeap).toArray()).isEqualTo(plan.run(pictures).toArray());
            assertThat(plan.run(pictures).toArray()).isEqualTo(plan.run(onHeap).toArray());
        }
    }

    private static float[] run(Tensor pictures, int count, Precision precision, int threads) {
        InferenceOptions options = InferenceOptions.standard()
                .withBatch(count)
                .withPrecision(precision)
                .withThreads(threads);
        try (InferencePlan plan = new OneDnnEngine().inference(DEEP, WEIGHTS, options)) {
            return plan.run(pictures).toArray();
        }
    }

    private static double difference(float[] actual, float[] expected) {
        double largest = 0;
        double worst = 0;
        for (int i = 0; i < expected.length; i++) {
            largest = Math.max(largest, Math.abs(expected[i]));
            worst = Math.max(worst, Math.abs((double) actual[i] - expected[i]));
        }
        return worst / largest;
    }
}
