package org.inception4j.vision;

import java.util.function.DoubleUnaryOperator;
import java.util.function.IntBinaryOperator;

/** The resizers as their definitions read, slow and without windows: what the fast ones are compared with. */
final class ObviousResizers {
    private ObviousResizers() {}

    static Image pilBilinear(Image image, int width, int height) {
        return pil(image, width, height, 1, x -> Math.max(0, 1 - Math.abs(x)));
    }

    static Image pilBicubic(Image image, int width, int height) {
        return pil(image, width, height, 2, x -> {
            double d = Math.abs(x);
            double near = 1.5 * d * d * d - 2.5 * d * d + 1;
            double far = -0.5 * d * d * d + 2.5 * d * d - 4 * d + 2;
            return d < 1 ? near : d < 2 ? far : 0;
        });
    }

    /** All values, from double arithmetic. */
    static float[] tensorFlow(Image image, int width, int height, boolean halfPixel) {
        float[] out = new float[width * height * 3];
        for (int i = 0; i < out.length; i++) {
            double y = position(i / 3 / width, image.height() / (double) height, halfPixel);
            double x = position(i / 3 % width, image.width() / (double) width, halfPixel);
            double fractionX = x - Math.floor(x);
            double fractionY = y - Math.floor(y);
            double upper = mix(at(image, x, y, i % 3), at(image, x + 1, y, i % 3), fractionX);
            double lower = mix(at(image, x, y + 1, i % 3), at(image, x + 1, y + 1, i % 3), fractionX);
            out[i] = (float) mix(upper, lower, fractionY);
        }
        return out;
    }

    private static Image pil(Image image, int width, int height, double support, DoubleUnaryOperator filter) {
        byte[] narrow = new byte[width * image.height() * 3];
        for (int i = 0; i < narrow.length; i++) {
            int y = i / 3 / width;
            int channel = i % 3;
            narrow[i] =
                    weighted(i / 3 % width, width, image.width(), support, filter, (x, _) -> at(image, x, y, channel));
        }
        Image between = new Image(width, image.height(), narrow);
        byte[] out = new byte[width * height * 3];
        for (int i = 0; i < out.length; i++) {
            int x = i / 3 % width;
            int channel = i % 3;
            out[i] = weighted(
                    i / 3 / width, height, image.height(), support, filter, (y, _) -> at(between, x, y, channel));
        }
        return new Image(width, height, out);
    }

    private static byte weighted(
            int position, int to, int from, double support, DoubleUnaryOperator filter, IntBinaryOperator value) {
        double scale = (double) from / to;
        double reduction = Math.max(1, scale);
        double centre = (position + 0.5) * scale;
        int begin = Math.max(0, (int) (centre - support * reduction + 0.5));
        int end = Math.min(from, (int) (centre + support * reduction + 0.5));
        double total = 0;
        for (int i = begin; i < end; i++) {
            total += filter.applyAsDouble((i + 0.5 - centre) / reduction);
        }
        long sum = 1 << 21;
        for (int i = begin; i < end; i++) {
            double weight = filter.applyAsDouble((i + 0.5 - centre) / reduction) / total;
            sum += Math.round(Math.abs(weight) * (1 << 22)) * (long) Math.signum(weight) * value.applyAsInt(i, 0);
        }
        return (byte) Math.clamp(sum >> 22, 0, 255);
    }

    private static double position(int position, double scale, boolean halfPixel) {
        return halfPixel ? (position + 0.5) * scale - 0.5 : position * scale;
    }

    private static double mix(double from, double to, double fraction) {
        return from + (to - from) * fraction;
    }

    private static int at(Image image, double x, double y, int channel) {
        int column = Math.clamp((int) Math.floor(x), 0, image.width() - 1);
        int row = Math.clamp((int) Math.floor(y), 0, image.height() - 1);
        return image.rgb()[(row * image.width() + column) * 3 + channel] & 0xff;
    }
}
