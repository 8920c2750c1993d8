package org.inception4j.training.optimizer;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.inception4j.training.optimizer.WeightUpdate.Scratch;

/** A few threads that share numbered pieces of work, each in one stretch and with arrays of its own. */
final class Workers implements AutoCloseable {
    private final List<Scratch> scratches;
    private final ExecutorService threads;

    interface Work {
        void run(int index, Scratch scratch);
    }

    Workers(int count, Supplier<Scratch> scratch) {
        this.scratches = IntStream.range(0, count).mapToObj(_ -> scratch.get()).toList();
        this.threads = count == 1
                ? null
                : Executors.newFixedThreadPool(
                        count,
                        Thread.ofPlatform()
                                .daemon()
                                .name("inception-update-", 1)
                                .factory());
    }

    /** Runs work 0 to {@code pieces} - 1 and waits for all of it. */
    void run(int pieces, Work work) {
        if (threads == null) {
            stretch(0, pieces, work, scratches.getFirst());
            return;
        }
        List<Callable<Void>> stretches = new ArrayList<>();
        for (int i = 0; i < scratches.size(); i++) {
            int from = (int) ((long) pieces * i / scratches.size());
            int to = (int) ((long) pieces * (i + 1) / scratches.size());
            Scratch scratch = scratches.get(i);
            stretches.add(() -> {
                stretch(from, to, work, scratch);
                return null;
            });
        }
        await(stretches);
    }

    private void await(List<Callable<Void>> stretches) {
        try {
            for (var stretch : threads.invokeAll(stretches)) {
                stretch.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("optimizer: interrupted within a step; resume from the last checkpoint", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("optimizer: a step failed (%s); see the cause".formatted(e.getCause()), e);
        }
    }

    private static void stretch(int from, int to, Work work, Scratch scratch) {
        for (int i = from; i < to; i++) {
            work.run(i, scratch);
        }
    }

    @Override
    public void close() {
        if (threads != null) {
            threads.close();
        }
    }
}
