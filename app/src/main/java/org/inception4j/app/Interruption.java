package org.inception4j.app;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets Ctrl-C (or a termination by the system) wait until work has been put away. The process then ends by the signal as
 * always, with exit code 130 for Ctrl-C.
 */
final class Interruption implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 60;

    private final CountDownLatch putAway = new CountDownLatch(1);
    private final Thread hook = new Thread(this::interrupted, "interruption");
    private volatile boolean wanted;

    private Interruption() {}

    /** Watches from now on until closed. */
    static Interruption watch() {
        Interruption interruption = new Interruption();
        Runtime.getRuntime().addShutdownHook(interruption.hook);
        return interruption;
    }

    /** Whether the work should be put away now. */
    boolean wanted() {
        return wanted;
    }

    private void interrupted() {
        wanted = true;
        try {
            boolean _ = putAway.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The work is put away. */
    @Override
    public void close() {
        putAway.countDown();
        if (!wanted) {
            removeHook();
        }
    }

    private void removeHook() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException shuttingDownMeanwhile) {
            putAway.countDown();
        }
    }
}
