package org.inception4j.formats.onnx;

import java.lang.foreign.MemorySegment;
import java.util.List;

/**
 * Numbers of a graph that are known before it runs, the message {@code TensorProto}.
 *
 * @param type as {@link NumberType} has it, else its number
 */
record GraphTensor(String name, long type, List<Long> sizes, Content content) {
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

    /** At most what can be counted. */
    long elements() {
        return sizes.stream().reduce(1L, Math::multiplyExact);
    }

    GraphTensor withContent(Content changed) {
        return new GraphTensor(name, type, sizes, changed);
    }
}
