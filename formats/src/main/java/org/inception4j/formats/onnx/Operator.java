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

    /** With another name for a value, which is its own name too if it gives that value. */
    Operator renamed(String value, String changed) {
        return new Operator(
                type,
                name.equals(value) ? changed : name,
                inputs.stream()
                        .map(input -> input.equals(value) ? changed : input)
                        .toList(),
                outputs.stream()
                        .map(output -> output.equals(value) ? changed : output)
                        .toList(),
                attributes);
    }
}
