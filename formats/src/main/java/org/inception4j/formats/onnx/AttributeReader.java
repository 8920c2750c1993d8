package org.inception4j.formats.onnx;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.inception4j.formats.onnx.Fields.OfAttribute;
import org.inception4j.formats.onnx.Fields.OfEntry;
import org.inception4j.formats.onnx.Fields.OfTensor;
import org.inception4j.formats.protobuf.MessageReader;

/** The messages {@code AttributeProto} and {@code TensorProto}. */
final class AttributeReader {
    /** Of numbers that are written one by one with a length of their own; weights stand in one piece. */
    private static final int MAX_NUMBERS = 1 << 20;

    private static final int EXTERNAL = 1;
    private static final int MAX_ATTRIBUTES = 256;

    private final MessageReader reader;

    AttributeReader(MessageReader reader) {
        this.reader = reader;
    }

    void readInto(Map<String, Attribute> attributes) throws IOException {
        String[] name = {""};
        Attribute[] value = {null};
        List<Long> wholes = new ArrayList<>();
        List<Float> reals = new ArrayList<>();
        reader.nested(number -> {
            switch (number) {
                case OfAttribute.NAME -> name[0] = reader.text();
                case OfAttribute.F -> value[0] = new Attribute.Real(reader.float32());
                case OfAttribute.I -> value[0] = new Attribute.Whole(reader.whole());
                case OfAttribute.S -> value[0] = new Attribute.Text(latin(reader.bytes()));
                case OfAttribute.T -> value[0] = new Attribute.Numbers(tensor());
                case OfAttribute.INTS -> reader.wholes(wholes);
                case OfAttribute.FLOATS -> reader.floats(reals);
                default -> reader.skip();
            }
        });
        if (attributes.size() < MAX_ATTRIBUTES) {
            attributes.put(name[0], value[0] != null ? value[0] : list(wholes, reals));
        }
    }

    private static Attribute list(List<Long> wholes, List<Float> reals) {
        if (!wholes.isEmpty()) {
            return new Attribute.Wholes(List.copyOf(wholes));
        }
        return reals.isEmpty() ? new Attribute.Other() : new Attribute.Reals(List.copyOf(reals));
    }

    /** Bytes that are words in all known attributes. */
    private static String latin(MemorySegment bytes) {
        return new String(bytes.toArray(ValueLayout.JAVA_BYTE), StandardCharsets.ISO_8859_1);
    }

    GraphTensor tensor() throws IOException {
        Parts parts = new Parts();
        reader.nested(number -> {
            switch (number) {
                case OfTensor.DIMS -> reader.wholes(parts.sizes);
                case OfTensor.DATA_TYPE -> parts.type = reader.whole();
                case OfTensor.NAME -> parts.name = reader.text();
                case OfTensor.RAW_DATA -> parts.raw = reader.bytes();
                case OfTensor.FLOAT_DATA, OfTensor.DOUBLE_DATA -> fixed(parts);
                case OfTensor.INT32_DATA, OfTensor.INT64_DATA -> reader.wholes(value -> wholes(parts, value));
                case OfTensor.EXTERNAL_DATA -> external(parts);
                case OfTensor.DATA_LOCATION -> parts.external = reader.whole() == EXTERNAL;
                default -> reader.skip();
            }
        });
        return parts.tensor(reader);
    }

    /** In one piece, as all writers have it. */
    private void fixed(Parts parts) throws IOException {
        if (!reader.hasLength() || parts.raw != null) {
            throw reader.refused(
                    "has the numbers of a tensor in several pieces, which is not read", "save it again with onnx");
        }
        parts.raw = reader.bytes();
    }

    private void wholes(Parts parts, long value) throws IOException {
        if (parts.count++ == MAX_NUMBERS) {
            throw reader.refused(
                    "has more than %d numbers one by one in a tensor".formatted(MAX_NUMBERS),
                    "save it again with raw data");
        }
        int bytes = DataType.of(parts.type).map(type -> type.numbers().bytes()).orElse(Long.BYTES);
        for (int i = 0; i < bytes; i++) {
            parts.gathered.write((int) (value >>> Byte.SIZE * i));
        }
    }

    private void external(Parts parts) throws IOException {
        String[] entry = {"", ""};
        reader.nested(number -> {
            switch (number) {
                case OfEntry.KEY -> entry[0] = reader.text();
                case OfEntry.VALUE -> entry[1] = reader.text();
                default -> reader.skip();
            }
        });
        parts.entries.put(entry[0], entry[1]);
    }

    /** A tensor's fields, in whichever order they come. */
    private static final class Parts {
        private final List<Long> sizes = new ArrayList<>();
        private final ByteArrayOutputStream gathered = new ByteArrayOutputStream();
        private final Map<String, String> entries = new HashMap<>();
        private String name = "";
        private long type;
        private MemorySegment raw;
        private int count;
        private boolean external;

        GraphTensor tensor(MessageReader reader) throws IOException {
            return new GraphTensor(name, type, sizes, content(reader));
        }

        private GraphTensor.Content content(MessageReader reader) throws IOException {
            if (external) {
                return new GraphTensor.External(
                        entries.getOrDefault("location", ""),
                        number(reader, "offset", 0),
                        number(reader, "length", -1));
            }
            return new GraphTensor.Raw(raw != null ? raw : MemorySegment.ofArray(gathered.toByteArray()));
        }

        private long number(MessageReader reader, String key, long absent) throws IOException {
            String text = entries.get(key);
            if (text == null) {
                return absent;
            }
            try {
                return Long.parseLong(text);
            } catch (NumberFormatException _) {
                throw reader.refused(
                        "the %s of the tensor %s is \"%s\" and no number".formatted(key, name, text),
                        "export it again");
            }
        }
    }
}
