package org.inception4j.formats.onnx;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The message {@code GraphProto}: operators in an order in which they can run, and the tensors they start from. */
record Graph(
        String name,
        List<Operator> operators,
        Map<String, GraphTensor> tensors,
        List<GraphValue> inputs,
        List<GraphValue> outputs) {
    Graph {
        operators = List.copyOf(operators);
        tensors = new LinkedHashMap<>(tensors);
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
    }
}
