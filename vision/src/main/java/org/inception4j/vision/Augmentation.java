package org.inception4j.vision;

import java.io.IOException;
import java.nio.file.Path;
import org.inception4j.random.CounterRandom;

/**
 * Random changes of training pictures: a crop of random area and shape, resized to the input; a mirror image; brightness, contrast,
 * saturation and hue, in an order drawn anew each time. What is drawn depends on the random stream alone.
 *
 * @param area of the crop as a part of the picture's, more than 0, at most 1; from 1 to 1 there is no random crop but the
 *     preprocessing's own
 * @param aspect width over height of the crop, more than 0
 * @param flip probability of the mirror image, left and right exchanged
 * @param brightness all values times 1 - b to 1 + b
 * @param contrast distance from the picture's mean grey times 1 - c to 1 + c
 * @param saturation distance from the pixel's grey times 1 - s to 1 + s
 * @param hue turned by -h to h of the colour circle, at most 0.5
 */
public record Augmentation(
        Range area, Range aspect, double flip, double brightness, double contrast, double saturation, double hue) {
    private static final Range WHOLE = Range.of(1, 1);

    public Augmentation {
        check("area", area.from() > 0 && area.to() <= 1, area, "more than 0 and at most 1");
        check("aspect", aspect.from() > 0, aspect, "more than 0");
        check("flip", flip >= 0 && flip <= 1, flip, "a probability, 0 to 1");
        check("brightness", brightness >= 0 && brightness <= 1, brightness, "0 to 1");
        check("contrast", contrast >= 0 && contrast <= 1, contrast, "0 to 1");
        check("saturation", saturation >= 0 && saturation <= 1, saturation, "0 to 1");
        check("hue", hue >= 0 && hue <= 0.5, hue, "0 to 0.5");
    }

    /** No change: the result is that of {@link Preprocessing#apply}. */
    public static Augmentation none() {
        return new Augmentation(WHOLE, WHOLE, 0, 0, 0, 0, 0);
    }

    /** 8 to 100 % of the area, 3/4 to 4/3 wide, half of them mirrored; brightness, contrast and saturation by up to 0.4. */
    public static Augmentation standard() {
        return new Augmentation(Range.of(0.08, 1), Range.of(3 / 4.0, 4 / 3.0), 0.5, 0.4, 0.4, 0.4, 0);
    }

    public Augmentation withArea(Range area) {
        return new Augmentation(area, aspect, flip, brightness, contrast, saturation, hue);
    }

    public Augmentation withFlip(double flip) {
        return new Augmentation(area, aspect, flip, brightness, contrast, saturation, hue);
    }

    public Augmentation withColour(double brightness, double contrast, double saturation, double hue) {
        return new Augmentation(area, aspect, flip, brightness, contrast, saturation, hue);
    }

    /** Reads a picture file for {@link #apply}, no larger than is of use, see {@link Preprocessing#read}. */
    Image read(Path file, Preprocessing preprocessing) throws IOException {
        return area.equals(WHOLE)
                ? preprocessing.read(file)
                : Image.read(file, header -> Reduction.of(preprocessing, header, area, aspect));
    }

    /** Writes {@link Preprocessing#values} normalised values from {@code offset} on. */
    public void apply(Image image, Preprocessing preprocessing, CounterRandom random, float[] out, int offset) {
        preprocessing.checkRoom(out, offset);
        Resampling job = area.equals(WHOLE)
                ? preprocessing.resampling(image)
                : preprocessing.resampling(image, RandomCrop.of(image, area, aspect, random));
        preprocessing.interpolation().sample(job, out, offset);
        if (random.nextDouble() < flip) {
            mirror(out, offset, preprocessing.height(), preprocessing.width());
        }
        ColourJitter.of(this, random).apply(out, offset, preprocessing.height() * preprocessing.width());
        preprocessing.normalise(out, offset);
    }

    private static void mirror(float[] values, int offset, int height, int width) {
        for (int row = 0; row < height; row++) {
            int left = offset + row * width * Image.CHANNELS;
            int right = left + (width - 1) * Image.CHANNELS;
            for (; left < right; left += Image.CHANNELS, right -= Image.CHANNELS) {
                for (int channel = 0; channel < Image.CHANNELS; channel++) {
                    float value = values[left + channel];
                    values[left + channel] = values[right + channel];
                    values[right + channel] = value;
                }
            }
        }
    }

    private static void check(String name, boolean ok, Object value, String wanted) {
        if (!ok) {
            throw new IllegalArgumentException("augmentation: %s is %s; give %s".formatted(name, value, wanted));
        }
    }
}
