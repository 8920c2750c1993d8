package org.inception4j.engine;

import org.inception4j.random.CounterRandom;

/** The factors of a dropout layer, a pure function of seed, step, layer and example, so that every engine draws the same. */
public final class DropoutMask {
    private DropoutMask() {}

    /** Fills {@code count} factors of one example from {@code offset} on: 0 with probability {@code rate}, else 1 / (1 - rate). */
    public static void fill(float[] mask, int offset, int count, float rate, Draw draw) {
        CounterRandom random = CounterRandom.of(draw.seed, draw.step, draw.layer, draw.example);
        float kept = 1 / (1 - rate);
        for (int i = offset; i < offset + count; i++) {
            mask[i] = random.nextDouble() < rate ? 0 : kept;
        }
    }

    /** What a mask is drawn for; {@code layer} is {@link CounterRandom#keyOf} of the layer's name. */
    public record Draw(long seed, long step, long layer, long example) {}
}
