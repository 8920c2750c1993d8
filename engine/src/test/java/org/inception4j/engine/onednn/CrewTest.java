package org.inception4j.engine.onednn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CrewTest {
    @Test
    void runsEachLaneOnceAndTheFirstInTheCaller() {
        try (Crew crew = new Crew(3)) {
            for (int round = 0; round < 200; round++) {
                Set<Integer> lanes = Collections.synchronizedSet(new TreeSet<>());
                Thread caller = Thread.currentThread();
                boolean ran = crew.run(lane -> {
                    assertThat(lanes.add(lane)).isTrue();
                    assertThat(Thread.currentThread() == caller).isEqualTo(lane == 0);
                });
                assertThat(ran).isTrue();
                assertThat(lanes).containsExactly(0, 1, 2);
            }
        }
    }

    @Test
    void wakesThreadsThatHaveGoneToSleep() throws InterruptedException {
        try (Crew crew = new Crew(2)) {
            AtomicInteger runs = new AtomicInteger();
            for (int round = 0; round < 3; round++) {
                crew.run(_ -> runs.incrementAndGet());
                Thread.sleep(50);
            }
            assertThat(runs).hasValue(6);
        }
    }

    @Test
    void isOneCallersAtATime() throws InterruptedException {
        try (Crew crew = new Crew(2)) {
            CountDownLatch inside = new CountDownLatch(2);
            CountDownLatch leave = new CountDownLatch(1);
            Thread other = Thread.ofPlatform()
                    .start(() -> crew.run(_ -> {
                        inside.countDown();
                        await(leave);
                    }));
            await(inside);
            assertThat(crew.run(_ -> {
                        throw new AssertionError("ran beside another call");
                    }))
                    .isFalse();
            leave.countDown();
            other.join();
            assertThat(crew.run(_ -> {})).isTrue();
        }
    }

    @Test
    void tellsWhatFailedInAnyLaneAndGoesOn() {
        try (Crew crew = new Crew(2)) {
            for (int failing = 0; failing < 2; failing++) {
                int bad = failing;
                assertThatThrownBy(() -> crew.run(lane -> {
                            if (lane == bad) {
                                throw new IllegalArgumentException("lane " + lane);
                            }
                        }))
                        .hasMessage("oneDNN: lane " + bad);
            }
            assertThat(crew.run(_ -> {})).isTrue();
        }
    }

    @Test
    void ofOneHasNothingToShareOut() {
        try (Crew crew = new Crew(1)) {
            assertThat(crew.run(_ -> {})).isFalse();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
