package org.inception4j.vision;

import java.awt.image.BufferedImage;
import java.awt.image.Raster;

/** Between {@link Image} and the JDK's pictures. */
final class Pictures {
    private Pictures() {}

    static Image fromAwt(BufferedImage picture) {
        return switch (picture.getType()) {
            // getRGB would take these for linear light and brighten them
            case BufferedImage.TYPE_BYTE_GRAY -> fromGrey(picture, 0);
            case BufferedImage.TYPE_USHORT_GRAY -> fromGrey(picture, 8);
            default -> fromRgb(picture);
        };
    }

    static BufferedImage toAwt(Image image) {
        BufferedImage picture = new BufferedImage(image.width(), image.height(), BufferedImage.TYPE_INT_RGB);
        byte[] rgb = image.rgb();
        int[] row = new int[image.width()];
        for (int y = 0; y < image.height(); y++) {
            for (int x = 0; x < row.length; x++) {
                int at = (y * row.length + x) * Image.CHANNELS;
                row[x] = (rgb[at] & 0xff) << 16 | (rgb[at + 1] & 0xff) << 8 | rgb[at + 2] & 0xff;
            }
            picture.setRGB(0, y, row.length, 1, row, 0, row.length);
        }
        return picture;
    }

    private static Image fromGrey(BufferedImage picture, int shift) {
        Raster raster = picture.getRaster();
        int[] grey = raster.getSamples(0, 0, picture.getWidth(), picture.getHeight(), 0, (int[]) null);
        byte[] rgb = new byte[grey.length * Image.CHANNELS];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) (grey[i / Image.CHANNELS] >> shift);
        }
        return new Image(picture.getWidth(), picture.getHeight(), rgb);
    }

    private static Image fromRgb(BufferedImage picture) {
        int width = picture.getWidth();
        byte[] rgb = new byte[width * picture.getHeight() * Image.CHANNELS];
        int[] row = new int[width];
        int at = 0;
        for (int y = 0; y < picture.getHeight(); y++) {
            picture.getRGB(0, y, width, 1, row, 0, width);
            for (int pixel : row) {
                rgb[at++] = (byte) (pixel >> 16);
                rgb[at++] = (byte) (pixel >> 8);
                rgb[at++] = (byte) pixel;
            }
        }
        return new Image(width, picture.getHeight(), rgb);
    }
}
