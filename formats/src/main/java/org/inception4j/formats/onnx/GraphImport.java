package org.inception4j.formats.onnx;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.inception4j.formats.FormatException;
import org.inception4j.model.ActivationFunction;
import org.inception4j.model.Input;
import org.inception4j.model.Model;
import org.inception4j.model.Node;
import org.inception4j.model.Output;

/** Anybody's graph of the operators that this library has layers for, as a model. */
final class GraphImport {
    private static final Set<Long> COLOURS = Set.of(1L, 3L, 4L);
    private static final int PICTURES = 4;
    private static final int ROWS = 2;

    private final String place;
    private final Graph graph;
    private final TensorNumbers numbers;
    private final Building building;
    private final Map<String, Value> values = new HashMap<>();
    private final Map<String, Integer> uses = new HashMap<>();
    private final ProductImport products;
    private final PictureImport pictures;
    private final FunctionImport functions;
    private final ShapeImport shapes;
    private final ArithmeticImport arithmetic;

    private GraphImport(String place, OnnxModel file, TensorNumbers numbers, long fileBytes) {
        this.place = place;
        this.graph = file.graph();
        this.numbers = numbers;
        this.building = new Building(numbers, fileBytes);
        this.products = new ProductImport(building);
        this.pictures = new PictureImport(building);
        this.functions = new FunctionImport(building, file.opset());
        this.shapes = new ShapeImport(building, uses);
        this.arithmetic = new ArithmeticImport(building, products, uses);
    }

    /** @param fileBytes bounds what is made of the file's numbers */
    static Imported of(String place, OnnxModel file, TensorNumbers numbers, long fileBytes) throws IOException {
        return new GraphImport(place, file, numbers, fileBytes).imported();
    }

    private Imported imported() throws IOException {
        List<Operator> needed = needed();
        for (Operator operator : needed) {
            operator.inputs().forEach(input -> uses.merge(input, 1, Integer::sum));
        }
        graph.outputs().forEach(output -> uses.merge(output.name(), 1, Integer::sum));
        graph.tensors().forEach((name, tensor) -> values.put(name, new Value.Known(tensor)));
        List<Node> inputs = new ArrayList<>();
        for (GraphValue input : graph.inputs()) {
            if (!graph.tensors().containsKey(input.name())) { // before IR version 4 all tensors were inputs too
                inputs.add(input(input));
            }
        }
        for (Operator operator : needed) {
            run(operator);
        }
        return model(inputs);
    }

    private Imported model(List<Node> inputs) throws IOException {
        List<Output> outputs = new ArrayList<>();
        for (GraphValue output : graph.outputs()) {
            outputs.add(output(output));
        }
        Model model = Model.of(graph.name().isBlank() ? "model" : graph.name(), inputs, outputs);
        return new Imported(model, building.weights().forModel(model));
    }

    private Output output(GraphValue output) throws IOException {
        Node node =
                switch (values.get(output.name())) {
                    case Value.Picture(Node picture, boolean _) -> picture;
                    case Value.Row(Node row, var flattened) when flattened == null -> row;
                    case null, default ->
                        throw new FormatException(
                                place + ": " + output.name(),
                                "is an output and neither a picture nor a vector in a known order",
                                "give a network that ends in class scores or features");
                };
        return Output.of(output.name(), node);
    }

    /** The operators that the outputs need, in the graph's order. */
    private List<Operator> needed() {
        Set<String> wanted = new HashSet<>();
        graph.outputs().forEach(output -> wanted.add(output.name()));
        List<Operator> backwards = new ArrayList<>();
        for (Operator operator : graph.operators().reversed()) {
            if (operator.outputs().stream().anyMatch(wanted::contains)) {
                wanted.addAll(operator.inputs());
                backwards.add(operator);
            }
        }
        return backwards.reversed();
    }

    private Node input(GraphValue input) throws IOException {
        List<Long> sizes = new ArrayList<>();
        input.sizes().stream().skip(1).forEach(size -> sizes.add(size.size()));
        boolean numeric = input.type() == DataType.FLOAT.code() || input.type() == DataType.UINT8.code();
        boolean sized = sizes.stream().allMatch(size -> size > 0 && size <= Integer.MAX_VALUE);
        if (!numeric
                || !sized
                || input.sizes().size() != PICTURES && input.sizes().size() != ROWS) {
            throw new FormatException(
                    place + ": " + input.name(),
                    "is an input of type %d and the sizes %s, which is neither a picture nor a vector of a known size"
                            .formatted(input.type(), shown(input)),
                    "export it for one size of picture, in float32");
        }
        int[] shape = sizes.stream().mapToInt(Math::toIntExact).toArray();
        String name = building.unique(input.name());
        if (shape.length == 1) {
            Node node = Input.of(shape).named(name).on();
            values.put(input.name(), Value.Row.of(node));
            return node;
        }
        boolean last = isTurned(input.name()) || !COLOURS.contains(sizes.get(0)) && COLOURS.contains(sizes.get(2));
        Node node = (last ? Input.of(shape) : Input.of(shape[1], shape[2], shape[0]))
                .named(name)
                .on();
        values.put(input.name(), new Value.Picture(node, !last));
        return node;
    }

    /** Whether the graph begins with putting the channels of this input first. */
    private boolean isTurned(String input) {
        return graph.operators().stream()
                .filter(operator ->
                        operator.type().equals("Transpose") && operator.inputs().equals(List.of(input)))
                .anyMatch(operator ->
                        Attribute.list(0, 3, 1, 2).equals(operator.attributes().get("perm")));
    }

    private static List<String> shown(GraphValue value) {
        return value.sizes().stream()
                .map(size -> size.name().isEmpty() ? String.valueOf(size.size()) : size.name())
                .toList();
    }

    private void run(Operator operator) throws IOException {
        if (operator.outputs().isEmpty()) {
            throw new FormatException(
                    place + ": " + operator.name(), "the operator gives nothing", "export the network again");
        }
        List<Value> inputs = new ArrayList<>();
        for (String input : operator.inputs()) {
            inputs.add(input.isEmpty() ? null : value(operator, input));
        }
        Call call = new Call(place, operator, inputs, numbers);
        try {
            values.put(operator.outputs().getFirst(), result(call));
        } catch (IllegalArgumentException | ArithmeticException wrong) {
            throw call.refused("makes no layer (%s)".formatted(wrong.getMessage()));
        }
    }

    private Value value(Operator operator, String input) throws IOException {
        Value value = values.get(input);
        if (value == null) {
            throw new FormatException(
                    "%s: %s: the operator %s".formatted(place, operator.name(), operator.type()),
                    "takes %s, which no operator before it gives".formatted(input),
                    "export the network again");
        }
        return value;
    }

    private Value result(Call call) throws IOException {
        return switch (call.type()) {
            case "Constant" -> constant(call);
            case "Identity", "Dropout" -> call.input(0);
            case "Cast" -> cast(call);
            case "Conv" -> products.convolution(call);
            case "Gemm" -> products.gemm(call);
            case "MatMul" -> products.product(call, false, false);
            case "BatchNormalization" -> products.batchNormalization(call);
            case "LayerNormalization" -> products.layerNormalization(call);
            case "MaxPool" -> pictures.maxPool(call);
            case "AveragePool" -> pictures.averagePool(call);
            case "GlobalAveragePool" -> pictures.globalAverage(call);
            case "GlobalMaxPool" -> pictures.globalMax(call);
            case "ReduceMean" -> pictures.mean(call);
            case "LRN" -> pictures.localResponse(call);
            case "Pad" -> pictures.pad(call);
            case "Slice" -> pictures.slice(call);
            case "Flatten" -> shapes.flatten(call);
            case "Reshape" -> shapes.reshape(call);
            case "Squeeze" -> shapes.squeeze(call);
            case "Unsqueeze" -> shapes.unsqueeze(call);
            case "Transpose" -> shapes.transpose(call);
            case "Add", "Sum" -> arithmetic.sum(call);
            case "Sub" -> arithmetic.difference(call);
            case "Mul" -> arithmetic.product(call);
            case "Div" -> arithmetic.quotient(call);
            case "Concat" -> ShapeImport.isOfSizes(call) ? shapes.joined(call) : arithmetic.concatenation(call);
            case "Gather" -> call.input(0) instanceof Value.Sizes ? shapes.size(call) : arithmetic.channel(call);
            case "Shape" -> shapes.sizes(call);
            default -> function(call);
        };
    }

    private Value function(Call call) throws IOException {
        return switch (call.type()) {
            case "Relu" -> functions.apply(call, ActivationFunction.RELU);
            case "Sigmoid" -> functions.apply(call, ActivationFunction.SIGMOID);
            case "Tanh" -> functions.apply(call, ActivationFunction.TANH);
            case "LeakyRelu" -> functions.leakyRelu(call);
            case "Elu" -> functions.elu(call);
            case "Selu" -> functions.selu(call);
            case "Gelu" -> functions.gelu(call);
            case "Softmax" -> functions.softmax(call);
            case "Clip" -> functions.clip(call);
            default -> throw call.refused("is none that this library has a layer for");
        };
    }

    /** Of bytes, or of what is float32 already. */
    private static Value cast(Call call) throws IOException {
        if (call.whole("to", 0) != DataType.FLOAT.code() && !(call.input(0) instanceof Value.Sizes)) {
            throw call.refused("makes other numbers than float32");
        }
        return call.input(0);
    }

    private static Value constant(Call call) throws IOException {
        return switch (call.operator().attributes().get("value")) {
            case Attribute.Numbers(GraphTensor tensor) -> new Value.Known(tensor);
            case null, default -> new Value.Known(listed(call));
        };
    }

    /** Numbers that are given as an attribute instead of a tensor. */
    private static GraphTensor listed(Call call) throws IOException {
        if (call.hasAttribute("value_float")) {
            return GraphTensor.of(List.of(), call.real("value_float", 0));
        }
        if (call.hasAttribute("value_int")) {
            return GraphTensor.of(List.of(), new long[] {call.whole("value_int", 0)});
        }
        if (call.wholes("value_ints") instanceof List<Long> wholes) {
            long[] array = wholes.stream().mapToLong(Long::longValue).toArray();
            return GraphTensor.of(List.of((long) array.length), array);
        }
        throw call.refused("has no numbers that are read, but %s"
                .formatted(Arrays.toString(
                        call.operator().attributes().keySet().stream().sorted().toArray())));
    }
}
