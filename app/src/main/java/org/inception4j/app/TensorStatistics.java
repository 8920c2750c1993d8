package org.inception4j.app;

import java.lang.foreign.MemorySegment;
import org.inception4j.tensor.Tensor;

/**
 * What the numbers of a tensor are like.
 *
 * @param min of those that are numbers; NaN if none is
 * @param mean of those that are finite
 * @param notNumbers how many are NaN
 * @param infinite how many are infinite
 */
record TensorStatistics(float min, float max, double mean, long notNumbers, long infinite) {
    /** In pieces on the heap: number by number out of mapped memory costs ten times the file's size in garbage. */
    private static final int PIECE = 1 << 14;

    static TensorStatistics of(Tensor tensor) {
        Sums sums = new Sums();
        float[] piece = new float[(int) Math.min(PIECE, tensor.size())];
        for (long at = 0; at < tensor.size(); at += piece.length) {
            int count = (int) Math.min(piece.length, tensor.size() - at);
            MemorySegment.copy(tensor.data(), Tensor.FLOAT, at * Float.BYTES, piece, 0, count);
            for (int i = 0; i < count; i++) {
                sums.add(piece[i]);
            }
        }
        return sums.statistics(tensor.size());
    }

    /** What was seen so far. */
    private static final class Sums {
        private float min = Float.POSITIVE_INFINITY;
        private float max = Float.NEGATIVE_INFINITY;
        private double sum;
        private long notNumbers;
        private long infinite;

        void add(float value) {
            if (Float.isNaN(value)) {
                notNumbers++;
                return;
            }
            min = Math.min(min, value);
            max = Math.max(max, value);
            if (Float.isInfinite(value)) {
                infinite++;
            } else {
                sum += value;
            }
        }

        TensorStatistics statistics(long size) {
            long numbers = size - notNumbers;
            return numbers == 0
                    ? new TensorStatistics(Float.NaN, Float.NaN, Double.NaN, notNumbers, infinite)
                    : new TensorStatistics(min, max, sum / (numbers - infinite), notNumbers, infinite);
        }
    }

    boolean isFinite() {
        return notNumbers == 0 && infinite == 0;
    }

    /** {@code 3 numbers that are none (NaN) and 1 infinite}. */
    String notFinite() {
        String both = notNumbers > 0 && infinite > 0 ? " and " : "";
        return (notNumbers > 0 ? Count.of(notNumbers, "NaN") : "")
                + both
                + (infinite > 0 ? Count.of(infinite, "infinite number") : "");
    }
}
