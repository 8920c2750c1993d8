package org.inception4j.formats.onnx;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.inception4j.model.Activation;
import org.inception4j.model.ActivationFunction;
import org.inception4j.model.AdaptiveAveragePooling2D;
import org.inception4j.model.Add;
import org.inception4j.model.AveragePooling2D;
import org.inception4j.model.BatchNormalization;
import org.inception4j.model.Concatenate;
import org.inception4j.model.Conv2D;
import org.inception4j.model.Cropping2D;
import org.inception4j.model.Dense;
import org.inception4j.model.DepthwiseConv2D;
import org.inception4j.model.Dropout;
import org.inception4j.model.Flatten;
import org.inception4j.model.GlobalAveragePooling2D;
import org.inception4j.model.GlobalMaxPooling2D;
import org.inception4j.model.Input;
import org.inception4j.model.LayerNormalization;
import org.inception4j.model.LocalResponseNormalization;
import org.inception4j.model.MaxPooling2D;
import org.inception4j.model.Model;
import org.inception4j.model.NestedModel;
import org.inception4j.model.Node;
import org.inception4j.model.Normalization;
import org.inception4j.model.Rescaling;
import org.inception4j.model.Reshape;
import org.inception4j.model.SeparableConv2D;
import org.inception4j.model.Shape;
import org.inception4j.model.WeightSpec;
import org.inception4j.model.Window;
import org.inception4j.model.ZeroPadding2D;

/**
 * A model's layers as operators. Inside of the graph pictures are (batch, channels, height, width); every other shape is as here.
 * A layer's last operator has the layer's name, further ones before it the same with a word behind a slash.
 */
final class Translation {
    private static final int PICTURE = 3;

    private final GraphBuilder graph;
    private final Model model;
    private final Map<Node, String> values = new HashMap<>();
    private final Functions functions;
    private final Poolings poolings;
    private final Normalizations normalizations;

    /** @param model without nested ones */
    Translation(GraphBuilder graph, Model model) {
        this.graph = graph;
        this.model = model;
        this.functions = new Functions(graph);
        this.poolings = new Poolings(graph);
        this.normalizations = new Normalizations(graph);
    }

    /** What the input's layer gives, in the order of axes that the graph computes in. */
    void enter(Node input, String value) {
        values.put(input, value);
    }

    /** All layers but the inputs. */
    void translate() {
        for (Node node : model.nodes()) {
            if (!(node.layer() instanceof Input)) {
                values.put(node, value(node));
            }
        }
    }

    String of(Node node) {
        return values.get(node);
    }

    void renamed(String value, String name) {
        values.replaceAll((_, before) -> before.equals(value) ? name : before);
    }

    private String value(Node node) {
        String name = model.name(node);
        Shape shape = node.shape();
        return switch (node.layer()) {
            case Activation layer -> activated(layer.function(), name, input(node), shape);
            case AdaptiveAveragePooling2D layer -> poolings.adaptive(layer, name, input(node), inputShape(node));
            case Add _ -> sum(name, inputs(node));
            case AveragePooling2D layer -> poolings.average(layer, name, input(node), inputShape(node));
            case BatchNormalization layer -> normalizations.batch(layer, name, input(node), shape, weights(node));
            case Concatenate _ -> joined(name, inputs(node), shape);
            case Conv2D layer -> convolution(layer, node);
            case Cropping2D layer -> cropped(layer, name, input(node), inputShape(node));
            case Dense layer -> dense(layer, node);
            case DepthwiseConv2D layer -> depthwise(layer, node);
            case Dropout _ -> input(node);
            case Flatten _ -> reshaped(name, input(node), inputShape(node), shape);
            case GlobalAveragePooling2D layer ->
                global("GlobalAveragePool", layer.keepDimensions(), name, input(node), shape);
            case GlobalMaxPooling2D layer -> global("GlobalMaxPool", layer.keepDimensions(), name, input(node), shape);
            case Input _ -> throw new IllegalStateException(name + ": has no operator; it is given");
            case LayerNormalization layer -> normalizations.layer(layer, name, input(node), shape, weights(node));
            case LocalResponseNormalization layer -> normalizations.local(layer, name, input(node));
            case MaxPooling2D layer -> poolings.max(layer, name, input(node), inputShape(node));
            case NestedModel _ -> throw new IllegalStateException(name + ": is nested; flattened models are written");
            case Normalization layer -> normalizations.given(layer, name, input(node), shape);
            case Rescaling layer -> normalizations.rescaled(layer, name, input(node));
            case Reshape _ -> reshaped(name, input(node), inputShape(node), shape);
            case SeparableConv2D layer -> separable(layer, node);
            case ZeroPadding2D layer ->
                poolings.pad(name, input(node), layer.top(), layer.bottom(), layer.left(), layer.right());
        };
    }

    private String convolution(Conv2D layer, Node node) {
        String name = named(node, layer.activation(), "convolution");
        String value =
                convolution(name, layer.window(), layer.groups(), inputShape(node), concat(input(node), weights(node)));
        return activated(layer.activation(), model.name(node), value, node.shape());
    }

    private String depthwise(DepthwiseConv2D layer, Node node) {
        String name = named(node, layer.activation(), "convolution");
        Shape picture = inputShape(node);
        String value =
                convolution(name, layer.window(), picture.channels(), picture, concat(input(node), weights(node)));
        return activated(layer.activation(), model.name(node), value, node.shape());
    }

    private String separable(SeparableConv2D layer, Node node) {
        Shape picture = inputShape(node);
        Shape between = layer.depthwise().outputShape(node.inputShapes());
        List<String> weights = weights(node);
        String depthwise = convolution(
                model.name(node) + "/depthwise",
                layer.depthwise().window(),
                picture.channels(),
                picture,
                List.of(input(node), weights.getFirst()));
        String value = convolution(
                named(node, layer.activation(), "pointwise"),
                layer.pointwise().window(),
                1,
                between,
                concat(depthwise, weights.subList(1, weights.size())));
        return activated(layer.activation(), model.name(node), value, node.shape());
    }

    private String convolution(String name, Window window, int groups, Shape picture, List<String> inputs) {
        Map<String, Attribute> attributes = Poolings.window(window, picture);
        long down = window.dilation().height();
        attributes.put("dilations", Attribute.list(down, window.dilation().width()));
        attributes.put("group", Attribute.of((long) groups));
        return graph.add("Conv", name, inputs, attributes);
    }

    private String dense(Dense layer, Node node) {
        String name = named(node, layer.activation(), "product");
        String value = graph.add("Gemm", name, concat(input(node), weights(node)), Map.of());
        return activated(layer.activation(), model.name(node), value, node.shape());
    }

    /** The layer's own name if the operator is its last, else one with {@code part} behind it. */
    private String named(Node node, ActivationFunction function, String part) {
        boolean last = function.kind() == ActivationFunction.Kind.LINEAR;
        return last ? model.name(node) : model.name(node) + "/" + part;
    }

    private String activated(ActivationFunction function, String name, String input, Shape shape) {
        return functions.apply(function, name, input, channelAxis(shape));
    }

    private String sum(String name, List<String> inputs) {
        return graph.add("Sum", name, inputs, Map.of());
    }

    private String joined(String name, List<String> inputs, Shape shape) {
        return graph.add("Concat", name, inputs, Attribute.all("axis", Attribute.of((long) channelAxis(shape))));
    }

    private String cropped(Cropping2D layer, String name, String input, Shape picture) {
        return graph.add(
                "Slice",
                name,
                input,
                graph.wholes(name + "/starts", layer.top(), layer.left()),
                graph.wholes(name + "/ends", picture.height() - layer.bottom(), picture.width() - layer.right()),
                graph.wholes(name + "/axes", 2, 3));
    }

    private String global(String type, boolean keepDimensions, String name, String input, Shape shape) {
        if (keepDimensions) {
            return graph.add(type, name, input);
        }
        String pixel = graph.add(type, name + "/pixel", input);
        return graph.add("Reshape", name, pixel, graph.wholes(name + "/shape", -1, shape.channels()));
    }

    /** The same numbers in this library's order: pictures run over height, width, channels. */
    private String reshaped(String name, String input, Shape from, Shape to) {
        if (from.equals(to)) {
            return input;
        }
        String value = input;
        if (from.rank() == PICTURE && from.height() * from.width() > 1) {
            value = channelsLast(name + "/channels_last", value);
        }
        boolean turned = to.rank() == PICTURE && to.height() * to.width() > 1;
        long[] sizes = IntStream.concat(IntStream.of(-1), IntStream.of(onePixel(to) ? pixel(to) : to.toArray()))
                .asLongStream()
                .toArray();
        value = graph.add("Reshape", turned ? name + "/reshaped" : name, value, graph.wholes(name + "/shape", sizes));
        return turned ? channelsFirst(name, value) : value;
    }

    private static boolean onePixel(Shape shape) {
        return shape.rank() == PICTURE && shape.height() * shape.width() == 1;
    }

    private static int[] pixel(Shape shape) {
        return new int[] {shape.channels(), 1, 1};
    }

    String channelsLast(String name, String picture) {
        return graph.transpose(name, picture, 0, 2, 3, 1);
    }

    String channelsFirst(String name, String picture) {
        return graph.transpose(name, picture, 0, 3, 1, 2);
    }

    static int channelAxis(Shape shape) {
        return shape.rank() == PICTURE ? 1 : shape.rank();
    }

    private List<String> weights(Node node) {
        List<String> names = new ArrayList<>();
        for (WeightSpec spec : model.weights(node)) {
            names.add(graph.weight(spec.name(), WeightOrder.sizes(spec.name(), spec.shape())));
        }
        return names;
    }

    private List<String> inputs(Node node) {
        return node.inputs().stream().map(values::get).toList();
    }

    private String input(Node node) {
        return inputs(node).getFirst();
    }

    private static Shape inputShape(Node node) {
        return node.inputShapes().getFirst();
    }

    private static List<String> concat(String first, List<String> rest) {
        List<String> all = new ArrayList<>(rest);
        all.addFirst(first);
        return all;
    }
}
