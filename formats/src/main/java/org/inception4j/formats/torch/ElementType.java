package org.inception4j.formats.torch;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** PyTorch's types of numbers: those that mean a float32 number, and those that are only listed. */
enum ElementType {
    FLOAT32("Float", 4),
    FLOAT64("Double", 8),
    FLOAT16("Half", 2),
    BFLOAT16("BFloat16", 2),
    INT64("Long", 8),
    INT32("Int", 4),
    INT16("Short", 2),
    INT8("Char", 1),
    UINT8("Byte", 1),
    BOOL("Bool", 1),
    UINT16("", 2),
    UINT32("", 4),
    UINT64("", 8),
    FLOAT8_E4M3FN("", 1),
    FLOAT8_E5M2("", 1),
    COMPLEX64("ComplexFloat", 8),
    COMPLEX128("ComplexDouble", 16);

    private final String storage;
    private final int bytes;

    /** @param storage {@code Float} of {@code torch.FloatStorage}; empty where there is no such class */
    ElementType(String storage, int bytes) {
        this.storage = storage;
        this.bytes = bytes;
    }

    /** The type of {@code torch.FloatStorage}, given its class. */
    static Optional<ElementType> ofStorage(String className) {
        return Arrays.stream(values())
                .filter(type -> !type.storage.isEmpty() && className.equals(type.storageClass()))
                .findFirst();
    }

    /** The type of {@code torch.float32}, given its name. */
    static Optional<ElementType> named(String name) {
        return Arrays.stream(values())
                .filter(type -> type.toString().equals(name))
                .findFirst();
    }

    /** {@code FloatStorage}. */
    String storageClass() {
        return storage + "Storage";
    }

    int bytes() {
        return bytes;
    }

    boolean isFloating() {
        return this == FLOAT32 || this == FLOAT64 || this == FLOAT16 || this == BFLOAT16;
    }

    /** Whether its numbers mean a float32 number, be it the nearest. */
    boolean isReadable() {
        return isFloating()
                || switch (this) {
                    case INT64, INT32, INT16, INT8, UINT8, BOOL -> true;
                    default -> false;
                };
    }

    /** True where the file's bytes are a float32 tensor of this machine already. */
    boolean isNative(ByteOrder order) {
        return this == FLOAT32 && order == ByteOrder.nativeOrder();
    }

    /** The number at {@code index}, counted in numbers of this type, as float32. */
    float value(MemorySegment data, long index, ByteOrder order) {
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
            case UINT8, BOOL -> data.get(ValueLayout.JAVA_BYTE, at) & 0xff;
            default -> throw new IllegalStateException(this + ": has no meaning as float32; ask isReadable first");
        };
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

    /** As PyTorch calls it, {@code bfloat16}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
