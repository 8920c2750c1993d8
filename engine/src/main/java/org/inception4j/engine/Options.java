package org.inception4j.engine;

/** The checks that both kinds of options make. */
final class Options {
    private Options() {}

    static void check(int batch, int threads) {
        if (batch < 1) {
            throw new IllegalArgumentException("batch: is %d; give at least 1".formatted(batch));
        }
        if (threads < 0) {
            throw new IllegalArgumentException("threads: is %d; give 0 for all or at least 1".formatted(threads));
        }
    }
}
