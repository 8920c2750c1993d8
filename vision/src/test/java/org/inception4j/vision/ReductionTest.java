package org.inception4j.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReductionTest {
    private static final Preprocessing TORCH = Preprocessing.torch(32);

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"511, 1", "1279, 1", "1280, 2", "2559, 2", "2560, 4", "5120, 8", "7000, 8"})
    void leavesTwoAndAHalfTimesTheSizeThatTheShorterSideGoesTo(int shorter, int reduction) {
        ImageHeader wide = new ImageHeader(ImageFormat.JPEG, 7000, shorter);
        ImageHeader tall = new ImageHeader(ImageFormat.JPEG, shorter, 7000);

        assertThat(Reduction.of(Preprocessing.torch(224), wide)).isEqualTo(reduction);
        assertThat(Reduction.of(Preprocessing.caffe(224), tall)).isEqualTo(reduction);
        assertThat(Reduction.of(central(), tall)).isEqualTo(reduction);
    }

    /** To 256, as the others; the central half of the picture becomes the input. */
    private static Preprocessing central() {
        List<Float> mean = List.of(0f, 0f, 0f);
        List<Float> scale = List.of(1f, 1f, 1f);
        return new Preprocessing(
                new Resize.CentralCrop(0.5), Interpolation.PIL_BICUBIC, 128, 128, ChannelOrder.RGB, mean, scale);
    }

    @Test
    void isForNothingButJpegThatIsAveragedOver() {
        ImageHeader png = new ImageHeader(ImageFormat.PNG, 7000, 7000);
        ImageHeader jpeg = new ImageHeader(ImageFormat.JPEG, 7000, 7000);

        assertThat(Reduction.of(Preprocessing.torch(224), png)).isEqualTo(1);
        assertThat(Reduction.of(Preprocessing.tf(224), jpeg)).isEqualTo(1);
        assertThat(Reduction.of(Preprocessing.keras(224), jpeg)).isEqualTo(1);
    }

    @Test
    void leavesEnoughForTheSmallestPartThatMayBeDrawn() {
        ImageHeader camera = new ImageHeader(ImageFormat.JPEG, 4000, 3000);
        ImageHeader strip = new ImageHeader(ImageFormat.JPEG, 40_000, 300);
        Range aspect = Range.of(3 / 4.0, 4 / 3.0);

        // 15 % of 4000 x 3000 are at least 1161 high and wide: 5.2 times 224
        assertThat(Reduction.of(TORCH.withSize(224), camera, Range.of(0.15, 1), aspect))
                .isEqualTo(2);
        assertThat(Reduction.of(TORCH.withSize(224), camera, Range.of(0.1, 1), aspect))
                .isEqualTo(1);
        assertThat(Reduction.of(TORCH.withSize(224), strip, Range.of(1, 1), aspect))
                .isEqualTo(1);
    }

    @Tag("native")
    @ParameterizedTest
    @CsvSource({"1, 202, 151", "6, 151, 202", "8, 151, 202"})
    void readsAPartOfTheSizeUpright(int orientation, int width, int height) throws IOException {
        byte[] jpeg = Drawn.jpeg(Drawn.quarters(403, 301), 95);
        Path file = Files.write(folder.resolve("a.jpg"), Drawn.withOrientation(jpeg, orientation));

        Image image = TORCH.read(file);

        assertThat(image.width()).isEqualTo(width);
        assertThat(image.height()).isEqualTo(height);
        Image whole = Image.read(file);
        assertThat(image.rgb()[0] & 0xff).isCloseTo(whole.rgb()[0] & 0xff, within(2));
    }

    /** Smooth, as photos are at this scale: with noise nobody could say which of the two is right. */
    @Tag("native")
    @Test
    void changesThePictureByLessThanALevelOnAverage() throws IOException {
        Image large = Interpolation.PIL_BICUBIC.resize(Drawn.noise(25, 20, 3), 400, 320);
        Path file = folder.resolve("a.jpg");
        large.writeJpeg(file, 95);
        float[] exact = new float[TORCH.values()];
        float[] reduced = new float[TORCH.values()];

        TORCH.apply(Image.read(file), exact, 0);
        TORCH.apply(TORCH.read(file), reduced, 0);

        double sum = 0;
        for (int i = 0; i < exact.length; i++) {
            sum += Math.abs(exact[i] - reduced[i]) / TORCH.scale().get(i % 3);
        }
        assertThat(TORCH.read(file).width()).isEqualTo(200);
        assertThat(sum / exact.length).isBetween(0.0, 1.0);
    }
}
