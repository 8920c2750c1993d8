package org.inception4j.training.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import org.inception4j.training.evaluation.ConfusionMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfusionPictureTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 20, 50, 100, 1000})
    void staysWithinAScreenForAnyNumberOfClasses(int classes) {
        BufferedImage picture = new ConfusionPicture(Runs.confusion(classes), Theme.LIGHT).draw();

        assertThat(picture.getWidth()).isBetween(420, 1350);
        assertThat(picture.getHeight()).isBetween(180, 1350);
    }

    @Test
    void shadesRowsByTheirOwnSums() {
        ConfusionMatrix matrix =
                new ConfusionMatrix(List.of("a", "b", "c"), new int[][] {{4, 0, 0}, {0, 0, 900}, {50, 0, 50}});
        BufferedImage picture = new ConfusionPicture(matrix, Theme.LIGHT).draw();

        assertThat(pixels(picture, Theme.LIGHT.shade(1)))
                .isGreaterThan(2 * 60 * 60)
                .isLessThan(3 * 72 * 72);
        assertThat(pixels(picture, Theme.LIGHT.shade(0.5)))
                .isGreaterThan(2 * 60 * 60)
                .isLessThan(3 * 72 * 72);
    }

    @Test
    void showsWhichColumnWasPredicted() {
        ConfusionMatrix matrix =
                new ConfusionMatrix(List.of("a", "b", "c"), new int[][] {{0, 0, 7}, {0, 0, 0}, {0, 0, 0}});
        BufferedImage picture = new ConfusionPicture(matrix, Theme.LIGHT).draw();
        int full = Theme.LIGHT.full().getRGB();
        int cellsBelow = 24 + 40 + 72;

        int[] upperRow = picture.getRGB(0, cellsBelow - 30, picture.getWidth(), 1, null, 0, picture.getWidth());

        assertThat(lastIndex(upperRow, full)).isBetween(24 + 40 + 3 * 72 - 10, 24 + 40 + 3 * 72 + 30);
        assertThat(firstIndex(upperRow, full)).isBetween(24 + 40 + 2 * 72, 24 + 40 + 2 * 72 + 30);
    }

    @Test
    void cutsLongNames() {
        ConfusionMatrix matrix =
                new ConfusionMatrix(List.of("a very long name ".repeat(20), "b"), new int[][] {{1, 0}, {0, 1}});

        assertThat(new ConfusionPicture(matrix, Theme.DARK).draw().getWidth()).isLessThan(500);
    }

    private static int firstIndex(int[] pixels, int color) {
        return (int) Arrays.stream(pixels).takeWhile(pixel -> pixel != color).count();
    }

    private static int lastIndex(int[] pixels, int color) {
        int last = pixels.length - 1;
        while (last >= 0 && pixels[last] != color) {
            last--;
        }
        return last;
    }

    private static long pixels(BufferedImage picture, Color color) {
        int[] all = picture.getRGB(0, 0, picture.getWidth(), picture.getHeight(), null, 0, picture.getWidth());
        return Arrays.stream(all).filter(pixel -> pixel == color.getRGB()).count();
    }
}
