package org.inception4j.formats.safetensors;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The element types that are read; the file's numbers are little endian and anywhere in memory. */
enum ElementType {
    F32(4) {
        @Override
        float value(MemorySegment data, long index) {
            return data.get(FLOAT, index * bytes());
        }
    },
    F16(2) {
        @Override
        float value(MemorySegment data, long index) {
            return Float.float16ToFloat(data.get(SHORT, index * bytes()));
        }
    },
    BF16(2) {
        @Override
        float value(MemorySegment data, long index) {
            return Float.intBitsToFloat(data.get(SHORT, index * bytes()) << 16);
        }
    },
    F64(8) {
        @Override
        float value(MemorySegment data, long index) {
            return (float) data.get(DOUBLE, index * bytes());
        }
    };

    static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfShort SHORT =
            ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfDouble DOUBLE =
            ValueLayout.JAVA_DOUBLE_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private final int bytes;

    ElementType(int bytes) {
        this.bytes = bytes;
    }

    static Optional<ElementType> named(String name) {
        return Arrays.stream(values()).filter(type -> type.name().equals(name)).findFirst();
    }

    static List<String> names() {
        return Arrays.stream(values()).map(Enum::name).toList();
    }

    int bytes() {
        return bytes;
    }

    /** True where the file's bytes are a float32 tensor of this machine already. */
    boolean isNative() {
        return this == F32 && ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;
    }

    /** The number as float32; of F64 the nearest. */
    abstract float value(MemorySegment data, long index);
}
