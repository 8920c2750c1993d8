package org.inception4j.classifier;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/**
 * How a list is computed by several workers at once: each takes the next piece and does all that belongs to it, from file to
 * answer, by itself. So no worker ever waits for another, which threads that share one batch do at each of its steps.
 *
 * @param items length of the list
 * @param size items of a piece; the last may have fewer
 * @param workers threads that take pieces, at most as many as there are items
 * @param threads processor threads for the engine's call of each worker
 */
public record Pieces(int items, int size, int workers, int threads) {
    /** Pieces that a worker may be ahead of one that is slower, so that results held back are few. */
    private static final int AHEAD = 4;

    private static final ThreadFactory FACTORY =
            Thread.ofPlatform().daemon().name("inception-work-", 1).factory();

    public Pieces {
        if (items < 0 || size < 1 || workers < 1 || threads < 1) {
            throw new IllegalArgumentException(
                    "pieces: %d items by %d, for %d workers of %d threads; give at least 0, 1, 1 and 1"
                            .formatted(items, size, workers, threads));
        }
    }

    /**
     * A worker for each thread. A short list is cut into smaller pieces, so that all workers have one; their sizes are powers of
     * two, because a plan is made for each.
     *
     * @param batch items that all workers together compute at once, or their number where that is more
     * @param threads of the processor; 0: all that the machine has
     */
    public static Pieces of(int items, int batch, int threads) {
        int all = threads == 0 ? Runtime.getRuntime().availableProcessors() : threads;
        int workers = Math.clamp(items, 1, all);
        int most = Math.ceilDiv(batch, workers);
        int fair = Math.max(1, Math.ceilDiv(items, workers));
        return new Pieces(items, Math.min(most, powerOfTwo(fair)), workers, all / workers);
    }

    private static int powerOfTwo(int atLeast) {
        return atLeast > 1 << 30 ? atLeast : Integer.highestOneBit(2 * atLeast - 1);
    }

    /** Number of pieces. */
    public int count() {
        return Math.ceilDiv(items, size);
    }

    /** The part of the list that this piece is. */
    public <T> List<T> of(List<T> list, int piece) {
        return list.subList(piece * size, Math.min(items, (piece + 1) * size));
    }

    /**
     * Does the work of every piece on the workers' threads and gives the results to the calling thread in the order of the
     * pieces, each as soon as it and those before it are there. What the work or the consumer throws comes out here, after all
     * work that was begun has ended.
     */
    public <R> void run(IntFunction<R> work, Consumer<R> consumer) {
        if (workers == 1 || count() == 1) {
            for (int piece = 0; piece < count(); piece++) {
                consumer.accept(work.apply(piece));
            }
            return;
        }
        Deque<CompletableFuture<R>> ahead = new ArrayDeque<>();
        try (ExecutorService pool = Executors.newFixedThreadPool(workers, FACTORY)) {
            try {
                run(work, consumer, pool, ahead);
            } finally {
                pool.shutdown();
                ahead.forEach(result -> result.cancel(false));
            }
        }
    }

    private <R> void run(
            IntFunction<R> work, Consumer<R> consumer, ExecutorService pool, Deque<CompletableFuture<R>> ahead) {
        for (int piece = 0; piece < count(); piece++) {
            if (ahead.size() == AHEAD * workers) {
                consumer.accept(result(ahead.remove()));
            }
            int next = piece;
            ahead.add(CompletableFuture.supplyAsync(() -> work.apply(next), pool));
        }
        while (!ahead.isEmpty()) {
            consumer.accept(result(ahead.remove()));
        }
    }

    private static <R> R result(CompletableFuture<R> future) {
        try {
            return future.join();
        } catch (CompletionException e) {
            switch (e.getCause()) {
                case RuntimeException failure -> throw failure;
                case Error failure -> throw failure;
                default -> throw e;
            }
        }
    }
}
