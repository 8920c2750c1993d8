package org.inception4j.formats;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import org.inception4j.model.Shape;
import org.inception4j.tensor.Tensor;

/** The ways in which files store numbers that mean a float32 number, be it the nearest. */
public enum NumberType {
    FLOAT32(4),
    FLOAT64(8),
    FLOAT16(2),
    BFLOAT16(2),
    INT64(8),
    INT32(4),
    INT16(2),
    INT8(1),
    UINT64(8),
    UINT32(4),
    UINT16(2),
    UINT8(1),
    BOOL(1);

    private final int bytes;

    NumberType(int bytes) {
        this.bytes = bytes;
    }

    public int bytes() {
        return bytes;
    }

    /** True where the file's bytes are a float32 tensor of this machine already. */
    public boolean isNative(ByteOrder order) {
        return this == FLOAT32 && order == ByteOrder.nativeOrder();
    }

    /**
     * The tensor of these bytes: themselves if they are {@link #isNative}, else a copy.
     *
     * @param data exactly as many bytes as the shape needs
     */
    public Tensor tensor(Shape shape, MemorySegment data, ByteOrder order) {
        if (isNative(order)) {
            return new Tensor(shape, data);
        }
        Tensor converted = Tensor.zeros(shape);
        for (long i = 0; i < converted.size(); i++) {
            converted.set(i, value(data, i, order));
        }
        return converted;
    }

    /** The number at {@code index}, counted in numbers of this type. */
    public float value(MemorySegment data, long index, ByteOrder order) {
        long at = index * bytes;
        return switch (this) {
            case FLOAT32 -> Float.intBitsToFloat(int32(data, at, order));
            case FLOAT64 -> (float) Double.longBitsToDouble(int64(data, at, order));
            case FLOAT16 -> Float.float16ToFloat(int16(data, at, order));
            case BFLOAT16 -> Float.intBitsToFloat(int16(data, at, order) << 16);
            case INT64 -> int64(data, at, order);
            case INT32 -> int32(data, at, order);
            case INT16 -> int16(data, at, order);
            case INT8 -> data.get(ValueLayout.JAVA_BYTE, at);
            case UINT64 -> unsigned(int64(data, at, order));
            case UINT32 -> Integer.toUnsignedLong(int32(data, at, order));
            case UINT16 -> Short.toUnsignedInt(int16(data, at, order));
            case UINT8, BOOL -> Byte.toUnsignedInt(data.get(ValueLayout.JAVA_BYTE, at));
        };
    }

    /** Halved where it would be negative; the lost bit is far below what float32 holds, and kept for rounding. */
    private static float unsigned(long value) {
        return value >= 0 ? value : (float) (value >>> 1 | value & 1) * 2;
    }

    private static short int16(MemorySegment data, long at, ByteOrder order) {
        short value = data.get(ValueLayout.JAVA_SHORT_UNALIGNED, at);
        return order == ByteOrder.nativeOrder() ? value : Short.reverseBytes(value);
    }

    private static int int32(MemorySegment data, long at, ByteOrder order) {
        int value = data.get(ValueLayout.JAVA_INT_UNALIGNED, at);
        return order == ByteOrder.nativeOrder() ? value : Integer.reverseBytes(value);
    }

    private static long int64(MemorySegment data, long at, ByteOrder order) {
        long value = data.get(ValueLayout.JAVA_LONG_UNALIGNED, at);
        return order == ByteOrder.nativeOrder() ? value : Long.reverseBytes(value);
    }
}
