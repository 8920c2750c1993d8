package org.inception4j.formats;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import org.inception4j.formats.Fuzz.Reading;

/** Reads one damaged file after another, each in a thread of its own, and holds it against the limits. */
final class FuzzRuns {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final BufferPoolMXBean NATIVE = ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
            .filter(pool -> pool.getName().equals("direct"))
            .findFirst()
            .orElseThrow();

    /** Of the clock, for one that waits and uses no processor. */
    private static final int PATIENCE = 30;

    private final Reading reading;
    private final long maxNanos;
    private int read;
    private int refused;
    private long worstNanos;
    private long worstBytes;

    FuzzRuns(Reading reading, long maxNanos) {
        this.reading = reading;
        this.maxNanos = maxNanos;
    }

    void read(Path file, long seed, long maxBytes) {
        Run run = new Run(file);
        // A daemon: one that hangs is left behind
        Thread thread = Thread.ofPlatform().daemon().name("fuzz-" + seed).unstarted(run);
        thread.start();
        if (!isDone(thread) || run.nanos > maxNanos) {
            AssertionError late = failure(seed, "is not done after %.1f s".formatted(maxNanos / 1e9));
            late.addSuppressed(where(thread));
            throw late;
        }
        if (run.wrong != null) {
            throw new AssertionError(failure(seed, "threw " + run.wrong).getMessage(), run.wrong);
        }
        if (run.bytes > maxBytes) {
            throw failure(seed, "allocated %,d bytes of at most %,d".formatted(run.bytes, maxBytes));
        }
        count(run);
    }

    private void count(Run run) {
        if (run.refused) {
            refused++;
        } else {
            read++;
        }
        worstNanos = Math.max(worstNanos, run.nanos);
        worstBytes = Math.max(worstBytes, run.bytes);
    }

    private boolean isDone(Thread thread) {
        long begin = System.nanoTime();
        try {
            while (!thread.join(Duration.ofMillis(50))) {
                if (THREADS.getThreadCpuTime(thread.threadId()) > maxNanos
                        || System.nanoTime() - begin > PATIENCE * maxNanos) {
                    return false;
                }
            }
            return true;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        }
    }

    private static Throwable where(Thread thread) {
        Throwable where = new Throwable("it was here");
        where.setStackTrace(thread.getStackTrace());
        return where;
    }

    private static AssertionError failure(long seed, String what) {
        return new AssertionError("run %d %s; repeat it alone with -Dfuzz.seed=%d".formatted(seed, what, seed));
    }

    @Override
    public String toString() {
        return "%d damaged files, %d refused, %d read, at worst %.0f ms and %.1f MB"
                .formatted(refused + read, refused, read, worstNanos / 1e6, worstBytes / 1e6);
    }

    /** Fields are read after the thread has ended. */
    private final class Run implements Runnable {
        private final Path file;
        private Throwable wrong;
        private boolean refused;
        private long bytes;
        private long nanos;

        Run(Path file) {
            this.file = file;
        }

        @Override
        public void run() {
            long heap = THREADS.getCurrentThreadAllocatedBytes();
            long outside = NATIVE.getTotalCapacity();
            try {
                reading.read(file);
            } catch (IOException _) {
                refused = true;
            } catch (Throwable other) {
                wrong = other;
            }
            bytes = THREADS.getCurrentThreadAllocatedBytes() - heap + Math.max(0, NATIVE.getTotalCapacity() - outside);
            nanos = THREADS.getCurrentThreadCpuTime();
        }
    }
}
