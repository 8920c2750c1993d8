package org.inception4j.vision;

import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Refuses files whose end is missing. Decoders fill up what is not there with grey or black and say nothing; a picture that is
 * half grey must not be learnt from. Bytes after the end are common and do no harm.
 */
final class Completeness {
    private static final int PNG_SIGNATURE = 8;
    private static final int PNG_CHUNK_OVERHEAD = 12;
    private static final int WEBP_HEADER = 8;

    private Completeness() {}

    /** The bytes to decode: the file, with its end marker if that alone is missing. */
    static byte[] check(ImageHeader header, byte[] file, String place) throws ImageException {
        if (header.format() == ImageFormat.JPEG) {
            JpegStream stream = JpegStream.of(file);
            return stream.hasEnd() ? file : withEnd(stream, header, file, place);
        }
        String problem = problem(header, file);
        if (!problem.isEmpty()) {
            throw cutOff(header, problem, place);
        }
        return file;
    }

    private static byte[] withEnd(JpegStream stream, ImageHeader header, byte[] file, String place)
            throws ImageException {
        if (!stream.hasAllRows()) {
            throw cutOff(header, stream.describeEnd(), place);
        }
        byte[] whole = Arrays.copyOf(file, file.length + 2);
        whole[file.length] = (byte) 0xFF;
        whole[file.length + 1] = (byte) 0xD9;
        return whole;
    }

    private static ImageException cutOff(ImageHeader header, String problem, String place) {
        return new ImageException(place, header.describe() + " " + problem, "copy it again from its source");
    }

    private static String problem(ImageHeader header, byte[] file) {
        try {
            return switch (header.format()) {
                case PNG -> png(Bytes.of(file, ByteOrder.BIG_ENDIAN));
                case WEBP -> webp(Bytes.of(file, ByteOrder.LITTLE_ENDIAN));
                case BMP -> bmp(Bytes.of(file, ByteOrder.LITTLE_ENDIAN), header);
                case GIF -> gif(Bytes.of(file, ByteOrder.LITTLE_ENDIAN));
                case TIFF, JPEG -> ""; // the decoder refuses the first, the second has been seen to
            };
        } catch (IndexOutOfBoundsException e) {
            return cutOff(file.length);
        }
    }

    private static String png(Bytes bytes) {
        long at = PNG_SIGNATURE;
        while (at + PNG_CHUNK_OVERHEAD <= bytes.length()) {
            if (bytes.text((int) at + 4, 4).equals("IEND")) {
                return "";
            }
            at += PNG_CHUNK_OVERHEAD + bytes.u32((int) at);
        }
        return cutOff(bytes.length());
    }

    private static String webp(Bytes bytes) {
        return WEBP_HEADER + bytes.u32(4) > bytes.length() ? cutOff(bytes.length()) : "";
    }

    private static String bmp(Bytes bytes, ImageHeader header) {
        boolean os2 = bytes.i32(14) == 12;
        boolean plain = os2 || bytes.i32(30) == 0 || bytes.i32(30) == 3;
        if (!plain) {
            return ""; // run lengths: the decoder refuses what is missing
        }
        int bits = os2 ? bytes.u16(24) : bytes.u16(28);
        long rowBytes = ((long) header.width() * bits + 31) / 32 * 4;
        long there = Math.max(0, (bytes.length() - bytes.u32(10)) / Math.max(1, rowBytes));
        return there < header.height() ? "is cut off after %d of %d rows".formatted(there, header.height()) : "";
    }

    /** Walks the blocks up to the end of the first frame. */
    private static String gif(Bytes bytes) {
        int at = 13 + colourTable(bytes.u8(10));
        while (bytes.u8(at) == '!') {
            at = gifBlocks(bytes, at + 2);
        }
        if (bytes.u8(at) != ',') {
            return "has no picture in it";
        }
        gifBlocks(bytes, at + 11 + colourTable(bytes.u8(at + 9)));
        return "";
    }

    private static int colourTable(int flags) {
        return (flags & 0x80) == 0 ? 0 : 3 << (flags & 7) + 1;
    }

    /** The place after a chain of blocks, each with its length in front; the last is empty. */
    private static int gifBlocks(Bytes bytes, int from) {
        int at = from;
        while (bytes.u8(at) != 0) {
            at += 1 + bytes.u8(at);
        }
        return at + 1;
    }

    private static String cutOff(int bytes) {
        return "is cut off after %d bytes".formatted(bytes);
    }
}
