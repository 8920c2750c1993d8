package org.inception4j.vision;

import java.util.function.DoubleUnaryOperator;

/**
 * For each wanted position along one side: where its sources begin, and their weights in fixed point. All have as many weights, a
 * multiple of {@link #GROUP}; those behind a position's last source are zero.
 */
record PilTaps(int[] begin, int[] weights, int stride) {
    /** Weights that are taken together: most reductions need no more, and the loop over them is unrolled by hand. */
    static final int GROUP = 4;

    /** Bits after the point: 32 less 8 of the value, less 2 for sums beyond the range. */
    static final int PRECISION_BITS = 32 - 8 - 2;

    static final int HALF = 1 << PRECISION_BITS - 1;

    /**
     * @param support of the filter at its own size, in pixels to each side
     * @param from length of the source
     * @param to length of the whole result, of which {@code length} positions from {@code start} on are wanted
     */
    static PilTaps of(double support, DoubleUnaryOperator filter, int from, int to, int start, int length) {
        double scale = (double) from / to;
        double reduction = Math.max(scale, 1);
        int[] begin = new int[length];
        int[] count = new int[length];
        int most = 1;
        for (int i = 0; i < length; i++) {
            double centre = (start + i + 0.5) * scale;
            begin[i] = Math.max(0, (int) (centre - support * reduction + 0.5));
            count[i] = Math.min(from, (int) (centre + support * reduction + 0.5)) - begin[i];
            most = Math.max(most, count[i]);
        }
        int stride = Math.ceilDiv(most, GROUP) * GROUP;
        int[] weights = new int[Math.multiplyExact(length, stride)];
        double[] exact = new double[most];
        for (int i = 0; i < length; i++) {
            double centre = (start + i + 0.5) * scale;
            double sum = 0;
            for (int k = 0; k < count[i]; k++) {
                exact[k] = filter.applyAsDouble((k + begin[i] - centre + 0.5) * (1 / reduction));
                sum += exact[k];
            }
            for (int k = 0; k < count[i]; k++) {
                weights[i * stride + k] = fixedPoint(sum == 0 ? exact[k] : exact[k] / sum);
            }
        }
        return new PilTaps(begin, weights, stride);
    }

    int length() {
        return begin.length;
    }

    /** From sums of weighted 8-bit values that began with {@link #HALF} to the values. */
    static void takeValues(int[] sums) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] = Math.min(255, Math.max(0, sums[i] >> PRECISION_BITS));
        }
    }

    private static int fixedPoint(double weight) {
        return (int) (Math.copySign(0.5, weight) + weight * (1 << PRECISION_BITS));
    }
}
