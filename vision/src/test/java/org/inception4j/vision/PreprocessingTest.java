package org.inception4j.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PreprocessingTest {
    private static final float ROUNDING = 1e-5f;

    @Test
    void caffeSquashesTo256AndTakesTheCentre() {
        Preprocessing caffe = Preprocessing.caffe(224);
        Image image = Drawn.noise(300, 270, 1);
        Image squashed = ObviousResizers.pilBilinear(image, 256, 256);
        float[] values = apply(caffe, image);
        float[] mean = {104, 117, 123};
        for (int i = 0; i < values.length; i++) {
            int x = i / 3 % 224 + 16;
            int y = i / 3 / 224 + 16;
            int blueGreenRed = squashed.rgb()[(y * 256 + x) * 3 + 2 - i % 3] & 0xff;
            assertThat(values[i]).isEqualTo(blueGreenRed - mean[i % 3]);
        }
    }

    @Test
    void torchResizesTheShorterSideAndNormalises() {
        Image image = Drawn.noise(90, 60, 2);
        Image resized = ObviousResizers.pilBilinear(image, 55, 37); // 37 * 90 / 60 = 55.5
        float[] values = apply(Preprocessing.torch(32), image);
        double[] mean = {0.485, 0.456, 0.406};
        double[] deviation = {0.229, 0.224, 0.225};
        for (int i = 0; i < values.length; i++) {
            int value = resized.rgb()[((i / 3 / 32 + 2) * 55 + i / 3 % 32 + 12) * 3 + i % 3] & 0xff;
            assertThat(values[i])
                    .isCloseTo((float) ((value / 255.0 - mean[i % 3]) / deviation[i % 3]), within(ROUNDING));
        }
    }

    @Test
    void tfTakesTheCentralPartAndMapsToMinusOneToOne() {
        Image image = Drawn.noise(80, 64, 3);
        float[] resized = ObviousResizers.tensorFlow(image.crop(5, 4, 70, 56), 32, 32, false);
        float[] values = apply(Preprocessing.tf(32), image);
        for (int i = 0; i < values.length; i++) {
            assertThat(values[i]).isCloseTo(resized[i] / 127.5f - 1, within(ROUNDING));
        }
    }

    @Test
    void kerasSquashesToTheNearestPixel() {
        float[] values = apply(Preprocessing.keras(4), Drawn.quarters(16, 16));
        assertThat(values).startsWith(1, -1, -1, 1, -1, -1, -1, 1, -1);
        assertThat(values).endsWith(-1, -1, 1, 1, 1, 1, 1, 1, 1);
    }

    @ParameterizedTest
    @CsvSource({"224,256", "299,342", "96,110", "128,146", "227,259"})
    void takesSizesBeforeTheCropInProportion(int size, int before) {
        assertThat(Preprocessing.caffe(size).resize()).isEqualTo(new Resize.Squash(before, before));
        assertThat(Preprocessing.torch(size).resize()).isEqualTo(new Resize.ShorterSide(before));
        assertThat(Preprocessing.caffe(224).withSize(size)).isEqualTo(Preprocessing.caffe(size));
        assertThat(Preprocessing.torch(224).withSize(size)).isEqualTo(Preprocessing.torch(size));
        assertThat(Preprocessing.tf(224).withSize(size)).isEqualTo(Preprocessing.tf(size));
        assertThat(Preprocessing.keras(224).withSize(size)).isEqualTo(Preprocessing.keras(size));
    }

    @Test
    void roundsHalvesOfTheCropsPlaceLikeTheOriginals() {
        Image image = Drawn.plain(342, 500, 0, 0, 0);
        // torchvision: round(21.5) = 22 to even, and (500 - 299) / 2 = 100.5 to 100
        assertThat(Preprocessing.torch(299).resampling(image).window()).isEqualTo(new Region(22, 100, 299, 299));
        // Caffe: whole numbers divided
        assertThat(Preprocessing.caffe(299).resampling(image).window()).isEqualTo(new Region(21, 21, 299, 299));
    }

    @Test
    void roundsTheLongerSideDown() {
        Resampling wide = Preprocessing.torch(224).resampling(Drawn.plain(500, 333, 0, 0, 0));
        assertThat(wide.width()).isEqualTo(384); // 256 * 500 / 333 = 384.4
        assertThat(wide.height()).isEqualTo(256);
        Resampling tall = Preprocessing.torch(224).resampling(Drawn.plain(333, 500, 0, 0, 0));
        assertThat(tall.width()).isEqualTo(256);
        assertThat(tall.height()).isEqualTo(384);
    }

    @Test
    void inputsOfUnequalSidesKeepRowsAndColumnsApart() {
        Preprocessing protocol = new Preprocessing(
                new Resize.Squash(6, 10),
                Interpolation.NEAREST,
                4,
                8,
                ChannelOrder.RGB,
                List.of(0f, 0f, 0f),
                List.of(1f, 1f, 1f));
        assertThat(protocol.values()).isEqualTo(4 * 8 * 3);
        Image image = Drawn.noise(10, 6, 4);
        float[] values = apply(protocol, image);
        for (int i = 0; i < values.length; i++) {
            assertThat(values[i]).isEqualTo(image.rgb()[((i / 24 + 1) * 10 + i / 3 % 8 + 1) * 3 + i % 3] & 0xff);
        }
    }

    @Test
    void writesFromTheOffsetOnAndNothingElse() {
        Preprocessing protocol = Preprocessing.keras(2);
        float[] out = new float[20];
        protocol.apply(Drawn.plain(5, 5, 255, 255, 255), out, 4);
        assertThat(out).containsExactly(0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0);
    }

    @Test
    void refusesAnArrayThatIsTooShort() {
        assertThatThrownBy(() -> Preprocessing.keras(2).apply(Drawn.pattern(5, 5), new float[15], 4))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("preprocessing: 12 values from 4 on do not fit into 15; give a longer array");
    }

    @Test
    void refusesACropThatIsLargerThanWhatItIsTakenFrom() {
        assertThatThrownBy(() -> with(new Resize.Squash(200, 224), 224))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("preprocessing: crop 224 x 224 is larger than Squash[height=200, width=224];"
                        + " resize to at least the crop");
        assertThatThrownBy(() -> with(new Resize.ShorterSide(100), 224))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "preprocessing: crop 224 x 224 is larger than ShorterSide[size=100]; resize to at least the crop");
    }

    @Test
    void refusesNumbersThatCannotBe() {
        assertThatThrownBy(() -> with(new Resize.CentralCrop(1), 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("preprocessing: crop is 0 x 0; give a height and a width of at least 1");
        assertThatThrownBy(() -> new Resize.CentralCrop(1.5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("central_crop: fraction is 1.5; give more than 0 and at most 1");
        assertThatThrownBy(() -> new Resize.ShorterSide(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("shorter_side: size is 0; give at least 1");
        assertThatThrownBy(() -> new Preprocessing(
                        new Resize.ShorterSide(9),
                        Interpolation.NEAREST,
                        9,
                        9,
                        ChannelOrder.RGB,
                        List.of(1f),
                        List.of(1f, 1f, 1f)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("preprocessing: has 1 means and 3 scales; give one for each of 3 channels");
    }

    private static Preprocessing with(Resize resize, int crop) {
        return new Preprocessing(
                resize, Interpolation.NEAREST, crop, crop, ChannelOrder.RGB, List.of(0f, 0f, 0f), List.of(1f, 1f, 1f));
    }

    private static float[] apply(Preprocessing preprocessing, Image image) {
        float[] out = new float[preprocessing.values()];
        preprocessing.apply(image, out, 0);
        return out;
    }
}
