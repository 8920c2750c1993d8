package org.inception4j.vision;

/** What a file says about itself before anything is decoded; the size is as stored, before the orientation is applied. */
record ImageHeader(ImageFormat format, int width, int height) {
    long pixels() {
        return (long) width * height;
    }

    /** For messages: {@code 31 Mpx JPEG}, or {@code 640 x 480 JPEG} below one million pixels. */
    String describe() {
        return pixels() < 1_000_000
                ? "%d x %d %s".formatted(width, height, format)
                : "%d Mpx %s".formatted(Math.round(pixels() / 1e6), format);
    }
}
