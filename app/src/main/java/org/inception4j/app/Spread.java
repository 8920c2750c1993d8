package org.inception4j.app;

import java.util.ArrayList;
import java.util.List;

/** A few of many, evenly spread over the list, always the same. */
final class Spread {
    private Spread() {}

    static <T> List<T> of(List<T> all, int count) {
        if (all.size() <= count) {
            return all;
        }
        List<T> some = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            some.add(all.get((int) ((long) i * all.size() / count)));
        }
        return some;
    }
}
