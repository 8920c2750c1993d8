package org.inception4j.app;

/** Numbers of things, as people say them. */
final class Count {
    private Count() {}

    /** {@code 1 picture}, {@code 2 pictures}. */
    static String of(long number, String one) {
        return of(number, one, one + "s");
    }

    static String of(long number, String one, String more) {
        return "%d %s".formatted(number, number == 1 ? one : more);
    }
}
