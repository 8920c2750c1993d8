package org.inception4j.vision;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/**
 * Pillow's antialiased resize, bit for bit: first along the rows, then along the columns, rounded to 8 bits in between, with
 * weights in fixed point. Rows and columns that the window does not need are never computed.
 */
enum PilResampler {
    BILINEAR(1, PilResampler::triangle),
    BICUBIC(2, PilResampler::cubic);

    /** Bits after the point: 32 less 8 of the value, less 2 for sums beyond the range. */
    private static final int PRECISION_BITS = 32 - 8 - 2;

    private static final int HALF = 1 << PRECISION_BITS - 1;
    private static final int CHANNELS = Image.CHANNELS;

    private final double support;
    private final DoubleUnaryOperator filter;

    PilResampler(double support, DoubleUnaryOperator filter) {
        this.support = support;
        this.filter = filter;
    }

    byte[] resample(Resampling job) {
        return isVeryTall(job) ? rowsFirst(job) : columnsFirst(job);
    }

    /** Pillow takes another way with these, and rounds differently on it. */
    private static boolean isVeryTall(Resampling job) {
        return job.source().height() > 100L * job.source().width()
                && job.height() < job.source().height();
    }

    private byte[] rowsFirst(Resampling job) {
        int width = job.source().width();
        Region all = new Region(0, 0, width, job.height());
        byte[] flat = columnsFirst(new Resampling(job.image(), job.source(), width, job.height(), all));
        Image image = new Image(width, job.height(), flat);
        return columnsFirst(new Resampling(image, all, job.width(), job.height(), job.window()));
    }

    private byte[] columnsFirst(Resampling job) {
        Region source = job.source();
        Region window = job.window();
        Taps columns = taps(source.width(), job.width(), window.x(), window.width());
        Taps rows = taps(source.height(), job.height(), window.y(), window.height());
        int top = rows.first(0);
        int bottom = rows.last(window.height() - 1);
        byte[] narrowed = alongRows(job.image(), source, columns, top, bottom);
        return alongColumns(narrowed, window.width() * CHANNELS, rows, top);
    }

    /** For each wanted position of the result: where its sources begin, how many they are, and their weights. */
    private record Taps(int[] begin, int[] count, int[] weights, int stride) {
        int first(int position) {
            return begin[position];
        }

        int last(int position) {
            return begin[position] + count[position] - 1;
        }
    }

    private Taps taps(int from, int to, int windowStart, int windowLength) {
        double scale = (double) from / to;
        double reduction = Math.max(scale, 1);
        int stride = (int) Math.ceil(support * reduction) * 2 + 1;
        Taps taps = new Taps(new int[windowLength], new int[windowLength], new int[windowLength * stride], stride);
        double[] weights = new double[stride];
        for (int i = 0; i < windowLength; i++) {
            double centre = (windowStart + i + 0.5) * scale;
            int begin = Math.max(0, (int) (centre - support * reduction + 0.5));
            int end = Math.min(from, (int) (centre + support * reduction + 0.5));
            taps.begin[i] = begin;
            taps.count[i] = end - begin;
            double sum = 0;
            for (int k = 0; k < end - begin; k++) {
                weights[k] = filter.applyAsDouble((k + begin - centre + 0.5) * (1 / reduction));
                sum += weights[k];
            }
            for (int k = 0; k < end - begin; k++) {
                taps.weights[i * stride + k] = fixedPoint(sum == 0 ? weights[k] : weights[k] / sum);
            }
        }
        return taps;
    }

    private static int fixedPoint(double weight) {
        return (int) (Math.copySign(0.5, weight) + weight * (1 << PRECISION_BITS));
    }

    /** Rows {@code top} to {@code bottom} of the source, as wide as the window. */
    private static byte[] alongRows(Image image, Region source, Taps taps, int top, int bottom) {
        int width = taps.begin.length;
        byte[] out = new byte[(bottom - top + 1) * width * CHANNELS];
        for (int row = top; row <= bottom; row++) {
            int in = ((source.y() + row) * image.width() + source.x()) * CHANNELS;
            narrowRow(image.rgb(), in, taps, out, (row - top) * width * CHANNELS);
        }
        return out;
    }

    private static void narrowRow(byte[] in, int inRow, Taps taps, byte[] out, int outRow) {
        int[] weights = taps.weights;
        int at = outRow;
        for (int x = 0; x < taps.begin.length; x++) {
            int red = HALF;
            int green = HALF;
            int blue = HALF;
            int pixel = inRow + taps.begin[x] * CHANNELS;
            int tap = x * taps.stride;
            for (int end = tap + taps.count[x]; tap < end; tap++, pixel += CHANNELS) {
                int weight = weights[tap];
                red += weight * (in[pixel] & 0xff);
                green += weight * (in[pixel + 1] & 0xff);
                blue += weight * (in[pixel + 2] & 0xff);
            }
            out[at] = clip(red);
            out[at + 1] = clip(green);
            out[at + 2] = clip(blue);
            at += CHANNELS;
        }
    }

    private static byte[] alongColumns(byte[] in, int rowLength, Taps taps, int top) {
        int height = taps.begin.length;
        byte[] out = new byte[height * rowLength];
        int[] sums = new int[rowLength];
        for (int y = 0; y < height; y++) {
            Arrays.fill(sums, HALF);
            for (int k = 0; k < taps.count[y]; k++) {
                addRow(in, (taps.begin[y] - top + k) * rowLength, taps.weights[y * taps.stride + k], sums);
            }
            clipRow(sums, out, y * rowLength);
        }
        return out;
    }

    private static void addRow(byte[] in, int offset, int weight, int[] sums) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += weight * (in[offset + i] & 0xff);
        }
    }

    private static void clipRow(int[] sums, byte[] out, int offset) {
        for (int i = 0; i < sums.length; i++) {
            out[offset + i] = clip(sums[i]);
        }
    }

    private static byte clip(int sum) {
        return (byte) Math.min(255, Math.max(0, sum >> PRECISION_BITS));
    }

    private static double triangle(double x) {
        double distance = Math.abs(x);
        return distance < 1 ? 1 - distance : 0;
    }

    private static double cubic(double x) {
        double a = -0.5;
        double distance = Math.abs(x);
        if (distance < 1) {
            return ((a + 2) * distance - (a + 3)) * distance * distance + 1;
        }
        return distance < 2 ? (((distance - 5) * distance + 8) * distance - 4) * a : 0;
    }
}
