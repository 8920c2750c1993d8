package org.inception4j.engine;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.inception4j.model.Model;
import org.inception4j.model.Shape;
import org.inception4j.model.WeightSpec;
import org.inception4j.random.CounterRandom;
import org.inception4j.tensor.Tensor;
import org.inception4j.tensor.Weights;

/**
 * Seeded numbers for tests. All of them are exact in bfloat16 and inputs of one channel differ and are not 0, so that
 * rounding alone never moves the maximum of a window or the sign before a ReLU, where a gradient would jump.
 */
public final class Samples {
    private Samples() {}

    /** {@code count} examples within about plus and minus {@code spread}: each channel (a vector: the whole) a shuffle of steps. */
    public static Tensor input(Shape shape, int count, double spread, long seed) {
        int channels = shape.rank() == 1 ? 1 : shape.channels();
        int steps = Math.toIntExact(shape.elements() / channels);
        double scale = Math.scalb(1.0, (int) Math.round(Math.log(spread / steps) / Math.log(2)));
        Tensor tensor = Tensor.zeros(shape.batched(count));
        for (int example = 0; example < count; example++) {
            for (int channel = 0; channel < channels; channel++) {
                int[] order = new int[steps];
                Arrays.setAll(order, i -> i);
                CounterRandom.of(seed, example, channel).shuffle(order);
                for (int i = 0; i < steps; i++) {
                    int odd = 2 * order[i] - steps + (steps % 2 == 0 ? 1 : 0);
                    tensor.set((long) (example * steps + i) * channels + channel, (float) (odd * scale));
                }
            }
        }
        return tensor;
    }

    /** Uniform within plus and minus 1. */
    public static Tensor uniform(Shape shape, long seed) {
        CounterRandom random = CounterRandom.of(seed);
        Tensor tensor = Tensor.zeros(shape);
        for (long i = 0; i < tensor.size(); i++) {
            tensor.set(i, rounded(random.nextDouble(-1, 1)));
        }
        return tensor;
    }

    /** Kernels of a size that keeps results near 1; variances and gammas above 0. */
    public static Weights weights(Model model, long seed) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (WeightSpec spec : model.weights().values()) {
            tensors.put(spec.name(), weight(spec, CounterRandom.of(seed, CounterRandom.keyOf(spec.name()))));
        }
        return Weights.of(tensors);
    }

    private static Tensor weight(WeightSpec spec, CounterRandom random) {
        boolean positive = spec.name().endsWith("variance") || spec.name().endsWith("gamma");
        Shape shape = spec.shape();
        double fanIn = shape.rank() == 1 ? 1 : (double) shape.elements() / shape.channels();
        double width = positive ? 0.5 : Math.sqrt(3 / fanIn);
        Tensor tensor = Tensor.zeros(shape);
        for (long i = 0; i < tensor.size(); i++) {
            tensor.set(i, rounded((positive ? 1 : 0) + random.nextDouble(-width, width)));
        }
        return tensor;
    }

    /** To bfloat16, cutting off. */
    private static float rounded(double value) {
        return Float.intBitsToFloat(Float.floatToRawIntBits((float) value) & 0xFFFF0000);
    }
}
