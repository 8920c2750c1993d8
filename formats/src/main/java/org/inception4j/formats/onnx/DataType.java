package org.inception4j.formats.onnx;

import java.util.Arrays;
import java.util.Optional;
import org.inception4j.formats.NumberType;

/** {@code TensorProto.DataType}: those types whose numbers mean one of float32. */
enum DataType {
    FLOAT(1, NumberType.FLOAT32),
    UINT8(2, NumberType.UINT8),
    INT8(3, NumberType.INT8),
    UINT16(4, NumberType.UINT16),
    INT16(5, NumberType.INT16),
    INT32(6, NumberType.INT32),
    INT64(7, NumberType.INT64),
    BOOL(9, NumberType.BOOL),
    FLOAT16(10, NumberType.FLOAT16),
    DOUBLE(11, NumberType.FLOAT64),
    UINT32(12, NumberType.UINT32),
    UINT64(13, NumberType.UINT64),
    BFLOAT16(16, NumberType.BFLOAT16);

    private final int code;
    private final NumberType numbers;

    DataType(int code, NumberType numbers) {
        this.code = code;
        this.numbers = numbers;
    }

    int code() {
        return code;
    }

    /** How one number stands in {@code raw_data}. */
    NumberType numbers() {
        return numbers;
    }

    static Optional<DataType> of(long code) {
        return Arrays.stream(values()).filter(type -> type.code == code).findFirst();
    }
}
