package org.inception4j.formats;

import java.util.List;

/**
 * A tensor as a file has it.
 *
 * @param name by the file's own names
 * @param type of its numbers, as the file's format calls it: {@code F32}, {@code float16}, {@code DT_INT64}
 * @param sizes in the file's order of axes; none for a single number
 */
public record TensorEntry(String name, String type, List<Long> sizes) {
    public TensorEntry {
        sizes = List.copyOf(sizes);
    }

    /** How many numbers it holds. */
    public long elements() {
        return sizes.stream().reduce(1L, Math::multiplyExact);
    }
}
