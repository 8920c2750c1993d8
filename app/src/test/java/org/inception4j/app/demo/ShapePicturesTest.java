package org.inception4j.app.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.inception4j.vision.Image;
import org.inception4j.vision.ImageFolder;
import org.inception4j.vision.LabelledImage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShapePicturesTest {
    @TempDir
    private Path folder;

    @Test
    void writesAFolderForEachClass() throws IOException {
        ShapePictures.write(folder, 3, 1);

        assertThat(names(folder)).isEqualTo(ShapePictures.labels()).hasSize(8);
        assertThat(names(folder.resolve("star"))).containsExactly("star-0000.png", "star-0001.jpg", "star-0002.png");
    }

    @Test
    void givesTheSameBytesForTheSameSeedHoweverManyAreDrawn() throws IOException {
        Path few = folder.resolve("few");
        Path many = folder.resolve("many");
        ShapePictures.write(few, 2, 7);
        ShapePictures.write(many, 3, 7);

        for (Path file : files(few)) {
            assertThat(many.resolve(few.relativize(file))).hasSameBinaryContentAs(file);
        }
    }

    @Test
    void givesOtherPicturesForAnotherSeedAndNumber() {
        Set<List<Integer>> pictures = new HashSet<>();
        for (Motif motif : Motif.values()) {
            for (int number = 0; number < 4; number++) {
                pictures.add(pixels(ShapePictures.draw(motif, number, 1)));
                pictures.add(pixels(ShapePictures.draw(motif, number, 2)));
            }
        }

        assertThat(pictures).hasSize(8 * 4 * 2);
    }

    @Test
    void drawsFiguresThatStandOutFromTheGround() {
        for (Motif motif : Motif.values()) {
            for (int number = 0; number < 20; number++) {
                assertThat(contrast(ShapePictures.draw(motif, number, 3)))
                        .as("%s %d", motif, number)
                        .isGreaterThan(15);
            }
        }
    }

    @Test
    @Tag("native")
    void writesPicturesThatTheDecoderReads() throws IOException {
        ShapePictures.write(folder, 2, 5);
        ImageFolder pictures = ImageFolder.read(folder);

        assertThat(pictures.labels()).isEqualTo(ShapePictures.labels());
        assertThat(pictures.images()).hasSize(8 * 2);
        for (LabelledImage picture : pictures.images()) {
            Image image = Image.read(picture.path());
            assertThat(List.of(image.width(), image.height())).isEqualTo(List.of(96, 96));
        }
    }

    @Test
    void refusesZeroPictures() {
        assertThatThrownBy(() -> ShapePictures.write(folder, 0, 1)).hasMessage("perClass: is 0; give at least 1");
    }

    /** The standard deviation of the channel that differs most between pixels. */
    private static double contrast(BufferedImage picture) {
        return Stream.of(16, 8, 0)
                .mapToDouble(shift -> deviation(pixels(picture).stream()
                        .mapToDouble(pixel -> pixel >> shift & 0xFF)
                        .toArray()))
                .max()
                .orElseThrow();
    }

    private static double deviation(double[] values) {
        double mean = Arrays.stream(values).average().orElseThrow();
        double variance = Arrays.stream(values)
                .map(value -> (value - mean) * (value - mean))
                .average()
                .orElseThrow();
        return Math.sqrt(variance);
    }

    private static List<Integer> pixels(BufferedImage picture) {
        int size = ShapePictures.SIZE;
        return Arrays.stream(picture.getRGB(0, 0, size, size, null, 0, size))
                .boxed()
                .toList();
    }

    private static List<String> names(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
        }
    }

    private static List<Path> files(Path directory) throws IOException {
        try (Stream<Path> entries = Files.walk(directory)) {
            return entries.filter(Files::isRegularFile).toList();
        }
    }
}
