package org.inception4j.tensor;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.inception4j.model.Shape;

/**
 * Float32 numbers in native byte order and row-major order under a shape. A tensor that holds a batch has the batch in front
 * of its shape; pictures are (batch, height, width, channels). Who made the memory closes it; {@link #of} and
 * {@link #zeros} leave that to the garbage collector.
 */
public record Tensor(Shape shape, MemorySegment data) {
    /** Native byte order, no alignment asked: mapped files hold tensors anywhere. */
    public static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT_UNALIGNED;

    public Tensor {
        if (data.byteSize() != shape.elements() * Float.BYTES) {
            throw new IllegalArgumentException("Tensor: %s needs %d bytes and has %d; give as many as the shape needs"
                    .formatted(shape, shape.elements() * Float.BYTES, data.byteSize()));
        }
    }

    public static Tensor of(Shape shape, float... values) {
        if (values.length != shape.elements()) {
            throw new IllegalArgumentException("Tensor: %s needs %d numbers and got %d; give as many as the shape needs"
                    .formatted(shape, shape.elements(), values.length));
        }
        Tensor tensor = zeros(shape);
        MemorySegment.copy(values, 0, tensor.data, FLOAT, 0, values.length);
        return tensor;
    }

    public static Tensor zeros(Shape shape) {
        return zeros(shape, Arena.ofAuto());
    }

    /** Zeros that live as long as the arena, aligned for vector units. */
    public static Tensor zeros(Shape shape, Arena arena) {
        return new Tensor(shape, arena.allocate(shape.elements() * Float.BYTES, 64));
    }

    public long size() {
        return shape.elements();
    }

    public float get(long index) {
        return data.get(FLOAT, index * Float.BYTES);
    }

    public void set(long index, float value) {
        data.set(FLOAT, index * Float.BYTES, value);
    }

    public float[] toArray() {
        float[] values = new float[Math.toIntExact(size())];
        MemorySegment.copy(data, FLOAT, 0, values, 0, values.length);
        return values;
    }

    /** The same memory under another shape with as many numbers. */
    public Tensor reshaped(Shape changed) {
        return new Tensor(changed, data);
    }

    /** {@code count} examples from {@code first} on, of a tensor with the batch in front: the same memory. */
    public Tensor rows(int first, int count) {
        if (first < 0 || count < 1 || (long) first + count > shape.size(0)) {
            throw new IllegalArgumentException("Tensor: %s has no %d rows from %d on; give at least 1, inside the batch"
                    .formatted(shape, count, first));
        }
        long row = shape.unbatched().elements() * Float.BYTES;
        return new Tensor(shape.unbatched().batched(count), data.asSlice(first * row, count * row));
    }
}
