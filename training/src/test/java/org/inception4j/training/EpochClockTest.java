package org.inception4j.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.inception4j.model.Shape;
import org.inception4j.tensor.Tensor;
import org.inception4j.training.checkpoint.EpochTotals;
import org.junit.jupiter.api.Test;

class EpochClockTest {
    private static final long PAUSE_NANOS = 20_000_000;
    private static final double PAUSE_SECONDS = 0.020;
    private static final EpochTotals BEFORE = new EpochTotals(8, 1, 10, 4, Map.of());

    @Test
    void countsTheTimeWithoutABatchAsWaiting() {
        EpochClock clock = new EpochClock(BEFORE);
        ExampleBatch batch = new ExampleBatch(0, Tensor.zeros(Shape.of(1, 1)), new int[1]);

        assertThat(clock.next(slow(batch))).isSameAs(batch);

        EpochTotals stamped = clock.stamp(BEFORE);
        assertThat(stamped.waited()).isGreaterThanOrEqualTo(4 + PAUSE_SECONDS);
        assertThat(stamped.seconds() - 10).isGreaterThanOrEqualTo(stamped.waited() - 4);
        assertThat(stamped.images()).isEqualTo(8);
    }

    @Test
    void doesNotCountTheTimeBetweenAsWaiting() {
        EpochClock clock = new EpochClock(BEFORE);

        pause();

        assertThat(clock.stamp(BEFORE).waited()).isEqualTo(4);
        assertThat(clock.stamp(BEFORE).seconds()).isGreaterThanOrEqualTo(10 + PAUSE_SECONDS);
    }

    private static ExampleBatches slow(ExampleBatch batch) {
        return new ExampleBatches() {
            @Override
            public ExampleBatch next() {
                pause();
                return batch;
            }

            @Override
            public void close() {}
        };
    }

    private static void pause() {
        long until = System.nanoTime() + PAUSE_NANOS;
        while (System.nanoTime() < until) {
            LockSupport.parkNanos(until - System.nanoTime());
        }
    }
}
