package org.inception4j.formats.tensorflow;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.inception4j.formats.protobuf.ProtoReader;

/**
 * The message {@code NodeDef}, as far as it is needed here.
 *
 * @param inputs names of nodes
 * @param value a constant's {@code TensorProto}; empty if there is none
 * @param scales whether a normalisation of 2015 multiplies by its factor
 */
record GraphNode(String name, String operation, List<String> inputs, MemorySegment value, boolean scales) {
    private static final MemorySegment NONE = MemorySegment.ofArray(new byte[0]);

    /** Before TensorFlow 1.0; its inputs are x, mean, variance, offset, factor. */
    private static final String OLD_NORMALIZATION = "BatchNormWithGlobalNormalization";

    private static final int FACTOR = 4;

    GraphNode {
        inputs = List.copyOf(inputs);
    }

    static GraphNode read(ProtoReader in) {
        Reading node = new Reading();
        for (int field = in.next(); field != 0; field = in.next()) {
            switch (field) {
                case 1 -> node.name = in.text();
                case 2 -> node.operation = in.text();
                case 3 -> node.inputs.add(in.text());
                case 5 -> node.attribute(in.message());
                default -> in.skip();
            }
        }
        return new GraphNode(node.name, node.operation, node.inputs, node.value, node.scales);
    }

    boolean isConstant() {
        return operation.equals("Const") && value.byteSize() > 0;
    }

    /** The constant that a normalisation has and does not use. */
    Optional<String> unusedFactor() {
        boolean unused = operation.equals(OLD_NORMALIZATION) && !scales && inputs.size() > FACTOR;
        return unused ? Optional.of(inputs.get(FACTOR)) : Optional.empty();
    }

    /** What has been read of a node. */
    private static final class Reading {
        private String name = "";
        private String operation = "";
        private final List<String> inputs = new ArrayList<>();
        private MemorySegment value = NONE;
        private boolean scales;

        /** An entry of the map from names to {@code AttrValue}. */
        private void attribute(ProtoReader in) {
            String key = "";
            MemorySegment content = NONE;
            for (int field = in.next(); field != 0; field = in.next()) {
                switch (field) {
                    case 1 -> key = in.text();
                    case 2 -> content = in.bytes();
                    default -> in.skip();
                }
            }
            switch (key) {
                case "value" -> value(new ProtoReader(content));
                case "scale_after_normalization" -> scales(new ProtoReader(content));
                default -> {
                    // nothing that is needed here
                }
            }
        }

        private void value(ProtoReader in) {
            for (int field = in.next(); field != 0; field = in.next()) {
                if (field == 8) {
                    value = in.bytes();
                } else {
                    in.skip();
                }
            }
        }

        private void scales(ProtoReader in) {
            for (int field = in.next(); field != 0; field = in.next()) {
                if (field == 5) {
                    scales = in.number() != 0;
                } else {
                    in.skip();
                }
            }
        }
    }
}
