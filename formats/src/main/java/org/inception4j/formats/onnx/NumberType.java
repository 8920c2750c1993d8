package org.inception4j.formats.onnx;

import java.util.Arrays;
import java.util.Optional;

/** {@code TensorProto.DataType}: those types whose numbers have whole bytes. */
enum NumberType {
    FLOAT(1, 4),
    UINT8(2, 1),
    INT8(3, 1),
    UINT16(4, 2),
    INT16(5, 2),
    INT32(6, 4),
    INT64(7, 8),
    BOOL(9, 1),
    FLOAT16(10, 2),
    DOUBLE(11, 8),
    UINT32(12, 4),
    UINT64(13, 8),
    BFLOAT16(16, 2);

    private final int code;
    private final int bytes;

    NumberType(int code, int bytes) {
        this.code = code;
        this.bytes = bytes;
    }

    int code() {
        return code;
    }

    /** How many bytes one number takes in {@code raw_data}. */
    int bytes() {
        return bytes;
    }

    static Optional<NumberType> of(long code) {
        return Arrays.stream(values()).filter(type -> type.code == code).findFirst();
    }
}
