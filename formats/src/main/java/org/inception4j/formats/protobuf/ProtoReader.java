package org.inception4j.formats.protobuf;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * A message in memory, read field by field without copies; every length is held against what is left of it. The library that writes
 * such files would copy them, or reach for sun.misc.Unsafe. What is wrong ends in a {@link DamagedMessageException}.
 */
public final class ProtoReader {
    private static final int VARINT = 0;
    private static final int EIGHT_BYTES = 1;
    private static final int BYTES = 2;
    private static final int FOUR_BYTES = 5;

    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private final MemorySegment bytes;
    private final long end;
    private long at;
    private int wire;

    public ProtoReader(MemorySegment message) {
        this(message, 0, message.byteSize());
    }

    private ProtoReader(MemorySegment bytes, long begin, long end) {
        this.bytes = bytes;
        this.at = begin;
        this.end = end;
    }

    /** The number of the next field, 0 at the end; its value must be read or skipped before the next call. */
    public int next() {
        if (atEnd()) {
            return 0;
        }
        long tag = varint();
        wire = (int) (tag & 7);
        if (tag >>> 3 == 0 || tag >>> 3 > Integer.MAX_VALUE) {
            throw new DamagedMessageException("a field has the number " + (tag >>> 3));
        }
        return (int) (tag >>> 3);
    }

    public boolean atEnd() {
        return at == end;
    }

    /** How many bytes lie before what is read next, in the outermost message. */
    public long position() {
        return at;
    }

    /** Whether the value is text, a message or a list of numbers. */
    public boolean hasLength() {
        return wire == BYTES;
    }

    /** A number, however it is written; of a float the bits. */
    public long number() {
        return switch (wire) {
            case VARINT -> varint();
            case EIGHT_BYTES -> fixed64();
            case FOUR_BYTES -> fixed32();
            default -> throw new DamagedMessageException("there is no number where one must be");
        };
    }

    /** A whole number or truth value. */
    public long whole() {
        require(VARINT, "there is no whole number where one must be");
        return varint();
    }

    public float float32() {
        require(FOUR_BYTES, "there is no float where one must be");
        return Float.intBitsToFloat((int) fixed32());
    }

    public double float64() {
        require(EIGHT_BYTES, "there is no double where one must be");
        return Double.longBitsToDouble(fixed64());
    }

    /** The bytes of a value that has a length: a part of the message. */
    public MemorySegment bytes() {
        long length = length();
        return bytes.asSlice(at - length, length);
    }

    /** The value as a message of its own. */
    public ProtoReader message() {
        long length = length();
        return new ProtoReader(bytes, at - length, at);
    }

    public String text() {
        ByteBuffer text = ByteBuffer.wrap(bytes().toArray(ValueLayout.JAVA_BYTE));
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(text).toString();
        } catch (CharacterCodingException _) {
            throw new DamagedMessageException("a text is none");
        }
    }

    public void skip() {
        if (wire == BYTES) {
            length();
        } else {
            number();
        }
    }

    /** Seven bits a byte, the lowest first; a set eighth bit says that there are more. */
    public long varint() {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            byte next = bytes.get(ValueLayout.JAVA_BYTE, take(1));
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new DamagedMessageException("a number does not end");
    }

    public long fixed32() {
        return Integer.toUnsignedLong(bytes.get(INT, take(Integer.BYTES)));
    }

    public long fixed64() {
        return bytes.get(LONG, take(Long.BYTES));
    }

    /** Goes on to behind the value. */
    private long length() {
        require(BYTES, "there is a number where a message or text must be");
        long length = varint();
        take(length);
        return length;
    }

    private void require(int wanted, String problem) {
        if (wire != wanted) {
            throw new DamagedMessageException(problem);
        }
    }

    /** Where the bytes begin. */
    private long take(long count) {
        if (count < 0 || count > end - at) {
            throw new DamagedMessageException("%d bytes must follow and there are %d".formatted(count, end - at));
        }
        at += count;
        return at - count;
    }
}
