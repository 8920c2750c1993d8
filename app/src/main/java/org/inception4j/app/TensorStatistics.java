package org.inception4j.app;

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
    static TensorStatistics of(Tensor tensor) {
        float min = Float.POSITIVE_INFINITY;
        float max = Float.NEGATIVE_INFINITY;
        double sum = 0;
        long notNumbers = 0;
        long infinite = 0;
        for (long i = 0; i < tensor.size(); i++) {
            float value = tensor.get(i);
            if (Float.isNaN(value)) {
                notNumbers++;
                continue;
            }
            min = Math.min(min, value);
            max = Math.max(max, value);
            if (Float.isInfinite(value)) {
                infinite++;
            } else {
                sum += value;
            }
        }
        long numbers = tensor.size() - notNumbers;
        return numbers == 0
                ? new TensorStatistics(Float.NaN, Float.NaN, Double.NaN, notNumbers, infinite)
                : new TensorStatistics(min, max, sum / (numbers - infinite), notNumbers, infinite);
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
