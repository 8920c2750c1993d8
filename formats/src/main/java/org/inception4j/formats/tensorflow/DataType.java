package org.inception4j.formats.tensorflow;

import java.util.Arrays;
import java.util.Optional;
import org.inception4j.formats.NumberType;

/** TensorFlow's types of numbers that mean a float32 number, by {@code types.proto}. */
enum DataType {
    DT_FLOAT(1, NumberType.FLOAT32),
    DT_DOUBLE(2, NumberType.FLOAT64),
    DT_INT32(3, NumberType.INT32),
    DT_UINT8(4, NumberType.UINT8),
    DT_INT16(5, NumberType.INT16),
    DT_INT8(6, NumberType.INT8),
    DT_INT64(9, NumberType.INT64),
    DT_BOOL(10, NumberType.BOOL),
    DT_BFLOAT16(14, NumberType.BFLOAT16),
    DT_UINT16(17, NumberType.UINT16),
    DT_HALF(19, NumberType.FLOAT16),
    DT_UINT32(22, NumberType.UINT32),
    DT_UINT64(23, NumberType.UINT64);

    /** Text, which is no number. */
    static final int STRING = 7;

    private final int number;
    private final NumberType numbers;

    DataType(int number, NumberType numbers) {
        this.number = number;
        this.numbers = numbers;
    }

    NumberType numbers() {
        return numbers;
    }

    static Optional<DataType> of(int number) {
        return Arrays.stream(values()).filter(type -> type.number == number).findFirst();
    }

    /** TensorFlow's name of it, also of those that are not numbers. */
    static String name(int number) {
        return number == STRING ? "DT_STRING" : of(number).map(Enum::name).orElse("DataType " + number);
    }
}
