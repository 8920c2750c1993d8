package org.inception4j.vision;

import java.nio.ByteOrder;

/** Reads width and height out of the first bytes of a file, decoding nothing. */
final class HeaderReader {
    private static final int TIFF_WIDTH = 256;
    private static final int TIFF_HEIGHT = 257;
    private static final int TIFF_SHORT = 3;

    private HeaderReader() {}

    static ImageHeader read(byte[] file, String place) throws ImageException {
        if (file.length == 0) {
            throw new ImageException(place, "is empty (0 bytes)", "copy it again from its source");
        }
        ImageFormat format = ImageFormat.of(file)
                .orElseThrow(
                        () -> new ImageException(place, ImageFormat.describeOther(file), "give " + ImageFormat.LIST));
        ImageHeader header = readSize(format, file, place);
        if (header.width() < 1 || header.height() < 1) {
            throw new ImageException(
                    place,
                    "%s header says %d x %d".formatted(format, header.width(), header.height()),
                    "copy it again from its source");
        }
        return header;
    }

    private static ImageHeader readSize(ImageFormat format, byte[] file, String place) throws ImageException {
        try {
            return switch (format) {
                case JPEG -> JpegStream.header(file);
                case PNG -> png(Bytes.of(file, ByteOrder.BIG_ENDIAN));
                case GIF -> gif(Bytes.of(file, ByteOrder.LITTLE_ENDIAN));
                case WEBP -> webp(Bytes.of(file, ByteOrder.LITTLE_ENDIAN));
                case BMP -> bmp(Bytes.of(file, ByteOrder.LITTLE_ENDIAN));
                case TIFF -> tiff(Bytes.of(file, file[0] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN));
            };
        } catch (IndexOutOfBoundsException e) {
            throw new ImageException(
                    place,
                    "%s is cut off inside its header (%d bytes)".formatted(format, file.length),
                    "copy it again from its source",
                    e);
        }
    }

    private static ImageHeader png(Bytes bytes) {
        return new ImageHeader(ImageFormat.PNG, bytes.i32(16), bytes.i32(20));
    }

    private static ImageHeader gif(Bytes bytes) {
        return new ImageHeader(ImageFormat.GIF, bytes.u16(6), bytes.u16(8));
    }

    private static ImageHeader webp(Bytes bytes) {
        String kind = bytes.text(12, 4);
        if (kind.equals("VP8X")) {
            return new ImageHeader(ImageFormat.WEBP, bytes.u24(24) + 1, bytes.u24(27) + 1);
        }
        if (kind.equals("VP8L")) {
            int packed = bytes.i32(21);
            return new ImageHeader(ImageFormat.WEBP, (packed & 0x3fff) + 1, (packed >>> 14 & 0x3fff) + 1);
        }
        return new ImageHeader(ImageFormat.WEBP, bytes.u16(26) & 0x3fff, bytes.u16(28) & 0x3fff);
    }

    private static ImageHeader bmp(Bytes bytes) {
        boolean os2 = bytes.i32(14) == 12;
        return os2
                ? new ImageHeader(ImageFormat.BMP, bytes.u16(18), bytes.u16(20))
                : new ImageHeader(ImageFormat.BMP, bytes.i32(18), Math.abs(bytes.i32(22))); // negative: top row first
    }

    private static ImageHeader tiff(Bytes bytes) {
        int directory = Math.toIntExact(Math.min(bytes.u32(4), Integer.MAX_VALUE - 2));
        int entries = bytes.u16(directory);
        int width = 0;
        int height = 0;
        for (int entry = 0; entry < entries; entry++) {
            int at = directory + 2 + 12 * entry;
            int value = bytes.u16(at + 2) == TIFF_SHORT ? bytes.u16(at + 8) : bytes.i32(at + 8);
            switch (bytes.u16(at)) {
                case TIFF_WIDTH -> width = value;
                case TIFF_HEIGHT -> height = value;
                default -> {}
            }
        }
        return new ImageHeader(ImageFormat.TIFF, width, height);
    }
}
