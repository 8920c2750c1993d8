package org.inception4j.classifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PiecesTest {
    @ParameterizedTest
    @CsvSource({
        "750, 16, 2,   8,  2, 1",
        "750, 16, 1,  16,  1, 1",
        "750, 16, 4,   4,  4, 1",
        "750, 16, 64,  1, 64, 1",
        "750,  1, 2,   1,  2, 1",
        "  1, 16, 2,   1,  1, 2",
        "  3, 16, 2,   2,  2, 1",
        "  5, 16, 2,   4,  2, 1",
        "  9, 16, 2,   8,  2, 1",
        "  5, 16, 64,  1,  5, 12",
        "  0, 16, 2,   1,  1, 2",
    })
    void givesEachThreadWorkOfItsOwn(int items, int batch, int threads, int size, int workers, int each) {
        assertThat(Pieces.of(items, batch, threads)).isEqualTo(new Pieces(items, size, workers, each));
    }

    @Test
    void cutsAListWithoutGaps() {
        List<Integer> list = IntStream.range(0, 10).boxed().toList();
        Pieces pieces = new Pieces(10, 4, 2, 1);

        assertThat(pieces.count()).isEqualTo(3);
        assertThat(IntStream.range(0, 3).mapToObj(piece -> pieces.of(list, piece)))
                .containsExactly(List.of(0, 1, 2, 3), List.of(4, 5, 6, 7), List.of(8, 9));
    }

    @ParameterizedTest
    @CsvSource({"1000, 3, 1", "1000, 3, 4", "2, 3, 4", "0, 1, 2"})
    void givesTheResultsInOrderInTheCallingThread(int items, int size, int workers) {
        Thread caller = Thread.currentThread();
        List<Integer> given = new ArrayList<>();

        new Pieces(items, size, workers, 1).run(piece -> piece, piece -> {
            assertThat(Thread.currentThread()).isSameAs(caller);
            given.add(piece);
        });

        assertThat(given)
                .isEqualTo(IntStream.range(0, Math.ceilDiv(items, size)).boxed().toList());
    }

    @Test
    void worksOnSeveralPiecesAtOnce() {
        CountDownLatch both = new CountDownLatch(2);
        List<Boolean> met = new ArrayList<>();

        new Pieces(2, 1, 2, 1)
                .run(
                        _ -> {
                            both.countDown();
                            try {
                                return both.await(1, TimeUnit.MINUTES);
                            } catch (InterruptedException e) {
                                return false;
                            }
                        },
                        met::add);

        assertThat(met).containsExactly(true, true);
    }

    @Test
    void doesNotRunFarAheadOfTheConsumer() {
        AtomicInteger begun = new AtomicInteger();
        AtomicInteger given = new AtomicInteger();
        Set<Integer> leads = ConcurrentHashMap.newKeySet();

        new Pieces(500, 1, 2, 1)
                .run(
                        piece -> {
                            leads.add(begun.incrementAndGet() - given.get());
                            return piece;
                        },
                        _ -> given.incrementAndGet());

        assertThat(leads).allMatch(lead -> lead <= 9);
    }

    @Test
    void throwsWhatTheWorkThrewAndEndsItsWorkers() throws InterruptedException {
        IllegalStateException failure = new IllegalStateException("third");

        assertThatThrownBy(() -> new Pieces(100, 1, 2, 1)
                        .run(
                                piece -> {
                                    if (piece == 2) {
                                        throw failure;
                                    }
                                    return piece;
                                },
                                _ -> {}))
                .isSameAs(failure);
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().startsWith("inception-work")) {
                assertThat(thread.join(Duration.ofMinutes(1))).isTrue();
            }
        }
    }

    @Test
    void refusesNoWorkers() {
        assertThatThrownBy(() -> new Pieces(-1, 0, 0, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("pieces: -1 items by 0, for 0 workers of 0 threads; give at least 0, 1, 1 and 1");
    }
}
