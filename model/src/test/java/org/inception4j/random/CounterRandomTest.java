package org.inception4j.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CounterRandomTest {
    private static final int DRAWS = 100_000;

    @Test
    void isSplitMix64StartedAfterTheSeedsHash() {
        // published values of SplitMix64 for the seed 1234567
        SplitMix64 published = new SplitMix64(1234567);
        assertThat(published.next()).isEqualTo(6457827717110365317L);
        assertThat(published.next()).isEqualTo(3203168211198807973L);
        assertThat(published.next()).isEqualTo(Long.parseUnsignedLong("9817491932198370423"));

        SplitMix64 expected = new SplitMix64(new SplitMix64(1234567).next());
        expected.next();
        CounterRandom random = CounterRandom.of(1234567);
        for (int i = 0; i < 1000; i++) {
            assertThat(random.nextLong()).isEqualTo(expected.next());
        }
    }

    /** Saved runs depend on these: they must never change. */
    @Test
    void givesTheseNumbersForEver() {
        assertThat(CounterRandom.of(42).nextLong()).isEqualTo(-816328817471504299L);
        assertThat(CounterRandom.of(42, 1, 2).nextLong()).isEqualTo(-7231365473868632956L);
        assertThat(CounterRandom.of(-1, Long.MIN_VALUE).nextDouble()).isEqualTo(0.46088455112634696);
        assertThat(CounterRandom.of(42).nextGaussian()).isCloseTo(-2.4879496392951745, within(1e-15));
        assertThat(CounterRandom.of(42).nextInt(1000)).isEqualTo(955);
        assertThat(CounterRandom.keyOf("conv2d/kernel")).isEqualTo(8014758452121584948L);
    }

    @Test
    void isAFunctionOfItsKey() {
        assertThat(firstOf(7, 1, 2, 3)).isEqualTo(firstOf(7, 1, 2, 3));
        assertThat(Set.of(
                        firstOf(7),
                        firstOf(8),
                        firstOf(7, 0),
                        firstOf(7, 0, 0),
                        firstOf(7, 1),
                        firstOf(1, 7),
                        firstOf(7, 1, 2),
                        firstOf(7, 2, 1),
                        firstOf(0, 7, 1)))
                .hasSize(9);
    }

    @Test
    void givesDifferentStreamsForNeighbouringKeys() {
        Set<Long> first = new HashSet<>();
        for (int epoch = 0; epoch < 100; epoch++) {
            for (int image = 0; image < 1000; image++) {
                first.add(firstOf(1, epoch, image));
            }
        }
        assertThat(first).hasSize(100_000);
    }

    @Test
    void drawsStreamsOfNeighbouringKeysIndependently() {
        double[] first = keyed(0, 0);
        assertThat(correlation(first, keyed(1, 0))).isCloseTo(0, within(0.015));
        assertThat(correlation(first, keyed(0, 1))).isCloseTo(0, within(0.015));
        assertThat(correlation(first, secondDraws())).isCloseTo(0, within(0.015));
        assertThat(chiSquare(first, 100)).isBetween(50.0, 160.0);
    }

    @Test
    void drawsNumbersBetweenZeroAndOneEvenly() {
        CounterRandom random = CounterRandom.of(3);
        double[] values = DoubleStream.generate(random::nextDouble).limit(DRAWS).toArray();
        assertThat(Arrays.stream(values)).allMatch(value -> value >= 0 && value < 1);
        assertThat(chiSquare(values, 100)).isBetween(50.0, 160.0);
        double[] moved = DoubleStream.generate(() -> random.nextDouble(-3, 5))
                .limit(DRAWS)
                .toArray();
        assertThat(Arrays.stream(moved).min().orElseThrow()).isBetween(-3.0, -2.99);
        assertThat(Arrays.stream(moved).max().orElseThrow()).isBetween(4.99, 5.0);
    }

    @Test
    void drawsEachWholeNumberBelowTheBoundAsOften() {
        CounterRandom random = CounterRandom.of(4);
        int[] counts = new int[7];
        for (int i = 0; i < 70_000; i++) {
            counts[random.nextInt(7)]++;
        }
        assertThat(Arrays.stream(counts)).allMatch(count -> Math.abs(count - 10_000) < 500);
        assertThat(random.nextInt(1)).isZero();
        assertThat(random.nextInt(Integer.MAX_VALUE)).isNotNegative();
    }

    @Test
    void drawsAStandardNormal() {
        CounterRandom random = CounterRandom.of(5);
        double[] values =
                DoubleStream.generate(random::nextGaussian).limit(DRAWS).toArray();
        assertThat(moment(values, 1)).isCloseTo(0, within(0.02));
        assertThat(moment(values, 2)).isCloseTo(1, within(0.02));
        assertThat(moment(values, 3)).isCloseTo(0, within(0.05));
        assertThat(moment(values, 4)).isCloseTo(3, within(0.1));
        assertThat(Arrays.stream(values).filter(value -> Math.abs(value) < 1).count() / (double) DRAWS)
                .isCloseTo(0.6827, within(0.006));
    }

    @Test
    void shufflesIntoEachOrderAsOften() {
        CounterRandom random = CounterRandom.of(6);
        int[] counts = new int[1000];
        for (int i = 0; i < 60_000; i++) {
            int[] values = {1, 2, 3};
            random.shuffle(values);
            counts[values[0] * 100 + values[1] * 10 + values[2]]++;
        }
        assertThat(Arrays.stream(counts).filter(count -> count > 0))
                .hasSize(6)
                .allMatch(count -> Math.abs(count - 10_000) < 500);
    }

    @Test
    void keepsEachNumberWhenShuffling() {
        int[] values = IntStream.range(0, 1000).toArray();
        CounterRandom.of(7).shuffle(values);
        assertThat(values).isNotEqualTo(IntStream.range(0, 1000).toArray());
        assertThat(Arrays.stream(values).sorted().toArray())
                .isEqualTo(IntStream.range(0, 1000).toArray());
        int[] none = {};
        CounterRandom.of(7).shuffle(none);
    }

    @Test
    void makesKeysOfTextsThatDiffer() {
        Set<Long> keys = new HashSet<>();
        for (int block = 0; block < 300; block++) {
            for (int layer = 0; layer < 300; layer++) {
                keys.add(CounterRandom.keyOf("mixed%d/conv%d/kernel".formatted(block, layer)));
            }
        }
        assertThat(keys).hasSize(90_000);
        assertThat(CounterRandom.keyOf("ab")).isNotEqualTo(CounterRandom.keyOf("ba"));
        // texts whose hashCode is one
        assertThat(CounterRandom.keyOf("Aa")).isNotEqualTo(CounterRandom.keyOf("BB"));
    }

    @Test
    void refusesABoundThatLeavesNothing() {
        CounterRandom random = CounterRandom.of(1);
        assertThatThrownBy(() -> random.nextInt(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("bound: is 0; give at least 1");
    }

    private static long firstOf(long seed, long... key) {
        return CounterRandom.of(seed, key).nextLong();
    }

    /** The first draw of the streams (seed, key), (seed, key + 1) … */
    private static double[] keyed(long seed, long key) {
        return IntStream.range(0, DRAWS)
                .mapToDouble(i -> CounterRandom.of(seed, key + i).nextDouble())
                .toArray();
    }

    private static double[] secondDraws() {
        return IntStream.range(0, DRAWS)
                .mapToDouble(i -> {
                    CounterRandom random = CounterRandom.of(0, i);
                    random.nextLong();
                    return random.nextDouble();
                })
                .toArray();
    }

    private static double correlation(double[] one, double[] other) {
        return IntStream.range(0, one.length)
                        .mapToDouble(i -> (one[i] - 0.5) * (other[i] - 0.5))
                        .average()
                        .orElseThrow()
                * 12;
    }

    /** About the number of cells less one for even draws, give or take a few times the root of twice that. */
    private static double chiSquare(double[] values, int cells) {
        int[] counts = new int[cells];
        Arrays.stream(values).forEach(value -> counts[(int) (value * cells)]++);
        double expected = values.length / (double) cells;
        return Arrays.stream(counts)
                .mapToDouble(count -> (count - expected) * (count - expected) / expected)
                .sum();
    }

    private static double moment(double[] values, int power) {
        return Arrays.stream(values)
                .map(value -> Math.pow(value, power))
                .average()
                .orElseThrow();
    }

    /** As in the paper's appendix. */
    private static final class SplitMix64 {
        private long state;

        SplitMix64(long state) {
            this.state = state;
        }

        long next() {
            state += 0x9e3779b97f4a7c15L;
            long z = state;
            z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
            z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
            return z ^ (z >>> 31);
        }
    }
}
