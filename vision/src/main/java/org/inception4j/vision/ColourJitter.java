package org.inception4j.vision;

import org.inception4j.random.CounterRandom;

/**
 * Four changes of colour with drawn strengths, in a drawn order, on red, green, blue of 0 to 255. After each the values are cut to
 * that range. Strength and order are always drawn, needed or not, so that switching one change off leaves the others as they were.
 *
 * @param order of brightness 0, contrast 1, saturation 2, hue 3
 */
record ColourJitter(float brightness, float contrast, float saturation, float hue, int[] order) {
    private static final float RED = 0.299f;
    private static final float GREEN = 0.587f;
    private static final float BLUE = 0.114f;
    private static final int CHANNELS = Image.CHANNELS;

    static ColourJitter of(Augmentation range, CounterRandom random) {
        float brightness = factor(range.brightness(), random);
        float contrast = factor(range.contrast(), random);
        float saturation = factor(range.saturation(), random);
        float hue = factor(range.hue(), random) - 1;
        int[] order = {0, 1, 2, 3};
        random.shuffle(order);
        return new ColourJitter(brightness, contrast, saturation, hue, order);
    }

    private static float factor(double range, CounterRandom random) {
        return (float) random.nextDouble(1 - range, 1 + range);
    }

    void apply(float[] values, int offset, int pixels) {
        int end = offset + pixels * CHANNELS;
        for (int change : order) {
            switch (change) {
                case 0 -> mixWith(0, brightness, values, offset, end);
                case 1 -> changeContrast(values, offset, end);
                case 2 -> changeSaturation(values, offset, end);
                default -> turnHue(values, offset, end);
            }
        }
    }

    /** Distance from {@code origin} times {@code factor}. */
    private static void mixWith(float origin, float factor, float[] values, int offset, int end) {
        if (factor == 1) {
            return;
        }
        float constant = origin * (1 - factor);
        for (int i = offset; i < end; i++) {
            values[i] = clip(values[i] * factor + constant);
        }
    }

    private void changeContrast(float[] values, int offset, int end) {
        if (contrast == 1) {
            return;
        }
        double sum = 0;
        for (int i = offset; i < end; i += CHANNELS) {
            sum += grey(values, i);
        }
        mixWith((float) (sum * CHANNELS / (end - offset)), contrast, values, offset, end);
    }

    private void changeSaturation(float[] values, int offset, int end) {
        if (saturation == 1) {
            return;
        }
        for (int i = offset; i < end; i += CHANNELS) {
            float constant = grey(values, i) * (1 - saturation);
            values[i] = values[i] * saturation + constant;
            values[i + 1] = values[i + 1] * saturation + constant;
            values[i + 2] = values[i + 2] * saturation + constant;
        }
        for (int i = offset; i < end; i++) { // by itself, or the loop before is four times slower
            values[i] = clip(values[i]);
        }
    }

    private void turnHue(float[] values, int offset, int end) {
        if (hue == 0) {
            return;
        }
        for (int i = offset; i < end; i += CHANNELS) {
            turnHue(values, i);
        }
    }

    /** By way of hue, saturation, value: the largest and the smallest stay, the hue (0 to 6) moves. */
    private void turnHue(float[] values, int at) {
        float red = values[at];
        float green = values[at + 1];
        float blue = values[at + 2];
        float largest = Math.max(red, Math.max(green, blue));
        float chroma = largest - Math.min(red, Math.min(green, blue));
        if (chroma == 0) {
            return;
        }
        float position = hueOf(red, green, blue, largest, chroma) + 6 * hue + 12;
        values[at] = channel(5 + position, largest, chroma);
        values[at + 1] = channel(3 + position, largest, chroma);
        values[at + 2] = channel(1 + position, largest, chroma);
    }

    private static float hueOf(float red, float green, float blue, float largest, float chroma) {
        if (largest == red) {
            return (green - blue) / chroma;
        }
        return largest == green ? 2 + (blue - red) / chroma : 4 + (red - green) / chroma;
    }

    private static float channel(float position, float largest, float chroma) {
        float k = position % 6;
        return largest - chroma * Math.clamp(Math.min(k, 4 - k), 0f, 1f);
    }

    private static float grey(float[] values, int at) {
        return RED * values[at] + GREEN * values[at + 1] + BLUE * values[at + 2];
    }

    private static float clip(float value) {
        return Math.min(255, Math.max(0, value));
    }
}
