package org.inception4j.formats.safetensors;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.inception4j.formats.FormatException;
import org.inception4j.formats.json.JsonValue;
import org.inception4j.model.Shape;

/**
 * What the header says of one tensor, checked by itself: its bytes are as many as its shape needs.
 *
 * @param begin first byte, counted from the end of the header
 * @param end the byte after the last
 */
record TensorHeader(String name, ElementType type, Shape shape, long begin, long end) {
    private static final Set<String> FIELDS = Set.of("dtype", "shape", "data_offsets");

    static TensorHeader of(String name, JsonValue json) throws FormatException {
        json.checkFields(FIELDS);
        ElementType type = type(json.field("dtype"));
        Shape shape = shape(json.field("shape"));
        List<JsonValue> offsets = json.field("data_offsets").elements();
        if (offsets.size() != 2) {
            throw json.field("data_offsets")
                    .refused("has %d numbers".formatted(offsets.size()), "give the begin and the end");
        }
        TensorHeader header = new TensorHeader(
                name, type, shape, offsets.getFirst().int64(), offsets.getLast().int64());
        header.checkLength(json);
        return header;
    }

    long bytes() {
        return end - begin;
    }

    private void checkLength(JsonValue json) throws FormatException {
        long needed = neededBytes(json);
        if (begin < 0 || end < begin || end - begin != needed) {
            throw json.refused(
                    "data_offsets are %d and %d, and %s of %s needs %d bytes"
                            .formatted(begin, end, shape, type, needed),
                    "give a file that was written whole");
        }
    }

    private long neededBytes(JsonValue json) throws FormatException {
        try {
            return Math.multiplyExact(shape.elements(), type.bytes());
        } catch (ArithmeticException _) {
            throw json.refused(
                    "the shape %s has more numbers than can be counted".formatted(shape),
                    "give a file that was written whole");
        }
    }

    private static ElementType type(JsonValue json) throws FormatException {
        String name = json.string();
        return ElementType.named(name)
                .orElseThrow(() -> json.refused(
                        "is %s, which is not read".formatted(name),
                        "convert it to one of " + String.join(", ", ElementType.names())));
    }

    private static Shape shape(JsonValue json) throws FormatException {
        List<Integer> sizes = new ArrayList<>();
        for (JsonValue size : json.elements()) {
            sizes.add(size.int32());
            if (sizes.getLast() < 1) {
                throw size.refused("is %d".formatted(sizes.getLast()), "leave tensors without numbers out");
            }
        }
        return new Shape(sizes);
    }
}
