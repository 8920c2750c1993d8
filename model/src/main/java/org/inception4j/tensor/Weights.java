package org.inception4j.tensor;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.inception4j.model.Model;
import org.inception4j.model.WeightSpec;
import org.inception4j.model.spelling.Spelling;
import org.inception4j.random.CounterRandom;

/**
 * The named tensors of a model, {@code layer/weight}; kernels as Keras stores them (height, width, inputs, outputs). To be
 * read only, also by those who made the memory: weights may be shared between plans and threads, and plans for answers read
 * kernels where they are, so that memory must stay open as long as they are. Of a read-only mapped file they give pages that
 * they have read back to the system, which has them again from the file when they are read again.
 */
public final class Weights {
    private static final long ALIGNMENT = 64;

    private final Map<String, Tensor> tensors;

    private Weights(Map<String, Tensor> tensors) {
        this.tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
    }

    public static Weights of(Map<String, Tensor> tensors) {
        return new Weights(tensors);
    }

    /** The start of training: each weight drawn by its initializer from a stream of (seed, its name). */
    public static Weights initialise(Model model, long seed) {
        return initialise(model, seed, Arena.ofAuto());
    }

    /** The same, each tensor in memory of this allocator at a multiple of 64 bytes. */
    public static Weights initialise(Model model, long seed, SegmentAllocator memory) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (WeightSpec spec : model.weights().values()) {
            CounterRandom random = CounterRandom.of(seed, CounterRandom.keyOf(spec.name()));
            MemorySegment data = memory.allocate(spec.shape().elements() * Float.BYTES, ALIGNMENT);
            data.copyFrom(MemorySegment.ofArray(spec.initializer().draw(spec.shape(), random)));
            tensors.put(spec.name(), new Tensor(spec.shape(), data));
        }
        return new Weights(tensors);
    }

    public Set<String> names() {
        return tensors.keySet();
    }

    public Map<String, Tensor> tensors() {
        return tensors;
    }

    /** The tensor of this name; a name that is not there is refused. */
    public Tensor get(String name) {
        Tensor tensor = tensors.get(name);
        if (tensor == null) {
            throw new IllegalArgumentException("%s: no such weight among %d; %s"
                    .formatted(
                            name,
                            tensors.size(),
                            Spelling.nearest(name, tensors.keySet())
                                    .map("did you mean %s?"::formatted)
                                    .orElse("check the name")));
        }
        return tensor;
    }

    public boolean has(String name) {
        return tensors.containsKey(name);
    }

    /** These weights, with those of {@code others} that have the same name or a new one in their place. */
    public Weights with(Weights others) {
        Map<String, Tensor> all = new LinkedHashMap<>(tensors);
        all.putAll(others.tensors);
        return new Weights(all);
    }

    /** These weights as a model has them that uses their model as a layer of this name: {@code layer/} in front of each. */
    public Weights nestedIn(String layerName) {
        Map<String, Tensor> nested = new LinkedHashMap<>();
        tensors.forEach((name, tensor) -> nested.put(layerName + "/" + name, tensor));
        return new Weights(nested);
    }

    /** The weights that the model needs, in its order; missing ones and wrong shapes are refused, extra ones left out. */
    public Weights forModel(Model model) {
        List<String> missing = new ArrayList<>();
        Map<String, Tensor> needed = new LinkedHashMap<>();
        for (WeightSpec spec : model.weights().values()) {
            Tensor tensor = tensors.get(spec.name());
            if (tensor == null) {
                missing.add(spec.name());
            } else {
                needed.put(spec.name(), checked(spec, tensor));
            }
        }
        if (!missing.isEmpty()) {
            throw new IllegalArgumentException("%s: %d of %d tensors are missing: %s; load a file of this network"
                    .formatted(model.name(), missing.size(), model.weights().size(), shortened(missing)));
        }
        return new Weights(needed);
    }

    private static Tensor checked(WeightSpec spec, Tensor tensor) {
        if (!tensor.shape().equals(spec.shape())) {
            throw new IllegalArgumentException(
                    "%s: has the shape %s and the model needs %s; load a file of this network"
                            .formatted(spec.name(), tensor.shape(), spec.shape()));
        }
        return tensor;
    }

    private static String shortened(List<String> names) {
        return names.size() <= 5
                ? String.join(", ", names)
                : String.join(", ", names.subList(0, 5)) + " and " + (names.size() - 5) + " more";
    }
}
