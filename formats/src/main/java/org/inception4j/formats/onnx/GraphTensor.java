package org.inception4j.formats.onnx;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.List;

/**
 * Numbers of a graph that are known before it runs, the message {@code TensorProto}.
 *
 * @param type as {@link DataType} has it, else its number
 */
record GraphTensor(String name, long type, List<Long> sizes, Content content) {
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    /** Where the numbers are. */
    sealed interface Content {}

    /** As they stand in {@code raw_data}: little-endian, one after another. */
    record Raw(MemorySegment bytes) implements Content {}

    /** In the weights that belong to the graph, in this library's order of axes, which {@link WeightOrder} turns into ONNX's. */
    record Weight(String weight) implements Content {}

    /** In a file beside this one. */
    record External(String location, long offset, long length) implements Content {}

    GraphTensor {
        sizes = List.copyOf(sizes);
    }

    /** Float32 numbers without a name. */
    static GraphTensor of(List<Long> sizes, float... values) {
        return new GraphTensor("", DataType.FLOAT.code(), sizes, new Raw(WeightOrder.bytes(values)));
    }

    /** Whole numbers without a name. */
    static GraphTensor of(List<Long> sizes, long[] values) {
        MemorySegment bytes = MemorySegment.ofArray(new byte[values.length * Long.BYTES]);
        MemorySegment.copy(values, 0, bytes, LONG, 0, values.length);
        return new GraphTensor("", DataType.INT64.code(), sizes, new Raw(bytes));
    }

    GraphTensor withName(String changed) {
        return new GraphTensor(changed, type, sizes, content);
    }

    /** At most what can be counted. */
    long elements() {
        return sizes.stream().reduce(1L, Math::multiplyExact);
    }
}
