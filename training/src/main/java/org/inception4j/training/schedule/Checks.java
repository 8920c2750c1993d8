package org.inception4j.training.schedule;

/** The checks that schedules make of their numbers. */
final class Checks {
    private Checks() {}

    static void positive(String what, double value) {
        if (!(value > 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException("%s is %s; give a number above 0".formatted(what, value));
        }
    }

    static void share(String what, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException("%s is %s; give 0 to 1".formatted(what, value));
        }
    }
}
