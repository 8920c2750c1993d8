package org.inception4j.applications.download;

import java.io.PrintStream;
import java.net.URI;

/**
 * A bar of one line on a terminal, drawn anew with each percent: {@code inception_v3….h5 ████░░░░ 45.1/95.9 MB}. Without a
 * known total it shows what has come so far.
 */
public final class ProgressBar implements DownloadListener {
    private static final int WIDTH = 24;
    private static final double MEGABYTE = 1e6;

    /** Parts of the total after which it is drawn anew. */
    private static final int STEPS = 100;

    private final PrintStream terminal;
    private long drawn = -1;

    private ProgressBar(PrintStream terminal) {
        this.terminal = terminal;
    }

    /** Usually on {@code System.err}, so that what is printed for others stays clean. The stream is not closed. */
    public static ProgressBar on(PrintStream terminal) {
        return new ProgressBar(terminal);
    }

    @Override
    public synchronized void progress(URI source, long received, long total) {
        long step = total > 0 ? received * STEPS / total : (long) (received / MEGABYTE);
        if (received == 0) {
            drawn = -1; // another file
        }
        if (step == drawn) {
            return;
        }
        drawn = step;
        terminal.print('\r' + line(source, received, total) + (received == total ? System.lineSeparator() : ""));
        terminal.flush();
    }

    private static String line(URI source, long received, long total) {
        String path = source.getPath();
        String file = path.substring(path.lastIndexOf('/') + 1);
        if (total <= 0) {
            return "%s %.1f MB".formatted(file, received / MEGABYTE);
        }
        int filled = (int) (WIDTH * received / total);
        return "%s %s%s %.1f/%.1f MB"
                .formatted(file, "█".repeat(filled), "░".repeat(WIDTH - filled), received / MEGABYTE, total / MEGABYTE);
    }
}
