package org.inception4j.engine.onednn;

import java.util.ArrayList;
import java.util.List;

/**
 * The part of a value that one lane of a program computes: some rows of a single picture, which in our layout lie together.
 *
 * @param lane counts from 0
 * @param first the first of the rows
 * @param of how many rows the whole value has
 */
record Band(int lane, long first, long rows, long of) {
    static Band whole(long rows) {
        return new Band(0, 0, rows, rows);
    }

    /** As many bands as lanes, of nearly equal height; the whole alone where there are fewer rows than lanes. */
    static List<Band> split(long rows, int lanes) {
        if (rows < lanes) {
            return List.of(whole(rows));
        }
        List<Band> bands = new ArrayList<>();
        for (int lane = 0; lane < lanes; lane++) {
            long first = rows * lane / lanes;
            bands.add(new Band(lane, first, rows * (lane + 1) / lanes - first, rows));
        }
        return bands;
    }

    boolean isWhole() {
        return rows == of;
    }

    long end() {
        return first + rows;
    }
}
