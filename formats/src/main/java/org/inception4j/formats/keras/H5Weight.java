package org.inception4j.formats.keras;

import io.jhdf.api.Dataset;
import io.jhdf.object.datatype.DataType;
import io.jhdf.object.datatype.FixedPoint;
import io.jhdf.object.datatype.FloatingPoint;
import java.lang.reflect.Array;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.inception4j.formats.WeightsException;
import org.inception4j.model.Shape;
import org.inception4j.tensor.Tensor;

/** A weight in a file: its name and sizes are known at once, its numbers are read when a model of the same sizes asks for them. */
public final class H5Weight {
    private final Hdf5 file;
    private final String name;
    private final Dataset dataset;
    private final String type;
    private final List<Long> sizes;

    private H5Weight(Hdf5 file, String name, Dataset dataset, String type, long[] sizes) {
        this.file = file;
        this.name = name;
        this.dataset = dataset;
        this.type = type;
        this.sizes = Arrays.stream(sizes).boxed().toList();
    }

    static H5Weight of(Hdf5 file, String at, String name, Dataset dataset) throws WeightsException {
        String type = file.read(at, () -> type(dataset));
        return new H5Weight(file, name, dataset, type, file.read(at, dataset::getDimensionsAsLong));
    }

    private static String type(Dataset dataset) {
        DataType type = dataset.getDataType();
        int bits = 8 * type.getSize();
        return switch (type) {
            case FloatingPoint _ -> "float" + bits;
            case FixedPoint whole -> (whole.isSigned() ? "int" : "uint") + bits;
            default -> type.getClass().getSimpleName().toLowerCase(Locale.ROOT);
        };
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

    /** {@code float32}, {@code int64}, as numpy calls it. */
    String type() {
        return type;
    }

    /** The shape of a list of numbers. */
    Shape vector(String place) throws WeightsException {
        long size = sizes.getFirst();
        if (size < 1 || size > Integer.MAX_VALUE) {
            throw new WeightsException(place, "%s has %d numbers".formatted(name, size), "give a file with some");
        }
        return Shape.of((int) size);
    }

    /** As float32; the sizes must fit. */
    Tensor read(Shape shape, String place) throws WeightsException {
        return switch (file.values(place, dataset)) {
            case float[] values when values.length == shape.elements() -> Tensor.of(shape, values);
            case double[] values when values.length == shape.elements() -> narrowed(shape, values);
            case Object other ->
                throw new WeightsException(
                        place,
                        "%s holds %s".formatted(name, other.getClass().getSimpleName()),
                        "give a file of floating-point weights");
        };
    }

    /** As {@link #read}, also of whole numbers, which count steps. */
    Tensor readAny(Shape shape, String place) throws WeightsException {
        Object values = file.values(place, dataset);
        if (values instanceof float[] || !values.getClass().isArray() || Array.getLength(values) != shape.elements()) {
            return read(shape, place);
        }
        Tensor tensor = Tensor.zeros(shape);
        for (int i = 0; i < Array.getLength(values); i++) {
            if (!(Array.get(values, i) instanceof Number number)) {
                return read(shape, place);
            }
            tensor.set(i, number.floatValue());
        }
        return tensor;
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
