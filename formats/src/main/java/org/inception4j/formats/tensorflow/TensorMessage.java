package org.inception4j.formats.tensorflow;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.inception4j.formats.NumberType;
import org.inception4j.formats.TensorEntry;
import org.inception4j.formats.WeightsException;
import org.inception4j.formats.protobuf.ProtoReader;
import org.inception4j.model.Shape;
import org.inception4j.tensor.Tensor;

/**
 * The message {@code TensorProto}: numbers as bytes, or one by one as numbers of a wider type, of which the last stands for all that
 * are not written.
 *
 * @param type number of TensorFlow's {@code DataType}
 * @param message with the numbers, a part of the file
 * @param most bytes that the tensor may take
 */
record TensorMessage(int type, List<Long> sizes, MemorySegment message, long most) {
    private static final int TYPE = 1;
    private static final int SHAPE = 2;
    private static final int CONTENT = 4;

    /** As in other compressed files: a small one may not fill the memory. */
    private static final long FREE_BYTES = 64L << 20;

    private static final long MOST_FOLD = 100;

    TensorMessage {
        sizes = List.copyOf(sizes);
    }

    /** @param fileBytes the size of the whole file */
    static TensorMessage of(MemorySegment message, long fileBytes) {
        ProtoReader in = new ProtoReader(message);
        int type = 0;
        List<Long> sizes = List.of();
        for (int field = in.next(); field != 0; field = in.next()) {
            switch (field) {
                case TYPE -> type = (int) in.number();
                case SHAPE -> sizes = sizes(in.message());
                default -> in.skip();
            }
        }
        return new TensorMessage(type, sizes, message, most(fileBytes));
    }

    /** What a tensor of a file may take. */
    static long most(long fileBytes) {
        return Math.max(FREE_BYTES, MOST_FOLD * fileBytes);
    }

    /** The message {@code TensorShapeProto}. */
    static List<Long> sizes(ProtoReader in) {
        List<Long> sizes = new ArrayList<>();
        for (int field = in.next(); field != 0; field = in.next()) {
            if (field == 2) {
                sizes.add(size(in.message()));
            } else {
                in.skip();
            }
        }
        return sizes;
    }

    private static long size(ProtoReader in) {
        long size = 0;
        for (int field = in.next(); field != 0; field = in.next()) {
            if (field == 1) {
                size = in.number();
            } else {
                in.skip();
            }
        }
        return size;
    }

    TensorEntry entry(String name) {
        return new TensorEntry(name, DataType.name(type), sizes);
    }

    /** @param place of the tensor, for messages */
    Tensor read(String place) throws IOException {
        NumberType numbers = Numbers.type(place, type);
        Shape shape = Numbers.shape(place, sizes);
        if (shape.elements() * Math.max(numbers.bytes(), Float.BYTES) > most) {
            throw new WeightsException(
                    place,
                    "has the sizes %s, which are %d bytes, in a file that justifies %d"
                            .formatted(sizes, shape.elements() * Float.BYTES, most),
                    "give a file that TensorFlow wrote");
        }
        try {
            return read(numbers, shape);
        } catch (IllegalArgumentException wrong) {
            throw new WeightsException(
                    place,
                    "is damaged (%s)".formatted(wrong.getMessage()),
                    "give the file that TensorFlow wrote, whole");
        }
    }

    private Tensor read(NumberType numbers, Shape shape) {
        ProtoReader in = new ProtoReader(message);
        Values values = new Values(type, Tensor.zeros(shape));
        for (int field = in.next(); field != 0; field = in.next()) {
            if (field == CONTENT) {
                MemorySegment content = in.bytes();
                if (content.byteSize() > 0) {
                    return numbers.tensor(shape, whole(content, numbers, shape), ByteOrder.LITTLE_ENDIAN);
                }
            } else if (field > CONTENT) {
                values.read(in);
            } else {
                in.skip();
            }
        }
        return values.filled();
    }

    private static MemorySegment whole(MemorySegment content, NumberType numbers, Shape shape) {
        long needed = shape.elements() * numbers.bytes();
        if (content.byteSize() != needed) {
            throw new IllegalArgumentException("it needs %d bytes and has %d".formatted(needed, content.byteSize()));
        }
        return content;
    }

    /** Numbers one by one. */
    private static final class Values {
        private final int type;
        private final Tensor tensor;
        private long count;

        Values(int type, Tensor tensor) {
            this.type = type;
            this.tensor = tensor;
        }

        /** A field with one number, or many if they are packed. */
        void read(ProtoReader in) {
            boolean four = type == 1;
            boolean eight = type == 2;
            if (!in.hasLength()) {
                add(in.number());
                return;
            }
            ProtoReader packed = in.message();
            while (!packed.atEnd()) {
                add(four ? packed.fixed32() : eight ? packed.fixed64() : packed.varint());
            }
        }

        private void add(long bits) {
            if (count == tensor.size()) {
                throw new IllegalArgumentException("it has more numbers than its sizes say");
            }
            tensor.set(
                    count++,
                    switch (type) {
                        case 1 -> Float.intBitsToFloat((int) bits);
                        case 2 -> (float) Double.longBitsToDouble(bits);
                        case 14 -> Float.intBitsToFloat((int) bits << 16);
                        case 19 -> Float.float16ToFloat((short) bits);
                        default -> bits;
                    });
        }

        Tensor filled() {
            float last = count == 0 ? 0 : tensor.get(count - 1);
            for (long i = count; i < tensor.size(); i++) {
                tensor.set(i, last);
            }
            return tensor;
        }
    }
}
