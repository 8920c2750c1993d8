package org.inception4j.training.report;

import java.awt.Graphics2D;
import java.awt.Image;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Pictures as bytes of files. */
final class Pictures {
    private static final int THUMBNAIL = 160;

    private Pictures() {}

    static byte[] png(BufferedImage picture) throws IOException {
        return encoded(picture, "png");
    }

    /** A JPEG of 160 pixels at most in both directions; empty if the file cannot be read any more. */
    static Optional<byte[]> thumbnail(Path file) {
        try {
            BufferedImage picture = org.inception4j.vision.Image.read(file).toBufferedImage();
            return Optional.of(encoded(scaled(picture), "jpeg"));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Never larger than it is. */
    private static BufferedImage scaled(BufferedImage picture) {
        double factor = Math.min(1, THUMBNAIL / (double) Math.max(picture.getWidth(), picture.getHeight()));
        int width = Math.max(1, (int) Math.round(picture.getWidth() * factor));
        int height = Math.max(1, (int) Math.round(picture.getHeight() * factor));
        BufferedImage small = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = small.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        Image averaged = factor < 1 ? picture.getScaledInstance(width, height, Image.SCALE_AREA_AVERAGING) : picture;
        graphics.drawImage(averaged, 0, 0, null);
        graphics.dispose();
        return small;
    }

    private static byte[] encoded(BufferedImage picture, String format) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            if (!ImageIO.write(picture, format, out)) {
                throw new IOException(
                        "picture: this JDK writes no " + format + "; use one with the module java.desktop");
            }
        }
        return bytes.toByteArray();
    }
}
