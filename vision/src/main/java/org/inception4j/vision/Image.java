package org.inception4j.vision;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.ToIntFunction;

/**
 * A picture of 8-bit RGB: row after row from the top, in each row pixel after pixel, in each pixel red, green, blue. The array is
 * not copied; who changes it changes the picture.
 *
 * @param rgb width * height * 3 values
 */
public record Image(int width, int height, byte[] rgb) {
    static final int CHANNELS = 3;

    public Image {
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException(
                    "image: is %d x %d; give a width and a height of at least 1".formatted(width, height));
        }
        if (rgb.length != (long) width * height * CHANNELS) {
            throw new IllegalArgumentException("image: has %d values for %d x %d pixels; give %d"
                    .formatted(rgb.length, width, height, (long) width * height * CHANNELS));
        }
    }

    /** Reads a picture file within {@link ImageLimits#STANDARD}. */
    public static Image read(Path file) throws IOException {
        return read(file, ImageLimits.STANDARD);
    }

    /**
     * Reads JPEG, PNG, GIF (its first frame), WebP, BMP or TIFF and turns it upright by its EXIF orientation. Grey becomes equal
     * red, green and blue; CMYK is converted as Adobe stores it; an alpha channel is dropped, which leaves the colours under it; of
     * 16 bits the upper 8 are kept.
     *
     * @throws ImageException if the file is not there, is too big, is no picture, or is damaged or cut off
     */
    public static Image read(Path file, ImageLimits limits) throws IOException {
        return decode(PictureFile.read(file, limits), file.toString(), limits);
    }

    /**
     * Decodes the bytes of a picture file, see {@link #read(Path, ImageLimits)}.
     *
     * @param place what messages call the picture
     */
    public static Image decode(byte[] file, String place, ImageLimits limits) throws IOException {
        return decode(file, place, limits, _ -> Reduction.NONE);
    }

    /** At a part of its size; the limits are on the whole. */
    static Image read(Path file, ToIntFunction<ImageHeader> reduction) throws IOException {
        ImageLimits limits = ImageLimits.STANDARD;
        return decode(PictureFile.read(file, limits), file.toString(), limits, reduction);
    }

    private static Image decode(byte[] file, String place, ImageLimits limits, ToIntFunction<ImageHeader> reduction)
            throws IOException {
        limits.checkBytes(place, file.length);
        ImageHeader header = HeaderReader.read(file, place);
        limits.checkPixels(place, header);
        byte[] whole = Completeness.check(header, file, place);
        return OpenCv.decode(whole, reduction.applyAsInt(header))
                .orElseThrow(() -> new ImageException(
                        place, header.describe() + " cannot be decoded", "copy it again from its source"));
    }

    /** A copy of the picture; alpha is dropped, grey values are taken as they are stored. */
    public static Image of(BufferedImage picture) {
        return Pictures.fromAwt(picture);
    }

    public BufferedImage toBufferedImage() {
        return Pictures.toAwt(this);
    }

    /** The part whose upper left corner is (x, y). */
    public Image crop(int x, int y, int width, int height) {
        Region part = new Region(x, y, width, height);
        part.checkWithin(this.width, this.height);
        byte[] out = new byte[width * height * CHANNELS];
        for (int row = 0; row < height; row++) {
            System.arraycopy(
                    rgb, ((y + row) * this.width + x) * CHANNELS, out, row * width * CHANNELS, width * CHANNELS);
        }
        return new Image(width, height, out);
    }

    public void writePng(Path file) throws IOException {
        Files.write(file, OpenCv.encodePng(this));
    }

    /** @param quality 1 (small) to 100 (good) */
    public void writeJpeg(Path file, int quality) throws IOException {
        if (quality < 1 || quality > 100) {
            throw new IllegalArgumentException("quality: is %d; give 1 to 100".formatted(quality));
        }
        Files.write(file, OpenCv.encodeJpeg(this, quality));
    }

    /**
     * Loads the native decoder, which takes a few tenths of a second, once. The first picture does it otherwise; a program that
     * has something else to do meanwhile may call this from another thread before.
     */
    public static void prepare() {
        OpenCv.load();
    }

    /** Same size and same pixels. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Image image
                && width == image.width
                && height == image.height
                && Arrays.equals(rgb, image.rgb);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * width + height) + Arrays.hashCode(rgb);
    }

    @Override
    public String toString() {
        return "Image[%d x %d]".formatted(width, height);
    }
}
