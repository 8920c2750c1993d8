package org.inception4j.app.demo;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.inception4j.random.CounterRandom;

/**
 * Draws labelled pictures to train on without any photos: shapes and textures in random colours, places, sizes and
 * rotations, over a gradient with clutter and noise. A picture is a function of seed, class and number alone.
 */
public final class ShapePictures {
    /** Width and height in pixels. */
    public static final int SIZE = 96;

    private static final float JPEG_QUALITY = 0.9f;

    private ShapePictures() {}

    /** The names of the classes, sorted. */
    public static List<String> labels() {
        return Arrays.stream(Motif.values()).map(Motif::label).sorted().toList();
    }

    /**
     * Writes {@code perClass} pictures for each class into a folder of the class's name: even numbers as PNG, odd ones as
     * JPEG. Files of the same names are overwritten.
     */
    public static void write(Path folder, int perClass, long seed) throws IOException {
        if (perClass < 1) {
            throw new IllegalArgumentException("perClass: is %d; give at least 1".formatted(perClass));
        }
        for (Motif motif : Motif.values()) {
            Path directory = Files.createDirectories(folder.resolve(motif.label()));
            for (int number = 0; number < perClass; number++) {
                writePicture(directory, motif, number, seed);
            }
        }
    }

    private static void writePicture(Path directory, Motif motif, int number, long seed) throws IOException {
        boolean png = number % 2 == 0;
        String name = "%s-%04d.%s".formatted(motif.label(), number, png ? "png" : "jpg");
        BufferedImage picture = draw(motif, number, seed);
        try (OutputStream stream = Files.newOutputStream(directory.resolve(name));
                ImageOutputStream out = new MemoryCacheImageOutputStream(stream)) {
            encode(picture, png ? "png" : "jpeg", out);
        }
    }

    private static void encode(BufferedImage picture, String format, ImageOutputStream out) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName(format).next();
        try {
            ImageWriteParam parameters = writer.getDefaultWriteParam();
            if (format.equals("jpeg")) {
                parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
                parameters.setCompressionQuality(JPEG_QUALITY);
            }
            writer.setOutput(out);
            writer.write(null, new IIOImage(picture, null, null), parameters);
        } finally {
            writer.dispose();
        }
    }

    static BufferedImage draw(Motif motif, int number, long seed) {
        CounterRandom random = CounterRandom.of(seed, CounterRandom.keyOf(motif.label()), number);
        BufferedImage picture = new BufferedImage(SIZE, SIZE, BufferedImage.TYPE_INT_RGB);
        Scene scene = Scene.on(picture, random);
        scene.background();
        motif.paint(scene);
        scene.clutter();
        scene.close();
        addNoise(picture, random);
        return picture;
    }

    /** The same kind of noise as a sensor's in poor light: independent in each pixel and channel. */
    private static void addNoise(BufferedImage picture, CounterRandom random) {
        double amplitude = random.nextDouble(8, 32);
        int[] row = new int[SIZE];
        for (int y = 0; y < SIZE; y++) {
            picture.getRGB(0, y, SIZE, 1, row, 0, SIZE);
            Arrays.setAll(row, x -> noisy(row[x], amplitude, random));
            picture.setRGB(0, y, SIZE, 1, row, 0, SIZE);
        }
    }

    private static int noisy(int pixel, double amplitude, CounterRandom random) {
        int red = noisyChannel(pixel >> 16 & 0xFF, amplitude, random);
        int green = noisyChannel(pixel >> 8 & 0xFF, amplitude, random);
        return red << 16 | green << 8 | noisyChannel(pixel & 0xFF, amplitude, random);
    }

    private static int noisyChannel(int value, double amplitude, CounterRandom random) {
        double noise = (random.nextDouble() + random.nextDouble() - 1) * amplitude;
        return Math.clamp(Math.round(value + noise), 0, 255);
    }
}
