package org.inception4j.formats.numpy;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.inception4j.formats.FormatException;

/** The beginning of a {@code .npy} file: a signature, a version from 1.0 to 3.0, and the header's length and text. */
record ArrayFile(ArrayHeader header, int dataBegin) {
    private static final ValueLayout.OfShort SHORT =
            ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    static final byte[] SIGNATURE = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};

    private static final int VERSION_AT = SIGNATURE.length;
    private static final int LENGTH_AT = VERSION_AT + 2;

    /** NumPy itself asks before it reads more than 10,000. */
    private static final int MAX_HEADER_BYTES = 1 << 16;

    /** No array's numbers begin later. */
    static final int MOST_BYTES = LENGTH_AT + Integer.BYTES + MAX_HEADER_BYTES;

    static boolean begins(MemorySegment head) {
        return head.byteSize() >= SIGNATURE.length
                && head.asSlice(0, SIGNATURE.length).mismatch(MemorySegment.ofArray(SIGNATURE)) == -1;
    }

    /** @param bytes the whole file, or its first {@link #MOST_BYTES} */
    static ArrayFile of(MemorySegment bytes, String place) throws FormatException {
        requireBytes(bytes, VERSION_AT + 2, place);
        if (!begins(bytes)) {
            throw new FormatException(place, "is no array of NumPy", "give what numpy.save wrote");
        }
        int version = bytes.get(ValueLayout.JAVA_BYTE, VERSION_AT);
        int minor = bytes.get(ValueLayout.JAVA_BYTE, VERSION_AT + 1);
        if (version < 1 || version > 3 || minor != 0) {
            throw new FormatException(
                    place, "has the version %d.%d".formatted(version, minor), "give one of 1.0, 2.0, 3.0");
        }
        int textBegin = LENGTH_AT + (version == 1 ? Short.BYTES : Integer.BYTES);
        int dataBegin = textBegin + textLength(bytes, version, place);
        requireBytes(bytes, dataBegin, place);
        byte[] text = bytes.asSlice(textBegin, dataBegin - textBegin).toArray(ValueLayout.JAVA_BYTE);
        ArrayHeader header = HeaderText.parse(
                new String(text, version == 3 ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1), place);
        header.elements(place);
        return new ArrayFile(header, dataBegin);
    }

    private static int textLength(MemorySegment bytes, int version, String place) throws FormatException {
        requireBytes(bytes, LENGTH_AT + (version == 1 ? Short.BYTES : Integer.BYTES), place);
        long length = version == 1
                ? Short.toUnsignedInt(bytes.get(SHORT, LENGTH_AT))
                : Integer.toUnsignedLong(bytes.get(INT, LENGTH_AT));
        if (length > MAX_HEADER_BYTES) {
            throw new FormatException(
                    place,
                    "its header has %d bytes".formatted(length),
                    "give an array; a header has at most %d".formatted(MAX_HEADER_BYTES));
        }
        return (int) length;
    }

    private static void requireBytes(MemorySegment bytes, int needed, String place) throws FormatException {
        if (bytes.byteSize() < needed) {
            throw new FormatException(place, "ends in its header", "it is cut off; copy it again");
        }
    }
}
