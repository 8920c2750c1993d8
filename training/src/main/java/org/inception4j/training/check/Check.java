package org.inception4j.training.check;

/** The checks that recipes, optimizers and schedules make of their numbers, each with the one wording it has everywhere. */
public final class Check {
    private Check() {}

    public static void atLeast(String place, String name, double value, int least) {
        if (!(value >= least) || Double.isInfinite(value)) {
            String shown = value == Math.rint(value) ? String.valueOf((long) value) : String.valueOf(value);
            throw new IllegalArgumentException("%s: %s is %s; give at least %d".formatted(place, name, shown, least));
        }
    }

    public static void positive(String place, String name, double value) {
        if (!(value > 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException("%s: %s is %s; give a number above 0".formatted(place, name, value));
        }
    }

    public static void noneOrPositive(String place, String name, double value) {
        if (!(value >= 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException(
                    "%s: %s is %s; give 0 for none or a number above 0".formatted(place, name, value));
        }
    }

    /** A part that leaves something: 1 is too much. */
    public static void fraction(String place, String name, double value) {
        if (!(value >= 0 && value < 1)) {
            throw new IllegalArgumentException(
                    "%s: %s is %s; give 0 or more and less than 1".formatted(place, name, value));
        }
    }

    /** A part that may be all. */
    public static void share(String place, String name, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException("%s: %s is %s; give 0 to 1".formatted(place, name, value));
        }
    }
}
