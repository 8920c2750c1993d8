package org.inception4j.vision;

import java.util.stream.IntStream;
import org.inception4j.random.CounterRandom;

/**
 * In which order pictures come, and what their random changes are drawn from.
 *
 * @param shuffled whether the order is drawn, or is that of the list
 */
public record BatchOrder(boolean shuffled, long seed, long epoch) {
    private static final long SHUFFLE = CounterRandom.keyOf("shuffle");
    private static final long AUGMENTATION = CounterRandom.keyOf("augmentation");

    /** As in the list. */
    public static BatchOrder sequential() {
        return new BatchOrder(false, 0, 0);
    }

    /** Another order in each epoch, the same for the same seed. */
    public static BatchOrder shuffled(long seed, long epoch) {
        return new BatchOrder(true, seed, epoch);
    }

    /** Position in the list of the first, second, … picture. */
    int[] positions(int images) {
        int[] positions = IntStream.range(0, images).toArray();
        if (shuffled) {
            CounterRandom.of(seed, SHUFFLE, epoch).shuffle(positions);
        }
        return positions;
    }

    /** What the changes of the picture at this position of the list are drawn from. */
    CounterRandom randomOf(int position) {
        return CounterRandom.of(seed, AUGMENTATION, epoch, position);
    }
}
