package org.inception4j.formats.keras;

import io.jhdf.api.Dataset;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.inception4j.formats.WeightsException;
import org.inception4j.model.Shape;
import org.inception4j.tensor.Tensor;

/** A weight in a file: its name and sizes are known at once, its numbers are read when a model of the same sizes asks for them. */
public final class H5Weight {
    private final String name;
    private final Dataset dataset;
    private final List<Long> sizes;

    H5Weight(String name, Dataset dataset) {
        this.name = name;
        this.dataset = dataset;
        this.sizes = Arrays.stream(dataset.getDimensionsAsLong()).boxed().toList();
    }

    /** As Keras wrote it: {@code conv2d_1/kernel:0}. */
    public String name() {
        return name;
    }

    /** As Keras prints them, a scalar has none. */
    public List<Long> sizes() {
        return sizes;
    }

    boolean fits(Shape shape) {
        return sizes.equals(shape.sizes().stream().map(Integer::longValue).toList());
    }

    String shape() {
        String inner = sizes.stream().map(String::valueOf).collect(Collectors.joining(", "));
        return sizes.size() == 1 ? "(" + inner + ",)" : "(" + inner + ")";
    }

    /** As float32; the sizes must fit. */
    Tensor read(Shape shape, String place) throws WeightsException {
        return switch (Damage.orElse(place, dataset::getDataFlat)) {
            case float[] values when values.length == shape.elements() -> Tensor.of(shape, values);
            case double[] values when values.length == shape.elements() -> narrowed(shape, values);
            case Object other ->
                throw new WeightsException(
                        place,
                        "%s holds %s".formatted(name, other.getClass().getSimpleName()),
                        "give a file of floating-point weights");
        };
    }

    private static Tensor narrowed(Shape shape, double[] values) {
        Tensor tensor = Tensor.zeros(shape);
        for (int i = 0; i < values.length; i++) {
            tensor.set(i, (float) values[i]);
        }
        return tensor;
    }

    @Override
    public String toString() {
        return name + " " + shape();
    }
}
