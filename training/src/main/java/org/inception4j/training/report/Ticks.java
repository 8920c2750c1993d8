package org.inception4j.training.report;

import java.util.List;
import java.util.Locale;
import java.util.function.DoubleFunction;
import java.util.stream.IntStream;

/** The marks along an axis: every multiple of {@code step} from {@code from} to {@code to}, and how they are written. */
record Ticks(double from, double to, double step, DoubleFunction<String> text) {
    private static final int MAX_INTERVALS = 6;
    private static final double[] ROUND_STEPS = {1, 2, 2.5, 5, 10};

    /** From 0 to the first round mark that is not below {@code largest}. */
    static Ticks upTo(double largest) {
        double reach = largest > 0 ? largest : 1;
        double step = roundStep(reach / MAX_INTERVALS);
        int decimals = decimals(step);
        return new Ticks(
                0,
                Math.ceil(reach / step - 1e-9) * step,
                step,
                value -> String.format(Locale.ROOT, "%." + decimals + "f", value));
    }

    /** Whole numbers between two of them. */
    static Ticks whole(int first, int last) {
        double step = Math.max(1, roundStep((last - first) / (double) MAX_INTERVALS));
        double whole = step == 2.5 ? 5 : step;
        return new Ticks(first, last, whole, value -> String.format(Locale.ROOT, "%.0f", value));
    }

    List<Double> marks() {
        int first = (int) Math.ceil(from / step - 1e-9);
        int last = (int) Math.floor(to / step + 1e-9);
        return IntStream.rangeClosed(first, last).mapToObj(i -> i * step).toList();
    }

    /** Where a value lies between the ends, 0 to 1; the middle where both are the same. */
    double position(double value) {
        return to == from ? 0.5 : (value - from) / (to - from);
    }

    /** The smallest of 1, 2, 2.5 and 5 times a power of ten that is not below {@code least}. */
    private static double roundStep(double least) {
        double power = Math.pow(10, Math.floor(Math.log10(least)));
        for (double round : ROUND_STEPS) {
            if (round * power >= least * (1 - 1e-9)) {
                return round * power;
            }
        }
        return 10 * power;
    }

    private static int decimals(double step) {
        int decimals = 0;
        while (decimals < 9 && Math.abs(step - Math.rint(step)) > 1e-9) {
            step *= 10;
            decimals++;
        }
        return decimals;
    }
}
