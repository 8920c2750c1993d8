package org.inception4j.formats.onnx;

import java.util.List;

/** An input or output of a graph, the message {@code ValueInfoProto}. */
record GraphValue(String name, long type, List<Dimension> sizes) {
    /** A number, or where it may be any the name of it; {@code size} is then 0. */
    record Dimension(long size, String name) {
        static Dimension of(long size) {
            return new Dimension(size, "");
        }
    }

    GraphValue {
        sizes = List.copyOf(sizes);
    }
}
