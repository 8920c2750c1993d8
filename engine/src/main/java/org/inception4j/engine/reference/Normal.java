package org.inception4j.engine.reference;

/** The standard normal distribution, which GELU needs and the JDK lacks. */
final class Normal {
    private Normal() {}

    static double density(double x) {
        return Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
    }

    /**
     * The share below x: 1/2 + density(x) * (x + x^3/3 + x^5/(3*5) + …), whose terms have one sign, so that nothing cancels
     * in the sum. Beyond 9 it is 0 or 1 in double precision.
     */
    static double distribution(double x) {
        if (Math.abs(x) > 9) {
            return x > 0 ? 1 : 0;
        }
        double term = x;
        double sum = x;
        for (int odd = 3; Math.abs(term) > 1e-17 * Math.abs(sum); odd += 2) {
            term *= x * x / odd;
            sum += term;
        }
        return 0.5 + density(x) * sum;
    }
}
