package org.inception4j.app;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * A bar on a terminal, with the rate and the time that is left; nothing where standard error is no terminal. It is drawn at
 * most ten times a second and removed when closed. May be told from any thread.
 */
final class Progress implements AutoCloseable {
    private static final int WIDTH = 24;
    private static final long REDRAW_NANOS = 100_000_000;
    private static final double NANOS = 1e9;
    private static final double LEAST_SECONDS = 1;
    private static final String ERASE_LINE = "\r\033[K";

    private final Console console;
    private final String title;
    private final long total;
    private final LongSupplier clock;
    private long began;
    private long drawn;
    /** What was done when first told: what went before, from an earlier run or until the engine was warm, has no known time. */
    private long before = -1;

    private Progress(Console console, String title, long total, LongSupplier clock) {
        this.console = console;
        this.title = title;
        this.total = total;
        this.clock = clock;
        this.drawn = clock.getAsLong() - REDRAW_NANOS;
    }

    static Progress of(Console console, String title, long total) {
        return of(console, title, total, System::nanoTime);
    }

    static Progress of(Console console, String title, long total, LongSupplier clock) {
        return new Progress(console, title, total, clock);
    }

    /** This many images of the total are done. */
    synchronized void at(long done) {
        long now = clock.getAsLong();
        if (before < 0) {
            before = done;
            began = now;
        }
        if (console.progress() && now - drawn >= REDRAW_NANOS) {
            drawn = now;
            console.err().print(ERASE_LINE + line(title, done, total, done - before, (now - began) / NANOS));
            console.err().flush();
        }
    }

    /** Removes the bar, so that a whole line can be printed in its place. */
    synchronized void erase() {
        if (console.progress()) {
            console.err().print(ERASE_LINE);
            console.err().flush();
        }
    }

    @Override
    public void close() {
        erase();
    }

    /**
     * The whole bar.
     *
     * @param measured how many of those done took the seconds; less than a second's worth says nothing about the rate
     */
    static String line(String title, long done, long total, long measured, double seconds) {
        int filled = (int) (total == 0 ? WIDTH : Math.min(WIDTH, WIDTH * done / total));
        String bar = "█".repeat(filled) + "░".repeat(WIDTH - filled);
        String text = "%s %s %d/%d".formatted(title, bar, done, total);
        if (measured == 0 || seconds < LEAST_SECONDS) {
            return text;
        }
        double rate = measured / seconds;
        return "%s · %s images/s · %s left".formatted(text, rate(rate), duration((total - done) / rate));
    }

    static String rate(double perSecond) {
        return perSecond < 10 ? "%.1f".formatted(perSecond) : "%.0f".formatted(perSecond);
    }

    /** {@code 7 s}, {@code 3:05 min}, {@code 1:02:03 h}. */
    static String duration(double seconds) {
        Duration whole = Duration.ofSeconds(Math.round(seconds));
        if (whole.toHours() > 0) {
            return "%d:%02d:%02d h".formatted(whole.toHours(), whole.toMinutesPart(), whole.toSecondsPart());
        }
        return whole.toMinutes() > 0
                ? "%d:%02d min".formatted(whole.toMinutes(), whole.toSecondsPart())
                : whole.toSeconds() + " s";
    }
}
