package org.inception4j.formats.safetensors;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.inception4j.formats.NumberType;

/** The format's types of elements that have whole bytes; the file's numbers are little endian. */
enum ElementType {
    F32(NumberType.FLOAT32),
    F16(NumberType.FLOAT16),
    BF16(NumberType.BFLOAT16),
    F64(NumberType.FLOAT64),
    I64(NumberType.INT64),
    I32(NumberType.INT32),
    I16(NumberType.INT16),
    I8(NumberType.INT8),
    U64(NumberType.UINT64),
    U32(NumberType.UINT32),
    U16(NumberType.UINT16),
    U8(NumberType.UINT8),
    BOOL(NumberType.BOOL),
    F8_E4M3(1),
    F8_E5M2(1),
    F8_E8M0(1),
    C64(8);

    private static final List<ElementType> FLOATS = List.of(F32, F16, BF16, F64);

    private final int bytes;
    private final Optional<NumberType> numbers;

    ElementType(NumberType numbers) {
        this.bytes = numbers.bytes();
        this.numbers = Optional.of(numbers);
    }

    /** One that is only listed. */
    ElementType(int bytes) {
        this.bytes = bytes;
        this.numbers = Optional.empty();
    }

    static Optional<ElementType> named(String name) {
        return Arrays.stream(values()).filter(type -> type.name().equals(name)).findFirst();
    }

    /** Those that weights have, for messages. */
    static String floats() {
        return String.join(", ", FLOATS.stream().map(Enum::name).toList());
    }

    boolean isFloat() {
        return FLOATS.contains(this);
    }

    int bytes() {
        return bytes;
    }

    /** How they become float32; empty for those that are only listed. */
    Optional<NumberType> numbers() {
        return numbers;
    }
}
