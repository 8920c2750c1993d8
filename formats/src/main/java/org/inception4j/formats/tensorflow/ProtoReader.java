package org.inception4j.formats.tensorflow;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * A protocol buffer in mapped memory, read field by field without copies; every length is held against what is left of it. What
 * is wrong ends in an {@link IllegalArgumentException}.
 */
final class ProtoReader {
    private static final int VARINT = 0;
    private static final int EIGHT_BYTES = 1;
    private static final int BYTES = 2;
    private static final int FOUR_BYTES = 5;

    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private final MemorySegment message;
    private long at;
    private int wire;

    ProtoReader(MemorySegment message) {
        this.message = message;
    }

    /** The number of the next field, 0 at the end; its value must be read or skipped before the next call. */
    int next() {
        if (at == message.byteSize()) {
            return 0;
        }
        long tag = varint();
        wire = (int) (tag & 7);
        if (tag >>> 3 == 0 || tag >>> 3 > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("a field has the number " + (tag >>> 3));
        }
        return (int) (tag >>> 3);
    }

    boolean atEnd() {
        return at == message.byteSize();
    }

    /** Whether the value is text, a message or a list of numbers. */
    boolean hasLength() {
        return wire == BYTES;
    }

    /** A number; of a float the bits. */
    long number() {
        return switch (wire) {
            case VARINT -> varint();
            case EIGHT_BYTES -> fixed64();
            case FOUR_BYTES -> fixed32();
            default -> throw new IllegalArgumentException("there is no number where one must be");
        };
    }

    /** The bytes of a value that has a length: a part of the message. */
    MemorySegment bytes() {
        if (wire != BYTES) {
            throw new IllegalArgumentException("there is a number where a message or text must be");
        }
        return take(varint());
    }

    ProtoReader message() {
        return new ProtoReader(bytes());
    }

    String text() {
        return new String(bytes().toArray(ValueLayout.JAVA_BYTE), StandardCharsets.UTF_8);
    }

    void skip() {
        if (wire == BYTES) {
            bytes();
        } else {
            number();
        }
    }

    /** Seven bits a byte, the lowest first; a set eighth bit says that there are more. */
    long varint() {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            byte next = take(1).get(ValueLayout.JAVA_BYTE, 0);
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new IllegalArgumentException("a number does not end");
    }

    long fixed32() {
        return Integer.toUnsignedLong(take(Integer.BYTES).get(INT, 0));
    }

    long fixed64() {
        return take(Long.BYTES).get(LONG, 0);
    }

    private MemorySegment take(long count) {
        if (count < 0 || count > message.byteSize() - at) {
            throw new IllegalArgumentException(
                    "%d bytes must follow and there are %d".formatted(count, message.byteSize() - at));
        }
        at += count;
        return message.asSlice(at - count, count);
    }
}
