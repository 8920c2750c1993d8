package org.inception4j.engine;

import java.lang.foreign.Arena;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
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
            case "gamma", "moving_variance" -> filled(name, shape, 0.8, 0.4, arena);
            case "bias", "beta", "moving_mean" -> around0(name, shape, 0.1, arena);
            case "depthwise_kernel" -> around0(name, shape, Math.sqrt(6.0 / (shape.size(0) * shape.size(1))), arena);
            case "kernel", "pointwise_kernel" -> around0(name, shape, Math.sqrt(6 / fanIn), arena);
            default ->
                throw new IllegalArgumentException(
                        "%s: is no kind of weight that a rule is known for; add one here and in Python"
                                .formatted(name));
        };
    }

    /** One picture (1, height, width, channels), within plus and minus 1. */
    static Tensor picture(Shape shape) {
        return around0("input", shape.batched(1), 1, Arena.ofAuto());
    }

    private static Tensor around0(String name, Shape shape, double spread, Arena arena) {
        Tensor tensor = Tensor.zeros(shape, arena);
        long key = keyOf(name);
        for (long i = 0; i < tensor.size(); i++) {
            tensor.set(i, (float) ((2 * uniform(key, i) - 1) * spread));
        }
        return tensor;
    }

    private static Tensor filled(String name, Shape shape, double from, double width, Arena arena) {
        Tensor tensor = Tensor.zeros(shape, arena);
        long key = keyOf(name);
        for (long i = 0; i < tensor.size(); i++) {
            tensor.set(i, (float) (from + width * uniform(key, i)));
        }
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
