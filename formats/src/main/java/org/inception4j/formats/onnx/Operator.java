package org.inception4j.formats.onnx;

import java.util.List;
import java.util.Map;

/**
 * The message {@code NodeProto}.
 *
 * @param type {@code Conv}; operators that are not ONNX's own with their domain in front, {@code com.microsoft::FusedConv}
 * @param inputs names of values; blank where an optional one is left out
 */
record Operator(
        String type, String name, List<String> inputs, List<String> outputs, Map<String, Attribute> attributes) {
    Operator {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        attributes = Map.copyOf(attributes);
    }
}
