package org.inception4j.vision;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.inception4j.random.CounterRandom;

/** Pictures and picture files drawn by code. */
final class Drawn {
    private Drawn() {}

    /** The same numbers as in pil_goldens.py. */
    static Image pattern(int width, int height) {
        byte[] rgb = new byte[width * height * 3];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                for (int c = 0; c < 3; c++) {
                    int value = x * 7 + y * 13 + c * 101 + x * y % 17 * 23 + x * x % 31 * 5;
                    rgb[(y * width + x) * 3 + c] = (byte) value;
                }
            }
        }
        return new Image(width, height, rgb);
    }

    static Image noise(int width, int height, long seed) {
        CounterRandom random = CounterRandom.of(seed);
        byte[] rgb = new byte[width * height * 3];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) random.nextInt(256);
        }
        return new Image(width, height, rgb);
    }

    static Image plain(int width, int height, int red, int green, int blue) {
        byte[] rgb = new byte[width * height * 3];
        for (int i = 0; i < rgb.length; i += 3) {
            rgb[i] = (byte) red;
            rgb[i + 1] = (byte) green;
            rgb[i + 2] = (byte) blue;
        }
        return new Image(width, height, rgb);
    }

    /** Four quarters: red, green over blue, white; each side is halved. */
    static Image quarters(int width, int height) {
        int[][] colours = {{255, 0, 0}, {0, 255, 0}, {0, 0, 255}, {255, 255, 255}};
        byte[] rgb = new byte[width * height * 3];
        for (int i = 0; i < width * height; i++) {
            int quarter = (i / width < height / 2 ? 0 : 2) + (i % width < width / 2 ? 0 : 1);
            for (int c = 0; c < 3; c++) {
                rgb[i * 3 + c] = (byte) colours[quarter][c];
            }
        }
        return new Image(width, height, rgb);
    }

    static byte[] jpeg(Image image, int quality) {
        return OpenCv.encodeJpeg(image, quality);
    }

    static byte[] png(Image image) {
        return OpenCv.encodePng(image);
    }

    static byte[] encode(BufferedImage picture, String format) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            if (!ImageIO.write(picture, format, out)) {
                throw new IllegalStateException(format + ": no writer");
            }
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An Exif segment that holds nothing but the orientation, put behind the start marker. */
    static byte[] withOrientation(byte[] jpeg, int orientation) {
        ByteBuffer segment = ByteBuffer.allocate(36);
        segment.putShort((short) 0xFFE1).putShort((short) 34).put("Exif\0\0".getBytes());
        segment.put("MM\0*".getBytes()).putInt(8).putShort((short) 1);
        segment.putShort((short) 0x0112).putShort((short) 3).putInt(1).putShort((short) orientation);
        return ByteBuffer.allocate(jpeg.length + 36)
                .put(jpeg, 0, 2)
                .put(segment.array())
                .put(jpeg, 2, jpeg.length - 2)
                .array();
    }

    static byte[] cut(byte[] file, int length) {
        return Arrays.copyOf(file, length);
    }

    static Path write(Path file, byte[] bytes) {
        try {
            Files.createDirectories(file.getParent());
            return Files.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
