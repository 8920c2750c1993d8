package org.inception4j.formats.torch;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.inception4j.formats.TensorEntry;
import org.inception4j.model.Shape;
import org.inception4j.tensor.Tensor;

/**
 * A tensor's view of its storage.
 *
 * @param offset of the first number, counted in numbers
 * @param strides how many numbers lie from one index of an axis to the next
 */
record StoredTensor(Storage storage, ElementType type, long offset, List<Long> sizes, List<Long> strides) {
    static final int MOST_AXES = 32;

    StoredTensor {
        sizes = List.copyOf(sizes);
        strides = List.copyOf(strides);
    }

    TensorEntry entry(String name) {
        return new TensorEntry(name, type.toString(), sizes);
    }

    long elements() {
        return sizes.stream().reduce(1L, Math::multiplyExact);
    }

    /** What is wrong with these numbers, as the rest of a sentence about the tensor; empty if every index lies inside. */
    Optional<String> problem() {
        if (sizes.size() != strides.size()) {
            return Optional.of("has %d sizes and %d strides".formatted(sizes.size(), strides.size()));
        }
        if (sizes.stream().anyMatch(size -> size < 0 || size > Integer.MAX_VALUE) || !isCountable()) {
            return Optional.of("has the sizes " + text(sizes));
        }
        if (offset < 0 || strides.stream().anyMatch(stride -> stride < 0)) {
            return Optional.of("has the offset %d and the strides %s".formatted(offset, text(strides)));
        }
        long held = storage.bytes() / type.bytes();
        return elements() == 0 || isWithin(held)
                ? Optional.empty()
                : Optional.of("reads beyond its storage %s of %d numbers (sizes %s, strides %s, offset %d)"
                        .formatted(storage.key(), held, text(sizes), text(strides), offset));
    }

    private boolean isCountable() {
        try {
            return sizes.stream().map(size -> Math.max(size, 1)).reduce(1L, Math::multiplyExact) > 0;
        } catch (ArithmeticException _) {
            return false;
        }
    }

    private boolean isWithin(long held) {
        try {
            long last = offset;
            for (int axis = 0; axis < sizes.size(); axis++) {
                last = Math.addExact(last, Math.multiplyExact(sizes.get(axis) - 1, strides.get(axis)));
            }
            return last < held;
        } catch (ArithmeticException _) {
            return false;
        }
    }

    /** The numbers in row-major order; of contiguous float32 the storage's own memory. */
    Tensor read(MemorySegment data, ByteOrder order) {
        Shape shape = sizes.isEmpty()
                ? Shape.of(1)
                : new Shape(sizes.stream().map(Math::toIntExact).toList());
        if (isContiguous() && type.isNative(order)) {
            return new Tensor(shape, data.asSlice(offset * Float.BYTES, shape.elements() * Float.BYTES));
        }
        Tensor tensor = Tensor.zeros(shape);
        copy(data, order, tensor);
        return tensor;
    }

    private void copy(MemorySegment data, ByteOrder order, Tensor target) {
        int[] index = new int[sizes.size()];
        long from = offset;
        for (long to = 0; to < target.size(); to++) {
            target.set(to, type.value(data, from, order));
            from += step(index);
        }
    }

    /** To the next index, the last axis first; gives how far its number lies from the one before. */
    private long step(int[] index) {
        long distance = 0;
        for (int axis = index.length - 1; axis >= 0; axis--) {
            distance += strides.get(axis);
            if (++index[axis] < sizes.get(axis)) {
                return distance;
            }
            distance -= sizes.get(axis) * strides.get(axis);
            index[axis] = 0;
        }
        return distance;
    }

    private boolean isContiguous() {
        long expected = 1;
        for (int axis = sizes.size() - 1; axis >= 0; axis--) {
            if (sizes.get(axis) > 1 && strides.get(axis) != expected) {
                return false;
            }
            expected *= sizes.get(axis);
        }
        return true;
    }

    /** The strides of numbers without gaps, the last axis first. */
    static List<Long> contiguous(List<Long> sizes) {
        List<Long> strides = new ArrayList<>();
        long stride = 1;
        for (long size : sizes.reversed()) {
            strides.addFirst(stride);
            stride *= Math.max(size, 1);
        }
        return strides;
    }

    /** As Python prints a shape. */
    static String text(List<Long> sizes) {
        return sizes.stream()
                .map(String::valueOf)
                .collect(Collectors.joining(", ", "(", sizes.size() == 1 ? ",)" : ")"));
    }
}
