package org.inception4j.vision;

import java.util.Locale;

/**
 * What a picture may cost. Both are checked before anything is decoded.
 *
 * @param maxPixels width times height, as the file's header states them
 * @param maxBytes size of the encoded file
 */
public record ImageLimits(long maxPixels, long maxBytes) {
    /** 50 million pixels, 256 MiB of file. */
    public static final ImageLimits STANDARD = new ImageLimits(50_000_000, 256L << 20);

    public ImageLimits {
        if (maxPixels < 1 || maxBytes < 1) {
            throw new IllegalArgumentException(
                    "image limits: are %d pixels and %d bytes; give at least 1 of each".formatted(maxPixels, maxBytes));
        }
        if (maxPixels > Integer.MAX_VALUE / 3) {
            throw new IllegalArgumentException(
                    "image limits: are %d pixels; give at most %d, the most that an array holds"
                            .formatted(maxPixels, Integer.MAX_VALUE / 3));
        }
        if (maxBytes > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException(
                    "image limits: are %d bytes; give at most %d, the most that an array holds"
                            .formatted(maxBytes, Integer.MAX_VALUE - 8));
        }
    }

    public ImageLimits withMaxPixels(long maxPixels) {
        return new ImageLimits(maxPixels, maxBytes);
    }

    public ImageLimits withMaxBytes(long maxBytes) {
        return new ImageLimits(maxPixels, maxBytes);
    }

    void checkBytes(String place, long bytes) throws ImageException {
        if (bytes > maxBytes) {
            throw new ImageException(
                    place,
                    "has %d bytes, more than the limit of %d".formatted(bytes, maxBytes),
                    "make it smaller or raise the limit");
        }
    }

    void checkPixels(String place, ImageHeader header) throws ImageException {
        if (header.pixels() > maxPixels) {
            throw new ImageException(
                    place,
                    "is a %d x %d %s, %s, more than the limit of %s"
                            .formatted(
                                    header.width(),
                                    header.height(),
                                    header.format(),
                                    megapixels(header.pixels()),
                                    megapixels(maxPixels)),
                    "make it smaller or raise the limit");
        }
    }

    private static String megapixels(long pixels) {
        if (pixels < 1_000_000) {
            return pixels + " pixels";
        }
        return pixels % 1_000_000 == 0
                ? "%d Mpx".formatted(pixels / 1_000_000)
                : String.format(Locale.ROOT, "%.1f Mpx", pixels / 1e6);
    }
}
