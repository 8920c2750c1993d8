package org.inception4j.formats.numpy;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.inception4j.formats.FormatException;

/** The beginning of a {@code .npy} file: a signature, a version from 1.0 to 3.0, and the header's length and text. */
record ArrayFile(ArrayHeader header, int dataBegin) {
    static final byte[] SIGNATURE = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};

    /** NumPy itself asks before it reads more than 10,000. */
    private static final int MAX_HEADER_BYTES = 1 << 16;

    /** Reads up to the numbers. */
    static ArrayFile begin(InputStream in, String place) throws IOException {
        byte[] start = bytes(in, SIGNATURE.length + 2, place);
        if (!Arrays.equals(start, 0, SIGNATURE.length, SIGNATURE, 0, SIGNATURE.length)) {
            throw new FormatException(place, "is no array of NumPy", "give what numpy.save wrote");
        }
        int version = start[SIGNATURE.length];
        if (version < 1 || version > 3 || start[SIGNATURE.length + 1] != 0) {
            throw new FormatException(
                    place,
                    "has the version %d.%d".formatted(version, start[SIGNATURE.length + 1]),
                    "give one of 1.0, 2.0, 3.0");
        }
        int lengthBytes = version == 1 ? 2 : 4;
        int length = length(bytes(in, lengthBytes, place), place);
        String text = new String(
                bytes(in, length, place), version == 3 ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1);
        ArrayHeader header = HeaderText.parse(text, place);
        header.elements(place);
        return new ArrayFile(header, start.length + lengthBytes + length);
    }

    private static int length(byte[] bytes, String place) throws FormatException {
        ByteBuffer number = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        long length =
                bytes.length == 2 ? Short.toUnsignedInt(number.getShort()) : Integer.toUnsignedLong(number.getInt());
        if (length > MAX_HEADER_BYTES) {
            throw new FormatException(
                    place,
                    "its header has %d bytes".formatted(length),
                    "give an array; a header has at most %d".formatted(MAX_HEADER_BYTES));
        }
        return (int) length;
    }

    private static byte[] bytes(InputStream in, int count, String place) throws IOException {
        try {
            byte[] bytes = in.readNBytes(count);
            if (bytes.length == count) {
                return bytes;
            }
        } catch (EOFException _) {
            // said below
        }
        throw new FormatException(place, "ends in its header", "it is cut off; copy it again");
    }
}
