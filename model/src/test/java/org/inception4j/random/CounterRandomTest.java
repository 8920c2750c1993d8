package org.inception4j.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CounterRandomTest {
    @Test
    void givesTheSameNumbersForTheSameKey() {
        assertThat(CounterRandom.of(1, 2, 3).nextLong())
                .isEqualTo(CounterRandom.of(1, 2, 3).nextLong());
    }

    @Test
    void neverSwapsSeedAndKey() {
        Set<Long> first = new HashSet<>();
        for (long seed = 0; seed < 40; seed++) {
            for (long part = 0; part < 40; part++) {
                first.add(CounterRandom.of(seed, part).nextLong());
                first.add(CounterRandom.of(7, seed, part).nextLong());
            }
        }
        assertThat(first).hasSize(2 * 40 * 40);
    }

    @Test
    void isUniform() {
        CounterRandom random = CounterRandom.of(3);
        double[] draws = IntStream.range(0, 100_000)
                .mapToDouble(_ -> random.nextDouble())
                .toArray();
        double mean = IntStream.range(0, draws.length)
                .mapToDouble(i -> draws[i])
                .average()
                .orElseThrow();
        double square = IntStream.range(0, draws.length)
                .mapToDouble(i -> draws[i] * draws[i])
                .average()
                .orElseThrow();
        assertThat(mean).isCloseTo(1 / 2.0, within(5e-3));
        assertThat(square).isCloseTo(1 / 3.0, within(5e-3));
    }

    @Test
    void isNormalWhereAsked() {
        CounterRandom random = CounterRandom.of(4);
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < 100_000; i++) {
            double draw = random.nextGaussian();
            sum += draw;
            squares += draw * draw;
        }
        assertThat(sum / 1e5).isCloseTo(0, within(0.02));
        assertThat(squares / 1e5).isCloseTo(1, within(0.02));
    }

    @Test
    void drawsEachNumberBelowTheBoundAlikeOften() {
        CounterRandom random = CounterRandom.of(5);
        int[] counts = new int[7];
        for (int i = 0; i < 70_000; i++) {
            counts[random.nextInt(7)]++;
        }
        assertThat(IntStream.of(counts)).allMatch(count -> Math.abs(count - 10_000) < 500);
    }

    @Test
    void shufflesEverythingAndLosesNothing() {
        int[] order = IntStream.range(0, 100).toArray();
        CounterRandom.of(6).shuffle(order);
        assertThat(order).isNotEqualTo(IntStream.range(0, 100).toArray());
        assertThat(IntStream.of(order).sorted())
                .containsExactlyElementsOf(IntStream.range(0, 100).boxed().toList());
    }

    @Test
    void tellsTextsApart() {
        assertThat(CounterRandom.keyOf("conv2d_1")).isNotEqualTo(CounterRandom.keyOf("conv2d_2"));
        assertThat(CounterRandom.keyOf("ab")).isNotEqualTo(CounterRandom.keyOf("ba"));
    }

    @Test
    void refusesABoundBelowOne() {
        assertThatThrownBy(() -> CounterRandom.of(1).nextInt(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("bound: is 0; give at least 1");
    }
}
