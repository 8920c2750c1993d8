package org.inception4j.engine.calibration;

import java.util.Arrays;
import org.inception4j.engine.Quantization.Range;

/**
 * How often numbers of each size were seen, in bins of one width that doubles when a larger number comes; with the exact ends.
 * Signs are counted together, since a range with sign reaches as far down as up; zeros not at all, since 8 bits tell 0 exactly.
 */
final class Histogram {
    /** Sixteen or more for each of the 255 steps. */
    private static final int BINS = 8192;

    private static final double PERCENTILE = 0.9999;

    /** Ends that {@link CalibrationMethod#MSE} tries, evenly spaced up to the largest number. */
    private static final int TRIED = 160;

    private final long[] counts = new long[BINS];
    private double width;
    private float min = Float.POSITIVE_INFINITY;
    private float max = Float.NEGATIVE_INFINITY;

    /** @throws ArithmeticException if one of the numbers is infinite or none */
    void add(float[] numbers) {
        for (float number : numbers) {
            min = Math.min(min, number);
            max = Math.max(max, number);
        }
        if (!(Float.isFinite(min) && Float.isFinite(max))) {
            throw new ArithmeticException("not finite");
        }
        makeRoom(Math.max(-min, max));
        double perWidth = width == 0 ? 0 : 1 / width;
        for (float number : numbers) {
            if (number != 0) {
                counts[Math.min(BINS - 1, (int) (Math.abs(number) * perWidth))]++;
            }
        }
    }

    private void makeRoom(double largest) {
        if (width == 0) {
            width = largest / BINS;
        }
        while (width * BINS < largest) {
            for (int i = 0; i < BINS / 2; i++) {
                counts[i] = counts[2 * i] + counts[2 * i + 1];
            }
            Arrays.fill(counts, BINS / 2, BINS, 0);
            width *= 2;
        }
    }

    Range range(CalibrationMethod method) {
        Range whole = new Range(min, max);
        float end =
                switch (method) {
                    case MINMAX -> Math.max(-min, max);
                    case PERCENTILE -> percentile();
                    case MSE -> leastSquares(whole.signed());
                };
        return new Range(Math.max(min, -end), Math.min(max, end));
    }

    private float percentile() {
        long all = 0;
        for (long count : counts) {
            all += count;
        }
        long seen = 0;
        for (int i = 0; i < BINS; i++) {
            seen += counts[i];
            if (seen >= all * PERCENTILE) {
                return (float) ((i + 1) * width);
            }
        }
        return Math.max(-min, max);
    }

    private float leastSquares(boolean signed) {
        double largest = Math.max(-min, max);
        double best = largest;
        double least = Double.POSITIVE_INFINITY;
        for (int tried = TRIED; tried > TRIED / 8; tried--) {
            double end = largest * tried / TRIED;
            double error = squares(new Range(signed ? (float) -end : 0, (float) end));
            if (error < least) {
                least = error;
                best = end;
            }
        }
        return (float) best;
    }

    private double squares(Range range) {
        double sum = 0;
        for (int i = 0; i < BINS; i++) {
            if (counts[i] > 0) {
                double number = (i + 0.5) * width;
                double difference = number - range.rounded(number);
                sum += counts[i] * difference * difference;
            }
        }
        return sum;
    }
}
