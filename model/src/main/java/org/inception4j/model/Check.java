package org.inception4j.model;

/** The checks that layers make of their arguments, each with the one wording it has everywhere. */
final class Check {
    private Check() {}

    static void atLeast(String place, String name, int value, int least) {
        if (value < least) {
            throw new IllegalArgumentException("%s: %s is %d; give at least %d".formatted(place, name, value, least));
        }
    }

    static void atLeast(String place, String name, Size value, int least) {
        if (value.height() < least || value.width() < least) {
            throw new IllegalArgumentException("%s: %s is %s; give at least %d".formatted(place, name, value, least));
        }
    }

    /** A pooling window that saw padding only would have no largest number and no mean. */
    static void paddingWithin(String place, String name, Size window, Padding padding) {
        if (padding instanceof Padding.Explicit pad
                && (Math.max(pad.top(), pad.bottom()) >= window.height()
                        || Math.max(pad.left(), pad.right()) >= window.width())) {
            throw new IllegalArgumentException(
                    "%s: padding %s is as wide as the %s %s; pad by less, so that no window sees padding only"
                            .formatted(place, padding, name, window));
        }
    }

    static void positive(String place, String name, double value) {
        if (!(value > 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException("%s: %s is %s; give a number above 0".formatted(place, name, value));
        }
    }

    static void notNegative(String place, String name, double value) {
        if (!(value >= 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException("%s: %s is %s; give 0 or more".formatted(place, name, value));
        }
    }

    static void finite(String place, String name, double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("%s: %s is %s; give a finite number".formatted(place, name, value));
        }
    }

    /** A share in [0, 1): 1 would leave nothing. */
    static void fraction(String place, String name, double value) {
        if (!(value >= 0 && value < 1)) {
            throw new IllegalArgumentException(
                    "%s: %s is %s; give 0 or more and less than 1".formatted(place, name, value));
        }
    }
}
