package org.inception4j.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.Color;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.inception4j.random.CounterRandom;
import org.junit.jupiter.api.Test;

class AugmentationTest {
    /** Plain values: no resize, no normalisation. */
    private static final Preprocessing PLAIN = plain(8, 8);

    /** float through two conversions of colour */
    private static final float COLOUR_TOLERANCE = 1.5f;

    @Test
    void noneIsThePreprocessingAlone() {
        Image image = Drawn.noise(60, 40, 1);
        Preprocessing caffe = Preprocessing.caffe(32);
        float[] expected = new float[caffe.values()];
        caffe.apply(image, expected, 0);
        assertThat(apply(Augmentation.none(), image, caffe, 5)).isEqualTo(expected);
    }

    @Test
    void theSameStreamGivesTheSameBits() {
        Image image = Drawn.noise(60, 40, 1);
        float[] once = apply(Augmentation.standard(), image, Preprocessing.tf(32), 5);
        assertThat(apply(Augmentation.standard(), image, Preprocessing.tf(32), 5))
                .isEqualTo(once);
        assertThat(apply(Augmentation.standard(), image, Preprocessing.tf(32), 6))
                .isNotEqualTo(once);
    }

    @Test
    void flipExchangesLeftAndRight() {
        Image image = Drawn.noise(8, 8, 2);
        float[] flipped = apply(Augmentation.none().withFlip(1), image, PLAIN, 3);
        for (int i = 0; i < flipped.length; i++) {
            int mirrored = (i / 24 * 8 + 7 - i / 3 % 8) * 3 + i % 3;
            assertThat(flipped[i]).isEqualTo(image.rgb()[mirrored] & 0xff);
        }
    }

    @Test
    void flipsAboutAsOftenAsAsked() {
        Image image = Drawn.quarters(8, 8);
        int flips = 0;
        for (int seed = 0; seed < 1000; seed++) {
            // upper left is red, upper right green
            flips += apply(Augmentation.none().withFlip(0.3), image, PLAIN, seed)[0] == 0 ? 1 : 0;
        }
        assertThat(flips).isBetween(240, 360);
    }

    @Test
    void cropsKeepAreaAndAspectWithinTheirRanges() {
        Image image = Drawn.plain(400, 300, 0, 0, 0);
        for (int seed = 0; seed < 2000; seed++) {
            Region crop = RandomCrop.of(image, Range.of(0.08, 1), Range.of(0.75, 4 / 3.0), CounterRandom.of(seed));
            crop.checkWithin(400, 300);
            assertThat(crop.width() * crop.height() / 120_000.0)
                    .as("area, seed %d", seed)
                    .isBetween(0.078, 1.0);
            assertThat(crop.width() / (double) crop.height())
                    .as("aspect, seed %d", seed)
                    .isBetween(0.74, 1.35);
        }
    }

    @Test
    void cropsReachEveryCorner() {
        Image image = Drawn.plain(40, 30, 0, 0, 0);
        boolean[] reached = new boolean[4];
        for (int seed = 0; seed < 2000; seed++) {
            Region crop = RandomCrop.of(image, Range.of(0.08, 1), Range.of(0.75, 4 / 3.0), CounterRandom.of(seed));
            reached[0] |= crop.x() == 0;
            reached[1] |= crop.y() == 0;
            reached[2] |= crop.x() + crop.width() == 40;
            reached[3] |= crop.y() + crop.height() == 30;
        }
        assertThat(reached).containsOnly(true);
    }

    @Test
    void aVeryLongPictureIsCroppedInItsMiddle() {
        Image image = Drawn.plain(1000, 10, 0, 0, 0);
        Region crop = RandomCrop.of(image, Range.of(0.5, 1), Range.of(0.75, 4 / 3.0), CounterRandom.of(1));
        assertThat(crop).isEqualTo(new Region(493, 0, 13, 10));
    }

    @Test
    void brightnessMultipliesEveryValue() {
        float[] values = apply(colour(0.5, 0, 0, 0), Drawn.plain(8, 8, 100, 50, 20), PLAIN, 4);
        float factor = values[0] / 100;
        assertThat(factor).isBetween(0.5f, 1.5f).isNotEqualTo(1f);
        assertThat(values[1]).isCloseTo(50 * factor, within(1e-3f));
        assertThat(values[2]).isCloseTo(20 * factor, within(1e-3f));
    }

    @Test
    void contrastKeepsTheMeanGrey() {
        Image image = Drawn.quarters(8, 8);
        float[] values = apply(colour(0, 0.5, 0, 0).withFlip(0), half(image), PLAIN, 11);
        double mean = 0;
        for (int i = 0; i < values.length; i += 3) {
            mean += (0.299 * values[i] + 0.587 * values[i + 1] + 0.114 * values[i + 2]) / 64;
        }
        // half of the greys of red, green, blue and white together: (1 + 1) / 4 of the way from 60 to 120
        assertThat(mean).isCloseTo(60 + 60 * 0.5, within(0.1));
        assertThat(values[0]).isNotEqualTo(120f);
    }

    @Test
    void saturationLeavesGreyAlone() {
        Augmentation saturation = colour(0, 0, 1, 0);
        assertThat(apply(saturation, Drawn.plain(8, 8, 90, 90, 90), PLAIN, 4)[0])
                .isCloseTo(90, within(1e-3f));
        float[] values = apply(saturation, Drawn.plain(8, 8, 150, 90, 60), PLAIN, 4);
        float grey = 0.299f * 150 + 0.587f * 90 + 0.114f * 60;
        assertThat((values[0] - grey) / (150 - grey)).isCloseTo((values[2] - grey) / (60 - grey), within(1e-3f));
        assertThat(values[0]).isNotEqualTo(150f);
    }

    @Test
    void hueTurnsTheColourAndKeepsItsStrength() {
        for (int seed = 0; seed < 40; seed++) {
            float[] values = apply(colour(0, 0, 0, 0.5), Drawn.plain(8, 8, 200, 120, 40), PLAIN, seed);
            float[] hsb = Color.RGBtoHSB(Math.round(values[0]), Math.round(values[1]), Math.round(values[2]), null);
            float[] before = Color.RGBtoHSB(200, 120, 40, null);
            int same = Color.HSBtoRGB(hsb[0], before[1], before[2]);
            assertThat(values[0]).as("seed %d", seed).isCloseTo(same >> 16 & 0xff, within(COLOUR_TOLERANCE));
            assertThat(values[1]).as("seed %d", seed).isCloseTo(same >> 8 & 0xff, within(COLOUR_TOLERANCE));
            assertThat(values[2]).as("seed %d", seed).isCloseTo(same & 0xff, within(COLOUR_TOLERANCE));
        }
    }

    @Test
    void hueTurnsBothWays() {
        boolean towardsGreen = false;
        boolean towardsBlue = false;
        for (int seed = 0; seed < 20; seed++) {
            float[] values = apply(colour(0, 0, 0, 0.1), Drawn.plain(8, 8, 200, 0, 0), PLAIN, seed);
            assertThat(values[0]).isCloseTo(200, within(1e-3f));
            towardsGreen |= values[1] > 0;
            towardsBlue |= values[2] > 0;
        }
        assertThat(towardsGreen && towardsBlue).isTrue();
    }

    @Test
    void valuesStayInTheRangeOfAPicture() {
        for (int seed = 0; seed < 50; seed++) {
            float[] values = apply(colour(1, 1, 1, 0.5), Drawn.noise(8, 8, seed), PLAIN, seed);
            for (float value : values) {
                assertThat(value).isBetween(0f, 255f);
            }
        }
    }

    @Test
    void switchingOneChangeOffLeavesTheOthersAsTheyWere() {
        Image image = Drawn.noise(40, 40, 1);
        float[] withHue = apply(Augmentation.standard().withColour(0, 0, 0, 0.1), image, PLAIN, 9);
        float[] without = apply(Augmentation.standard().withColour(0, 0, 0, 0), image, PLAIN, 9);
        assertThat(Math.max(withHue[0], Math.max(withHue[1], withHue[2])))
                .isCloseTo(Math.max(without[0], Math.max(without[1], without[2])), within(1e-3f));
    }

    @Test
    void refusesNumbersThatCannotBe() {
        refuses(
                () -> Augmentation.standard().withArea(Range.of(0, 1)),
                "augmentation: area is Range[from=0.0, to=1.0]; give more than 0 and at most 1");
        refuses(() -> Augmentation.standard().withFlip(1.5), "augmentation: flip is 1.5; give a probability, 0 to 1");
        refuses(() -> colour(0, 0, 0, 0.6), "augmentation: hue is 0.6; give 0 to 0.5");
        refuses(() -> Range.of(2, 1), "range: from 2.0 to 1.0; give the smaller value first");
    }

    private static void refuses(ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
    }

    /** 60 where it was 0 and 120 where it was 255, so that nothing is cut off. */
    private static Image half(Image image) {
        byte[] rgb = new byte[image.rgb().length];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) (image.rgb()[i] == 0 ? 60 : 120);
        }
        return new Image(image.width(), image.height(), rgb);
    }

    private static Augmentation colour(double brightness, double contrast, double saturation, double hue) {
        return Augmentation.none().withColour(brightness, contrast, saturation, hue);
    }

    private static Preprocessing plain(int height, int width) {
        return new Preprocessing(
                new Resize.Squash(height, width),
                Interpolation.NEAREST,
                height,
                width,
                ChannelOrder.RGB,
                List.of(0f, 0f, 0f),
                List.of(1f, 1f, 1f));
    }

    private static float[] apply(Augmentation augmentation, Image image, Preprocessing preprocessing, long seed) {
        float[] out = new float[preprocessing.values()];
        augmentation.apply(image, preprocessing, CounterRandom.of(seed), out, 0);
        return out;
    }
}
