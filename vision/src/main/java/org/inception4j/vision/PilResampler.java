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

    private static final int CHANNELS = Image.CHANNELS;

    private final double support;
    private final DoubleUnaryOperator filter;

    PilResampler(double support, DoubleUnaryOperator filter) {
        this.support = support;
        this.filter = filter;
    }

    /** Writes whole numbers from 0 to 255. */
    void sample(Resampling job, float[] out, int offset) {
        if (isVeryTall(job)) {
            rowsFirst(job, out, offset);
        } else {
            columnsFirst(job, out, offset);
        }
    }

    /** Pillow takes another way with these, and rounds differently on it. */
    private static boolean isVeryTall(Resampling job) {
        return job.source().height() > 100L * job.source().width()
                && job.height() < job.source().height();
    }

    private void rowsFirst(Resampling job, float[] out, int offset) {
        int width = job.source().width();
        Region all = new Region(0, 0, width, job.height());
        float[] flat = new float[width * job.height() * CHANNELS];
        columnsFirst(new Resampling(job.image(), job.source(), width, job.height(), all), flat, 0);
        byte[] rgb = new byte[flat.length];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) flat[i];
        }
        Image image = new Image(width, job.height(), rgb);
        columnsFirst(new Resampling(image, all, job.width(), job.height(), job.window()), out, offset);
    }

    private void columnsFirst(Resampling job, float[] out, int offset) {
        Region window = job.window();
        PilTaps columns = taps(job.source().width(), job.width(), window.x(), window.width());
        PilTaps rows = taps(job.source().height(), job.height(), window.y(), window.height());
        PilRows narrowed = new PilRows(job, columns, rows.begin()[0], rows.stride());
        int[] sums = new int[window.width() * CHANNELS];
        for (int y = 0; y < rows.length(); y++) {
            int first = rows.begin()[y];
            narrowed.advance(first + rows.stride());
            Arrays.fill(sums, PilTaps.HALF);
            for (int tap = 0; tap < rows.stride(); tap += PilTaps.GROUP) {
                addRows(narrowed, first + tap, rows.weights(), y * rows.stride() + tap, sums);
            }
            PilTaps.takeValues(sums);
            copy(sums, out, offset + y * sums.length);
        }
    }

    private PilTaps taps(int from, int to, int windowStart, int windowLength) {
        return PilTaps.of(support, filter, from, to, windowStart, windowLength);
    }

    /** This, taking the values and copying them are loops of their own: the compiler makes vector code of each, not of all in one. */
    private static void addRows(PilRows rows, int first, int[] weights, int at, int[] sums) {
        int[] row0 = rows.row(first);
        int[] row1 = rows.row(first + 1);
        int[] row2 = rows.row(first + 2);
        int[] row3 = rows.row(first + 3);
        int a = weights[at];
        int b = weights[at + 1];
        int c = weights[at + 2];
        int d = weights[at + 3];
        for (int i = 0; i < sums.length; i++) {
            sums[i] += a * row0[i] + b * row1[i] + c * row2[i] + d * row3[i];
        }
    }

    private static void copy(int[] values, float[] out, int offset) {
        for (int i = 0; i < values.length; i++) {
            out[offset + i] = values[i];
        }
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
