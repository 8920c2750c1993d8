package org.inception4j.training.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.inception4j.training.callback.EpochLog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CurvesTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 30, 500})
    void drawsBothLinesInBothPanels(int epochs) {
        BufferedImage picture = new Curves(Runs.validated(epochs), Theme.LIGHT).both();

        assertThat(picture.getWidth()).isEqualTo(1200);
        assertThat(picture.getHeight()).isEqualTo(500);
        for (int panel = 0; panel < 2; panel++) {
            BufferedImage plot = picture.getSubimage(600 * panel + 75, 60, 500, 375);
            assertThat(pixels(plot, Theme.LIGHT.training())).isPositive();
            assertThat(pixels(plot, Theme.LIGHT.validation())).isPositive();
        }
    }

    @Test
    void leavesValidationOutWhereNothingIsHeldOut() {
        BufferedImage picture = new Curves(Runs.unvalidated(5), Theme.LIGHT).both();

        assertThat(pixels(picture, Theme.LIGHT.training())).isPositive();
        assertThat(pixels(picture, Theme.LIGHT.validation())).isZero();
    }

    @Test
    void drawsTheRestOfARunThatDiverged() {
        double nan = Double.NaN;
        List<EpochLog> history = new ArrayList<>(Runs.validated(3));
        history.add(new EpochLog(4, Double.POSITIVE_INFINITY, 0.2, nan, nan, nan, 0.01, 1, 1));
        history.add(new EpochLog(5, nan, nan, nan, nan, nan, 0.01, 1, 1));

        BufferedImage picture = new Curves(history, Theme.LIGHT).loss(1);

        assertThat(pixels(picture, Theme.LIGHT.training())).isPositive();
    }

    @Test
    void drawsAnEmptyFrameWhereNothingIsANumber() {
        double nan = Double.NaN;
        List<EpochLog> history = List.of(new EpochLog(1, nan, nan, nan, nan, nan, 0.01, 1, 1));

        assertThat(pixels(new Curves(history, Theme.LIGHT).both(), Theme.LIGHT.training()))
                .isZero();
    }

    @Test
    void placesTheFirstEpochLeftAndHighAndTheLastRightAndLow() {
        BufferedImage picture = new Curves(Runs.unvalidated(4), Theme.LIGHT).loss(1);
        int training = Theme.LIGHT.training().getRGB();

        assertThat(picture.getRGB(86, 58)).isEqualTo(training);
        assertThat(picture.getRGB(558, 343)).isEqualTo(training);
    }

    @Test
    void hasAsManyPixelsAsTheScaleAsks() {
        BufferedImage picture = new Curves(Runs.validated(3), Theme.DARK).accuracy(2);

        assertThat(picture.getWidth()).isEqualTo(1200);
        assertThat(picture.getHeight()).isEqualTo(1000);
        assertThat(new Color(picture.getRGB(3, 3))).isEqualTo(Theme.DARK.paper());
    }

    private static long pixels(BufferedImage picture, Color color) {
        int[] all = picture.getRGB(0, 0, picture.getWidth(), picture.getHeight(), null, 0, picture.getWidth());
        return Arrays.stream(all).filter(pixel -> pixel == color.getRGB()).count();
    }
}
