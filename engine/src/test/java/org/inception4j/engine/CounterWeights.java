package org.inception4j.engine;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.inception4j.model.Model;
import org.inception4j.model.Shape;
import org.inception4j.tensor.Tensor;
import org.inception4j.tensor.Weights;

/**
 * Weights that are a function of their name and an index, bit for bit those of {@code scripts/goldens/counter.py}: what another
 * implementation answered with them can be held against without a file of weights. Kernels have a size that keeps values near 1
 * through many layers.
 */
final class CounterWeights {
    private static final long GAMMA = 0x9E3779B97F4A7C15L;
    private static final int STRETCH = 1 << 16;

    private CounterWeights() {}

    /** All weights of the model, in memory of the arena. */
    static Weights of(Model model, Arena arena) {
        Map<String, Tensor> tensors = new ConcurrentHashMap<>();
        model.weights().values().parallelStream()
                .forEach(spec -> tensors.put(spec.name(), weight(spec.name(), spec.shape(), arena)));
        return Weights.of(tensors);
    }

    static Tensor weight(String name, Shape shape, Arena arena) {
        double fanIn = (double) shape.elements() / shape.channels();
        return switch (name.substring(name.lastIndexOf('/') + 1)) {
            case "gamma", "moving_variance" -> tensor(name, shape, Rule::around1, 0, arena);
            case "bias", "beta", "moving_mean" -> tensor(name, shape, Rule::around0, 0.1, arena);
            case "depthwise_kernel" ->
                tensor(name, shape, Rule::around0, Math.sqrt(6.0 / (shape.size(0) * shape.size(1))), arena);
            case "kernel", "pointwise_kernel" -> tensor(name, shape, Rule::around0, Math.sqrt(6 / fanIn), arena);
            default ->
                throw new IllegalArgumentException(
                        "%s: is no kind of weight that a rule is known for; add one here and in Python"
                                .formatted(name));
        };
    }

    /** One picture (1, height, width, channels), within plus and minus 1. */
    static Tensor picture(Shape shape) {
        return tensor("input", shape.batched(1), Rule::around0, 1, Arena.ofAuto());
    }

    /** Fills values from an index on; whole stretches at once, since there are tens of millions. */
    private interface Rule {
        void fill(float[] values, int from, int to, long key, double spread);

        static void around0(float[] values, int from, int to, long key, double spread) {
            for (int i = from; i < to; i++) {
                values[i] = (float) ((2 * uniform(key, i) - 1) * spread);
            }
        }

        static void around1(float[] values, int from, int to, long key, double unused) {
            for (int i = from; i < to; i++) {
                values[i] = (float) (0.8 + 0.4 * uniform(key, i));
            }
        }
    }

    private static Tensor tensor(String name, Shape shape, Rule rule, double spread, Arena arena) {
        float[] values = new float[Math.toIntExact(shape.elements())];
        long key = keyOf(name);
        IntStream.rangeClosed(0, (values.length - 1) / STRETCH).parallel().forEach(i -> {
            int from = i * STRETCH;
            rule.fill(values, from, Math.min(from + STRETCH, values.length), key, spread);
        });
        Tensor tensor = Tensor.zeros(shape, arena);
        tensor.data().copyFrom(MemorySegment.ofArray(values));
        return tensor;
    }

    /** Inside (0, 1), with 24 random bits of SplitMix64. */
    private static double uniform(long key, long index) {
        long z = key + index * GAMMA;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return (((z ^ (z >>> 31)) >>> 40) + 0.5) / (1 << 24);
    }

    /** FNV-1a in 64 bits. */
    private static long keyOf(String name) {
        long hash = 0xCBF29CE484222325L;
        for (byte octet : name.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (octet & 0xFF)) * 0x100000001B3L;
        }
        return hash;
    }
}
