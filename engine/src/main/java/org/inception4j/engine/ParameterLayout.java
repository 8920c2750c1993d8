package org.inception4j.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.inception4j.model.Model;
import org.inception4j.model.Shape;
import org.inception4j.model.WeightSpec;

/** Where each weight that learns lies in a flat buffer, counted in floats; slices start at multiples of 16 floats. */
public record ParameterLayout(List<Slice> slices, long size) {
    private static final int ALIGNMENT_FLOATS = 16;

    /** One weight: {@code count} floats from {@code offset} on. */
    public record Slice(String name, Shape shape, long offset, long count) {}

    public ParameterLayout {
        slices = List.copyOf(slices);
    }

    /** The trainable weights of the layers whose name {@code trainable} accepts, in the model's order. */
    public static ParameterLayout of(Model model, Predicate<String> trainable) {
        List<Slice> slices = new ArrayList<>();
        long offset = 0;
        for (WeightSpec spec : model.weights().values()) {
            if (spec.trainable() && trainable.test(layerOf(spec.name()))) {
                slices.add(new Slice(
                        spec.name(), spec.shape(), offset, spec.shape().elements()));
                offset += Math.ceilDiv(spec.shape().elements(), ALIGNMENT_FLOATS) * ALIGNMENT_FLOATS;
            }
        }
        return new ParameterLayout(slices, offset);
    }

    /** The layer of a weight: a layer's name may itself hold slashes, a weight's own does not. */
    public static String layerOf(String weight) {
        return weight.substring(0, weight.lastIndexOf('/'));
    }
}
