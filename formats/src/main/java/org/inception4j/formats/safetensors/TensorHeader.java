package org.inception4j.formats.safetensors;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.inception4j.formats.FormatException;
import org.inception4j.formats.NumberType;
import org.inception4j.formats.TensorEntry;
import org.inception4j.formats.WeightsException;
import org.inception4j.formats.json.JsonValue;
import org.inception4j.model.Shape;
import org.inception4j.tensor.Tensor;

/**
 * What the header says of one tensor, checked by itself: its bytes are as many as its shape needs.
 *
 * @param begin first byte, counted from the end of the header
 * @param end the byte after the last
 */
record TensorHeader(String name, ElementType type, List<Integer> sizes, long begin, long end) {
    private static final Set<String> FIELDS = Set.of("dtype", "shape", "data_offsets");

    static TensorHeader of(String name, JsonValue json) throws FormatException {
        json.checkFields(FIELDS);
        ElementType type = type(json.field("dtype"));
        List<Integer> sizes = sizes(json.field("shape"));
        List<JsonValue> offsets = json.field("data_offsets").elements();
        if (offsets.size() != 2) {
            throw json.field("data_offsets")
                    .refused("has %d numbers".formatted(offsets.size()), "give the begin and the end");
        }
        TensorHeader header = new TensorHeader(
                name, type, sizes, offsets.getFirst().int64(), offsets.getLast().int64());
        header.checkLength(json);
        return header;
    }

    /** The first in the file first; of those without numbers, which begin together, the one that ends first. */
    int compareByPlace(TensorHeader other) {
        int byBegin = Long.compare(begin, other.begin);
        return byBegin != 0 ? byBegin : Long.compare(end, other.end);
    }

    long bytes() {
        return end - begin;
    }

    TensorEntry entry() {
        return new TensorEntry(
                name, type.name(), sizes.stream().map(Integer::longValue).toList());
    }

    /**
     * The numbers as float32; of F32 the file's own memory.
     *
     * @param data what stands after the header
     */
    Tensor tensor(MemorySegment data, Shape shape, String place) throws WeightsException {
        NumberType numbers = type.numbers()
                .orElseThrow(() -> new WeightsException(
                        place + ", " + name + ".dtype",
                        "is %s, which is not read".formatted(type),
                        "convert it to one of " + ElementType.floats()));
        return numbers.tensor(shape, data.asSlice(begin, bytes()), ByteOrder.LITTLE_ENDIAN);
    }

    /** The sizes; a tensor without numbers has no shape here. */
    Shape shape(String place) throws WeightsException {
        if (sizes.contains(0)) {
            throw new WeightsException(
                    "%s, %s.shape[%d]".formatted(place, name, sizes.indexOf(0)),
                    "is 0",
                    "leave tensors without numbers out");
        }
        return new Shape(sizes);
    }

    private void checkLength(JsonValue json) throws FormatException {
        long needed = neededBytes(json);
        if (begin < 0 || end < begin || end - begin != needed) {
            throw json.refused(
                    "data_offsets are %d and %d, and %s of %s needs %d bytes"
                            .formatted(begin, end, shown(), type, needed),
                    "give a file that was written whole");
        }
    }

    private long neededBytes(JsonValue json) throws FormatException {
        try {
            return sizes.stream().mapToLong(Integer::longValue).reduce(type.bytes(), Math::multiplyExact);
        } catch (ArithmeticException _) {
            throw json.refused(
                    "the shape %s has more numbers than can be counted".formatted(shown()),
                    "give a file that was written whole");
        }
    }

    private String shown() {
        return sizes.contains(0) ? sizes.toString() : new Shape(sizes).toString();
    }

    private static ElementType type(JsonValue json) throws FormatException {
        String name = json.string();
        return ElementType.named(name)
                .orElseThrow(() -> json.refused(
                        "is %s, which is not known".formatted(name), "convert it to one of " + ElementType.floats()));
    }

    private static List<Integer> sizes(JsonValue json) throws FormatException {
        List<Integer> sizes = new ArrayList<>();
        for (JsonValue size : json.elements()) {
            sizes.add(size.int32());
            if (sizes.getLast() < 0) {
                throw size.refused("is %d".formatted(sizes.getLast()), "give a file that was written whole");
            }
        }
        return List.copyOf(sizes);
    }
}
