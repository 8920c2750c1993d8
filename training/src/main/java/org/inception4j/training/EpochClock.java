package org.inception4j.training;

import org.inception4j.training.checkpoint.EpochTotals;

/** How long an epoch's training part takes, and how much of that the engine waits for a batch; goes on from earlier totals. */
final class EpochClock {
    private static final double NANOSECONDS = 1e9;

    private final EpochTotals before;
    private final long began = System.nanoTime();
    private long waited;

    EpochClock(EpochTotals before) {
        this.before = before;
    }

    ExampleBatch next(ExampleBatches batches) {
        long asked = System.nanoTime();
        ExampleBatch batch = batches.next();
        waited += System.nanoTime() - asked;
        return batch;
    }

    EpochTotals stamp(EpochTotals totals) {
        return totals.withSeconds(
                before.seconds() + (System.nanoTime() - began) / NANOSECONDS, before.waited() + waited / NANOSECONDS);
    }
}
