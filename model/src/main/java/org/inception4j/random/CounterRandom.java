package org.inception4j.random;

/**
 * A stream of random numbers that is a pure function of its key: the same key gives the same numbers on every machine,
 * whichever thread draws them. Keys are made by {@link #of(long, long...)}, for example from seed, epoch, image and purpose.
 *
 * <p>The generator is SplitMix64 (Steele, Lea and Flood, 2014) started at a hash of the key. A stream belongs to one thread.
 */
public final class CounterRandom {
    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    private long state;

    private CounterRandom(long state) {
        this.state = state;
    }

    /** The stream of this key; streams of different keys are independent of each other. */
    public static CounterRandom of(long seed, long... key) {
        long hash = mix(seed + GOLDEN_GAMMA) + GOLDEN_GAMMA;
        for (long part : key) {
            hash = mix(hash ^ mix(part + GOLDEN_GAMMA)) + GOLDEN_GAMMA;
        }
        return new CounterRandom(hash);
    }

    /** A part of a key made from a text, such as the name of a layer; unlike {@code hashCode} it has 64 bits. */
    public static long keyOf(String text) {
        long hash = 0;
        for (int i = 0; i < text.length(); i++) {
            hash = mix(hash + GOLDEN_GAMMA + text.charAt(i));
        }
        return hash;
    }

    public long nextLong() {
        state += GOLDEN_GAMMA;
        return mix(state);
    }

    /** Uniform in [0, 1), with 53 random bits. */
    public double nextDouble() {
        return (nextLong() >>> 11) * 0x1.0p-53;
    }

    /** Uniform in [from, to). */
    public double nextDouble(double from, double to) {
        return from + (to - from) * nextDouble();
    }

    /** Uniform in 0 … bound - 1; {@code bound} is at least 1. */
    public int nextInt(int bound) {
        if (bound < 1) {
            throw new IllegalArgumentException("bound: is %d; give at least 1".formatted(bound));
        }
        return (int) Math.unsignedMultiplyHigh(nextLong(), bound);
    }

    /** Standard normal (Box and Muller; of each pair one is used, so that a draw does not depend on the one before). */
    public double nextGaussian() {
        double radius = Math.sqrt(-2 * Math.log(1 - nextDouble()));
        return radius * Math.cos(2 * Math.PI * nextDouble());
    }

    /** Shuffles in place (Fisher and Yates). */
    public void shuffle(int[] values) {
        for (int last = values.length - 1; last > 0; last--) {
            int other = nextInt(last + 1);
            int value = values[last];
            values[last] = values[other];
            values[other] = value;
        }
    }

    private static long mix(long value) {
        long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
