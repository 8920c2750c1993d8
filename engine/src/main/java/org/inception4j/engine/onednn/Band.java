package org.inception4j.engine.onednn;

import java.util.ArrayList;
import java.util.List;

/**
 * A range of the rows or channels of a value, which one lane of a program computes.
 *
 * @param lane counts from 0
 * @param of how many there are in all
 */
record Band(int lane, long first, long count, long of) {
    static Band whole(long of) {
        return new Band(0, 0, of, of);
    }

    /** As many bands as lanes, of nearly equal size, that begin at multiples of {@code unit}; the whole where that cannot be. */
    static List<Band> split(long of, int lanes, int unit) {
        long units = of / unit;
        if (units < lanes) {
            return List.of(whole(of));
        }
        List<Band> bands = new ArrayList<>();
        for (int lane = 0; lane < lanes; lane++) {
            long first = units * lane / lanes * unit;
            long end = lane == lanes - 1 ? of : units * (lane + 1) / lanes * unit;
            bands.add(new Band(lane, first, end - first, of));
        }
        return bands;
    }

    boolean isWhole() {
        return count == of;
    }

    long end() {
        return first + count;
    }
}
