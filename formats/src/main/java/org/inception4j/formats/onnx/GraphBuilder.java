package org.inception4j.formats.onnx;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;

/** A graph while it is made. Values, tensors and operators are told apart by name, so that each is given once. */
final class GraphBuilder {
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private final Set<String> names = new HashSet<>();
    private final List<Operator> operators = new ArrayList<>();
    private final Map<String, GraphTensor> tensors = new LinkedHashMap<>();

    /** Names that nothing else may get. */
    void reserve(Iterable<String> taken) {
        taken.forEach(names::add);
    }

    /** This name, with a number behind it if something has it already. */
    private String unique(String wanted) {
        String name = wanted;
        for (int number = 1; !names.add(name); number++) {
            name = wanted + "_" + number;
        }
        return name;
    }

    /** Adds an operator with one output, which is returned and named after the operator. */
    String add(String type, String name, List<String> inputs, Map<String, Attribute> attributes) {
        String output = unique(name);
        operators.add(new Operator(type, output, inputs, List.of(output), attributes));
        return output;
    }

    String add(String type, String name, String... inputs) {
        return add(type, name, List.of(inputs), Map.of());
    }

    String transpose(String name, String input, long... order) {
        return add("Transpose", name, List.of(input), Attribute.all("perm", Attribute.list(order)));
    }

    /** A reserved name for what the last operator gives. */
    void renameLast(String name) {
        Operator last = operators.removeLast();
        operators.add(new Operator(last.type(), name, last.inputs(), List.of(name), last.attributes()));
    }

    int size() {
        return operators.size();
    }

    /** A float32 tensor; with no sizes a single number. */
    String numbers(String name, List<Long> sizes, float... values) {
        return tensor(name, NumberType.FLOAT, sizes, WeightOrder.bytes(values));
    }

    String scalar(String name, double value) {
        return numbers(name, List.of(), (float) value);
    }

    /** A list of whole numbers, such as a shape. */
    String wholes(String name, long... values) {
        MemorySegment bytes = MemorySegment.ofArray(new byte[values.length * Long.BYTES]);
        LongStream.range(0, values.length).forEach(i -> bytes.setAtIndex(LONG, i, values[(int) i]));
        return tensor(name, NumberType.INT64, List.of((long) values.length), bytes);
    }

    private String tensor(String name, NumberType type, List<Long> sizes, MemorySegment bytes) {
        String given = unique(name);
        tensors.put(given, new GraphTensor(given, type.code(), sizes, new GraphTensor.Raw(bytes)));
        return given;
    }

    /** A weight under its own name, which must be reserved; several uses share it. */
    String weight(String weight, List<Long> sizes) {
        tensors.put(weight, new GraphTensor(weight, NumberType.FLOAT.code(), sizes, new GraphTensor.Weight(weight)));
        return weight;
    }

    Graph graph(String name, List<GraphValue> inputs, List<GraphValue> outputs) {
        return new Graph(name, operators, tensors, inputs, outputs);
    }
}
