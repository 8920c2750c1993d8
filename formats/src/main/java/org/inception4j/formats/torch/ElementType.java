package org.inception4j.formats.torch;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.inception4j.formats.NumberType;

/** PyTorch's types of numbers: those that mean a float32 number, and those that are only listed. */
enum ElementType {
    FLOAT32("Float", NumberType.FLOAT32),
    FLOAT64("Double", NumberType.FLOAT64),
    FLOAT16("Half", NumberType.FLOAT16),
    BFLOAT16("BFloat16", NumberType.BFLOAT16),
    INT64("Long", NumberType.INT64),
    INT32("Int", NumberType.INT32),
    INT16("Short", NumberType.INT16),
    INT8("Char", NumberType.INT8),
    UINT8("Byte", NumberType.UINT8),
    BOOL("Bool", NumberType.BOOL),
    UINT16("", 2),
    UINT32("", 4),
    UINT64("", 8),
    FLOAT8_E4M3FN("", 1),
    FLOAT8_E5M2("", 1),
    COMPLEX64("ComplexFloat", 8),
    COMPLEX128("ComplexDouble", 16);

    private final String storage;
    private final int bytes;

    /** What its numbers mean as float32; empty for those that are only listed. */
    private final Optional<NumberType> meaning;

    /** @param storage {@code Float} of {@code torch.FloatStorage}; empty where there is no such class */
    ElementType(String storage, int bytes) {
        this.storage = storage;
        this.bytes = bytes;
        this.meaning = Optional.empty();
    }

    ElementType(String storage, NumberType meaning) {
        this.storage = storage;
        this.bytes = meaning.bytes();
        this.meaning = Optional.of(meaning);
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

    /** Whether its numbers mean a float32 number, be it the nearest. */
    boolean isReadable() {
        return meaning.isPresent();
    }

    /** True where the file's bytes are a float32 tensor of this machine already. */
    boolean isNative(ByteOrder order) {
        return meaning.filter(type -> type.isNative(order)).isPresent();
    }

    /** The number at {@code index}, counted in numbers of this type, as float32. */
    float value(MemorySegment data, long index, ByteOrder order) {
        return meaning.orElseThrow(
                        () -> new IllegalStateException(this + ": has no meaning as float32; ask isReadable first"))
                .value(data, index, order);
    }

    /** As PyTorch calls it, {@code bfloat16}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
