package org.inception4j.training.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import org.inception4j.engine.ParameterLayout;
import org.inception4j.engine.ParameterLayout.Slice;
import org.inception4j.model.Shape;
import org.inception4j.random.CounterRandom;
import org.inception4j.tensor.Tensor;
import org.inception4j.training.optimizer.Optimizer.Adam;
import org.inception4j.training.optimizer.Optimizer.Sgd;
import org.junit.jupiter.api.Test;

class WeightUpdateTest {
    /** A kernel over several blocks, of which the last is not full, and a bias. */
    private static final ParameterLayout LAYOUT = new ParameterLayout(
            List.of(new Slice("a/kernel", Shape.of(2, 10_001), 0, 20_002), new Slice("a/bias", Shape.of(3), 20_016, 3)),
            20_032);

    private static final int BIAS = 20_016;

    @Test
    void givesTheSameBitsOnAnyNumberOfThreads() {
        UpdateOptions options = UpdateOptions.plain().withClipNorm(0.5).withEmaDecay(0.9);
        byte[] one = threeSteps(options.withThreads(1));
        assertThat(threeSteps(options.withThreads(2))).isEqualTo(one);
        assertThat(threeSteps(options.withThreads(7))).isEqualTo(one);
    }

    @Test
    void shortensAGradientThatIsTooLong() {
        // the length of (3, 4) is 5; clipped to 1 it is (0.6, 0.8)
        MemorySegment weights = apply(UpdateOptions.plain().withClipNorm(1), 3, 4);
        assertThat(bias(weights, 0)).isCloseTo(-0.6f, within(1e-6f));
        assertThat(bias(weights, 1)).isCloseTo(-0.8f, within(1e-6f));
    }

    @Test
    void leavesAShortGradientAsItIs() {
        MemorySegment weights = apply(UpdateOptions.plain().withClipNorm(6), 3, 4);
        assertThat(bias(weights, 0)).isEqualTo(-3);
        assertThat(bias(weights, 1)).isEqualTo(-4);
    }

    @Test
    void cutsSingleGradientsBeforeTheirLengthIsTaken() {
        // (3, -8) is cut to (3, -4), of length 5
        MemorySegment weights = apply(UpdateOptions.plain().withClipValue(4).withClipNorm(2.5), 3, -8);
        assertThat(bias(weights, 0)).isCloseTo(-1.5f, within(1e-6f));
        assertThat(bias(weights, 1)).isCloseTo(2, within(1e-6f));
    }

    @Test
    void multipliesTheRateOfSomeLayers() {
        MemorySegment weights = apply(UpdateOptions.plain().withRateFactor(_ -> 10), 3, 4);
        assertThat(bias(weights, 0)).isEqualTo(-30);
    }

    @Test
    void leavesOutOfDecayWhatIsExcluded() {
        UpdateOptions options =
                UpdateOptions.plain().withDecays(slice -> slice.shape().rank() > 1);
        try (WeightUpdate update = WeightUpdate.of(Sgd.of(1).withWeightDecay(0.25), LAYOUT, options)) {
            MemorySegment weights = zeros();
            weights.set(Tensor.FLOAT, 0, 8);
            weights.set(Tensor.FLOAT, (long) BIAS * Float.BYTES, 8);
            update.apply(weights, zeros(), 1, 1);
            assertThat(weights.get(Tensor.FLOAT, 0)).isEqualTo(6);
            assertThat(bias(weights, 0)).isEqualTo(8);
        }
    }

    @Test
    void averagesFromTheFirstStepOn() {
        try (WeightUpdate update =
                WeightUpdate.of(Sgd.of(1), LAYOUT, UpdateOptions.plain().withEmaDecay(0.75))) {
            MemorySegment weights = zeros();
            MemorySegment gradients = zeros();
            gradients.set(Tensor.FLOAT, (long) BIAS * Float.BYTES, -4);
            float[] expected = {4, 0.75f * 4 + 0.25f * 8, 0.75f * 5 + 0.25f * 12};
            for (int step = 1; step <= 3; step++) {
                update.apply(weights, gradients, 1, step);
                assertThat(bias(update.average().orElseThrow(), 0)).isEqualTo(expected[step - 1]);
            }
        }
    }

    private static byte[] threeSteps(UpdateOptions options) {
        MemorySegment weights = random(1);
        try (WeightUpdate update = WeightUpdate.of(Adam.of(0.01), LAYOUT, options)) {
            for (int step = 1; step <= 3; step++) {
                update.apply(weights, random(step + 1), 0.01f, step);
            }
            assertThat(update.average()).isPresent();
            return weights.toArray(ValueLayout.JAVA_BYTE);
        }
    }

    /** One step of rate 1 from weights of 0 with two gradients of the bias that are not 0. */
    private static MemorySegment apply(UpdateOptions options, float first, float second) {
        try (WeightUpdate update = WeightUpdate.of(Sgd.of(1), LAYOUT, options)) {
            MemorySegment weights = zeros();
            MemorySegment gradients = zeros();
            gradients.set(Tensor.FLOAT, (long) BIAS * Float.BYTES, first);
            gradients.set(Tensor.FLOAT, (BIAS + 1L) * Float.BYTES, second);
            update.apply(weights, gradients, 1, 1);
            return weights;
        }
    }

    private static float bias(MemorySegment segment, int index) {
        return segment.get(Tensor.FLOAT, (long) (BIAS + index) * Float.BYTES);
    }

    private static MemorySegment zeros() {
        return Arena.ofAuto().allocate(LAYOUT.size() * Float.BYTES, 64);
    }

    private static MemorySegment random(long seed) {
        MemorySegment segment = zeros();
        CounterRandom random = CounterRandom.of(seed);
        for (Slice slice : LAYOUT.slices()) {
            for (long i = 0; i < slice.count(); i++) {
                segment.set(Tensor.FLOAT, (slice.offset() + i) * Float.BYTES, (float) random.nextGaussian());
            }
        }
        return segment;
    }
}
