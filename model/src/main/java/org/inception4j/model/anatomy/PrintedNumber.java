package org.inception4j.model.anatomy;

import java.util.Locale;

/**
 * A number as the paper prints it, {@code 2.7K} or {@code 34M}.
 *
 * @param step of the last printed digit, in the unit
 */
record PrintedNumber(double value, double step, double unit) {
    /** Which makes all cells of the paper that can be right come out right. */
    private static final double K = 1024;

    private static final double M = 1e6;

    static PrintedNumber of(String text) {
        String digits = text.substring(0, text.length() - 1);
        int point = digits.indexOf('.');
        double step = point < 0 ? 1 : Math.pow(10, point + 1 - digits.length());
        return new PrintedNumber(Double.parseDouble(digits), step, text.endsWith("K") ? K : M);
    }

    static String thousands(long number) {
        return text(number / K) + "K";
    }

    static String millions(long number) {
        return text(number / M) + "M";
    }

    private static String text(double number) {
        return String.format(Locale.ROOT, number < 9.95 ? "%.1f" : "%.0f", number)
                .replaceFirst("\\.0$", "");
    }

    /** Whether it may stand for {@code number}: at most one step of the last digit away, as the paper rounds both ways. */
    boolean fits(double number) {
        return Math.abs(number / unit - value) <= step;
    }

    double number() {
        return value * unit;
    }
}
