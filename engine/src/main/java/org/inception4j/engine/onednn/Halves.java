package org.inception4j.engine.onednn;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Float32 numbers as sums of two bfloat16: the nearest, and the nearest to what is missing then. */
record Halves(Value high, Value low) {
    Value half(boolean wantsHigh) {
        return wantsHigh ? high : low;
    }

    /** Writes the low halves, as bfloat16, of as many float32 numbers. */
    static void writeLow(MemorySegment numbers, MemorySegment low) {
        long count = numbers.byteSize() / Float.BYTES;
        for (long i = 0; i < count; i++) {
            float number = numbers.getAtIndex(ValueLayout.JAVA_FLOAT_UNALIGNED, i);
            float missing = number - Float.intBitsToFloat(nearest(number) << Short.SIZE);
            low.setAtIndex(ValueLayout.JAVA_SHORT_UNALIGNED, i, (short) nearest(missing));
        }
    }

    /** The upper 16 bits of a number that is finite, rounded to the nearest, to the even of two. */
    private static int nearest(float number) {
        int bits = Float.floatToRawIntBits(number);
        int even = bits >>> Short.SIZE & 1;
        return bits + 0x7FFF + even >>> Short.SIZE;
    }
}
