package org.inception4j.formats.onnx;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A graph while it is made. Values, tensors and operators are told apart by name, so that each is given once. */
final class GraphBuilder {
    private final Set<String> names = new HashSet<>();
    private final List<Operator> operators = new ArrayList<>();
    private final Map<String, GraphTensor> tensors = new LinkedHashMap<>();

    private long room;

    /** @param room at most so many bytes of constants are made */
    GraphBuilder(long room) {
        this.room = room;
    }

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
        rename(operators.getLast().name(), name);
    }

    /** A reserved name for what an operator gives, wherever it is taken; false if no operator gives this value. */
    boolean rename(String value, String name) {
        boolean found = false;
        for (int i = 0; i < operators.size(); i++) {
            Operator operator = operators.get(i);
            boolean gives = operator.outputs().contains(value);
            found |= gives;
            if (gives || operator.inputs().contains(value)) {
                operators.set(i, operator.renamed(value, name));
            }
        }
        return found;
    }

    /** A float32 tensor; with no sizes a single number. */
    String numbers(String name, List<Long> sizes, float... values) {
        return tensor(name, GraphTensor.of(sizes, values));
    }

    String scalar(String name, double value) {
        return numbers(name, List.of(), (float) value);
    }

    /** A list of whole numbers, such as a shape. */
    String wholes(String name, long... values) {
        return tensor(name, GraphTensor.of(List.of((long) values.length), values));
    }

    private String tensor(String name, GraphTensor tensor) {
        String given = unique(name);
        tensors.put(given, tensor.withName(given));
        return given;
    }

    /**
     * Zeros to be filled and become a tensor.
     *
     * @throws IllegalArgumentException if there is no room for so many in the file that the graph is to be found in
     */
    float[] room(long count) {
        room -= count * Float.BYTES;
        if (count > Integer.MAX_VALUE || room < 0) {
            throw new IllegalArgumentException("%d constant numbers are more than there is room for".formatted(count));
        }
        return new float[(int) count];
    }

    /** A weight under its own name, which must be reserved; several uses share it. */
    String weight(String weight, List<Long> sizes) {
        tensors.put(weight, new GraphTensor(weight, DataType.FLOAT.code(), sizes, new GraphTensor.Weight(weight)));
        return weight;
    }

    Graph graph(String name, List<GraphValue> inputs, List<GraphValue> outputs) {
        return new Graph(name, operators, tensors, inputs, outputs);
    }
}
