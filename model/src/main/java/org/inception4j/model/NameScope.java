package org.inception4j.model;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Keras' counter of names, made explicit: what Keras keeps for a whole Python process. Models that are named from one scope
 * by {@link Model#withNames} go on counting where the model before stopped, as the cells of a notebook do. It changes with
 * use and is for one thread at a time.
 */
public final class NameScope {
    private static final String INPUT = "input";

    private final String inputBase;
    private final int firstInput;
    private final boolean inputsOfSequentialCount;
    private final Map<String, Integer> next = new HashMap<>();

    private NameScope(String inputBase, int firstInput, boolean inputsOfSequentialCount) {
        this.inputBase = inputBase;
        this.firstInput = firstInput;
        this.inputsOfSequentialCount = inputsOfSequentialCount;
    }

    /**
     * The rules of Keras 2: {@code conv2d}, {@code conv2d_1} …, inputs from {@code input_1}; the input of a {@code Sequential}
     * is named after its first layer, {@code conv2d_input}, and is not counted.
     */
    public static NameScope keras2() {
        return new NameScope(INPUT, 1, false);
    }

    /** The rules of Keras 3: as Keras 2, but inputs are {@code input_layer}, {@code input_layer_1} …, those of a {@code Sequential} too. */
    public static NameScope keras3() {
        return new NameScope("input_layer", 0, true);
    }

    /**
     * Sets the number that the next layer of a kind gets, as if earlier cells had used up those before.
     *
     * @param base a name without number: {@code conv2d}, {@code max_pooling2d}, {@code input}
     * @param number with 90 comes {@code conv2d_90}; 0 gives the bare {@code conv2d}
     * @return this scope
     */
    public NameScope startingAt(String base, int number) {
        Check.atLeast("NameScope " + base, "number", number, base.equals(inputBase) ? firstInput : 0);
        next.put(base, number);
        return this;
    }

    /** The next name for this layer that is not among those taken. */
    String next(Layer layer, Set<String> taken) {
        String base = layer instanceof Input ? inputBase : Names.base(layer);
        int first = layer instanceof Input ? firstInput : 0;
        String name;
        do {
            int number = next.getOrDefault(base, first);
            next.put(base, number + 1);
            name = number == 0 ? base : base + "_" + number;
        } while (!taken.add(name));
        return name;
    }

    boolean inputsOfSequentialCount() {
        return inputsOfSequentialCount;
    }
}
