package org.inception4j.engine.reference;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/** The threads of a plan. Which thread does what changes no result: every number is summed by one task, in one order. */
final class Workers implements AutoCloseable {
    private final int threads;
    private final ExecutorService pool;

    /** {@code threads} 0: all that the machine has. */
    Workers(int threads) {
        this.threads = threads > 0 ? threads : Runtime.getRuntime().availableProcessors();
        this.pool = Executors.newFixedThreadPool(
                this.threads,
                Thread.ofPlatform().daemon().name("reference-engine-", 1).factory());
    }

    /** Does {@code task} for 0 … count - 1 and returns when all are done; the caller's thread works too. */
    void each(int count, IntConsumer task) {
        if (pool.isShutdown()) {
            throw new IllegalStateException("engine reference: the plan is closed; compile another");
        }
        AtomicInteger next = new AtomicInteger();
        Runnable share = () -> {
            for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
                task.accept(i);
            }
        };
        List<Future<?>> others = new ArrayList<>();
        for (int i = 1; i < Math.min(threads, count); i++) {
            others.add(pool.submit(share));
        }
        share.run();
        others.forEach(Workers::await);
    }

    private static void await(Future<?> other) {
        try {
            other.get();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("engine reference: was interrupted; the plan's last result is incomplete");
        } catch (ExecutionException failed) {
            throw new IllegalStateException("engine reference: a worker failed: " + failed.getCause(), failed);
        }
    }

    @Override
    public void close() {
        pool.shutdown();
    }
}
