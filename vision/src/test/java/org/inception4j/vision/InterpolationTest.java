package org.inception4j.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32;
import org.inception4j.random.CounterRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class InterpolationTest {
    /** Ours computes in float as TensorFlow does, the obvious version in double: positions up to 30 differ by 2e-6, times 255. */
    private static final float TENSOR_FLOW_TOLERANCE = 2e-3f;

    static List<String> goldens() throws IOException {
        try (InputStream in = InterpolationTest.class.getResourceAsStream("pil_goldens.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("goldens")
    void equalsPillow(String golden) {
        String[] parts = golden.split(" ");
        Image from = Drawn.pattern(Integer.parseInt(parts[1]), Integer.parseInt(parts[2]));
        Image to = Interpolation.valueOf(parts[0]).resize(from, Integer.parseInt(parts[3]), Integer.parseInt(parts[4]));
        assertThat(HexFormat.of().formatHex(to.rgb(), 0, Math.min(12, to.rgb().length)))
                .isEqualTo(parts[6]);
        CRC32 crc = new CRC32();
        crc.update(to.rgb());
        assertThat("%08x".formatted(crc.getValue())).isEqualTo(parts[5]);
    }

    @Test
    void pilAgreesWithTheObviousVersionAtRandomSizes() {
        for (int seed = 0; seed < 60; seed++) {
            CounterRandom random = CounterRandom.of(seed);
            Image image = Drawn.noise(1 + random.nextInt(40), 1 + random.nextInt(40), seed);
            int width = 1 + random.nextInt(50);
            int height = 1 + random.nextInt(50);
            assertThat(Interpolation.PIL_BILINEAR.resize(image, width, height))
                    .as("bilinear, seed %d", seed)
                    .isEqualTo(ObviousResizers.pilBilinear(image, width, height));
            assertThat(Interpolation.PIL_BICUBIC.resize(image, width, height))
                    .as("bicubic, seed %d", seed)
                    .isEqualTo(ObviousResizers.pilBicubic(image, width, height));
        }
    }

    @Test
    void tensorFlowAgreesWithTheObviousVersionAtRandomSizes() {
        for (int seed = 0; seed < 40; seed++) {
            CounterRandom random = CounterRandom.of(seed);
            Image image = Drawn.noise(1 + random.nextInt(30), 1 + random.nextInt(30), seed);
            int width = 1 + random.nextInt(50);
            int height = 1 + random.nextInt(50);
            for (boolean halfPixel : new boolean[] {false, true}) {
                float[] values = new float[width * height * 3];
                Interpolation kind = halfPixel ? Interpolation.TF2_BILINEAR : Interpolation.TF1_BILINEAR;
                kind.sample(Resampling.of(image, width, height), values, 0);
                assertThat(values)
                        .as("%s, seed %d", kind, seed)
                        .containsExactly(
                                ObviousResizers.tensorFlow(image, width, height, halfPixel),
                                within(TENSOR_FLOW_TOLERANCE));
            }
        }
    }

    @Test
    void tensorFlow1AlignsCorners() {
        Image image = row(0, 100, 200);
        // positions 0, 0.5, 1, 1.5, 2, 2.5; the last has no right neighbour
        assertThat(reds(Interpolation.TF1_BILINEAR.resize(image, 6, 1))).containsExactly(0, 50, 100, 150, 200, 200);
    }

    @Test
    void tensorFlow2AlignsCentres() {
        Image image = row(0, 100, 200);
        // positions -0.25, 0.25, 0.75, 1.25, 1.75, 2.25
        assertThat(reds(Interpolation.TF2_BILINEAR.resize(image, 6, 1))).containsExactly(0, 25, 75, 125, 175, 200);
    }

    @Test
    void tensorFlowDoesNotSmoothWhenItShrinks() {
        Image image = row(0, 255, 0, 255, 0, 255, 0, 255);
        assertThat(reds(Interpolation.TF1_BILINEAR.resize(image, 4, 1))).containsExactly(0, 0, 0, 0);
        assertThat(Arrays.stream(reds(Interpolation.PIL_BILINEAR.resize(image, 4, 1))))
                .allMatch(value -> value > 60 && value < 195);
    }

    @Test
    @Tag("native")
    void openCvLinearMixesTheFourNeighboursOfTheCentre() {
        assertThat(reds(Interpolation.OPENCV_BILINEAR.resize(row(0, 100, 200, 40), 2, 1)))
                .containsExactly(50, 120);
        assertThat(reds(Interpolation.OPENCV_BILINEAR.resize(row(0, 100, 200), 6, 1)))
                .containsExactly(0, 25, 75, 125, 175, 200);
    }

    @Test
    @Tag("native")
    void openCvAreaTakesTheMeanOfThePixelsUnderIt() {
        assertThat(reds(Interpolation.OPENCV_AREA.resize(row(0, 30, 60, 90, 10, 20), 2, 1)))
                .containsExactly(30, 40);
    }

    @ParameterizedTest
    @EnumSource(Interpolation.class)
    @Tag("native")
    void keepsAPictureThatHasTheSizeAlready(Interpolation kind) {
        Image image = Drawn.noise(19, 13, 5);
        assertThat(kind.resize(image, 19, 13)).isEqualTo(image);
    }

    @ParameterizedTest
    @EnumSource(Interpolation.class)
    @Tag("native")
    void aWindowIsTheSamePartOfTheWhole(Interpolation kind) {
        Image image = Drawn.noise(61, 47, 6);
        Region source = new Region(5, 3, 50, 41);
        Region window = new Region(4, 7, 20, 11);
        float[] part = new float[3 + 20 * 11 * 3];
        kind.sample(new Resampling(image, source, 29, 23, window), part, 3);
        float[] whole = new float[29 * 23 * 3];
        kind.sample(Resampling.of(image.crop(5, 3, 50, 41), 29, 23), whole, 0);
        for (int y = 0; y < 11; y++) {
            int from = ((y + 7) * 29 + 4) * 3;
            assertThat(Arrays.copyOfRange(part, 3 + y * 60, 3 + y * 60 + 60))
                    .as("row %d", y)
                    .isEqualTo(Arrays.copyOfRange(whole, from, from + 60));
        }
    }

    @Test
    void refusesAnEmptyResult() {
        assertThatThrownBy(() -> Interpolation.NEAREST.resize(Drawn.pattern(2, 2), 0, 3))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("resize: to 0 x 3; give a width and a height of at least 1");
    }

    private static Image row(int... values) {
        byte[] rgb = new byte[values.length * 3];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) values[i / 3];
        }
        return new Image(values.length, 1, rgb);
    }

    private static int[] reds(Image image) {
        int[] reds = new int[image.width() * image.height()];
        for (int i = 0; i < reds.length; i++) {
            reds[i] = image.rgb()[i * 3] & 0xff;
        }
        return reds;
    }
}
