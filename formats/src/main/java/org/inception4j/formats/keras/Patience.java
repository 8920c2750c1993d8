package org.inception4j.formats.keras;

import java.lang.foreign.Arena;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Ends a walk without end: when the time is up, the memory of the file is closed, and the library's next look at it fails. The
 * time is a hundred times what the slowest sound file of the size takes.
 */
final class Patience implements AutoCloseable {
    private static final Duration LEAST = Duration.ofSeconds(20);
    private static final long BYTES_A_SECOND = 4 << 20;
    private static final ScheduledThreadPoolExecutor CLOCK = clock();

    private final ScheduledFuture<?> end;

    private Patience(ScheduledFuture<?> end) {
        this.end = end;
    }

    /** @param bytes of the file */
    static Patience of(Arena arena, long bytes) {
        return of(arena, LEAST.plusSeconds(bytes / BYTES_A_SECOND));
    }

    static Patience of(Arena arena, Duration time) {
        return new Patience(CLOCK.schedule(arena::close, time.toMillis(), TimeUnit.MILLISECONDS));
    }

    @Override
    public void close() {
        end.cancel(false);
    }

    private static ScheduledThreadPoolExecutor clock() {
        ScheduledThreadPoolExecutor clock = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "hdf5-patience");
            thread.setDaemon(true);
            return thread;
        });
        clock.setRemoveOnCancelPolicy(true);
        return clock;
    }
}
