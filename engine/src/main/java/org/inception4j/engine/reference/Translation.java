package org.inception4j.engine.reference;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.inception4j.engine.Quantization.Range;
import org.inception4j.engine.reference.Program.Place;
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
import org.inception4j.model.NestedModel;
import org.inception4j.model.Node;
import org.inception4j.model.Normalization;
import org.inception4j.model.Padding;
import org.inception4j.model.Rescaling;
import org.inception4j.model.Reshape;
import org.inception4j.model.Rounding;
import org.inception4j.model.SeparableConv2D;
import org.inception4j.model.Shape;
import org.inception4j.model.Size;
import org.inception4j.model.Window;
import org.inception4j.model.ZeroPadding2D;
import org.inception4j.random.CounterRandom;

/** Turns a model's nodes into steps, one after another, nothing fused and nothing folded. */
final class Translation {
    private final WeightStore weights;
    private final Program program = new Program();

    private final Map<Node, Range> ranges;
    private final Map<Node, Integer> rounded = new HashMap<>();

    private Translation(WeightStore weights, Map<Node, Range> ranges) {
        this.weights = weights;
        this.ranges = ranges;
    }

    static Program of(WeightStore weights) {
        return of(weights, Map.of());
    }

    /** Values with a range are rounded to 8 bits, and so are the kernels that they are multiplied with. */
    static Program of(WeightStore weights, Map<Node, Range> ranges) {
        Translation translation = new Translation(weights, ranges);
        weights.model().nodes().forEach(translation::translate);
        return translation.program;
    }

    private void translate(Node node) {
        Place place = place(node);
        Range range = ranges.get(node);
        if (range == null) {
            program.place(node, place);
            return;
        }
        int slot = program.add(new EightBits(range), List.of(place.output()), node.shape());
        rounded.put(node, slot);
        boolean comesFromOutside = node.layer() instanceof Input;
        program.place(node, comesFromOutside ? place : new Place(slot, place.beforeActivation()));
    }

    private Weight kernel(Node node, String name) {
        Weight kernel = weights.of(node, name);
        boolean inBytes = rounded.containsKey(node.inputs().getFirst());
        return inBytes ? kernel.inEightBits() : kernel;
    }

    private Place place(Node node) {
        return switch (node.layer()) {
            case Activation layer -> activated(input(node), layer.function(), node.shape());
            case AdaptiveAveragePooling2D layer -> step(new AdaptivePool(layer), node);
            case Add _ -> step(new Sum(), node);
            case AveragePooling2D layer ->
                step(new AveragePool(sliding(layer.window(), node), layer.countPadding()), node);
            case BatchNormalization layer -> step(batchNorm(layer, node), node);
            case Concatenate _ -> step(new Join(), node);
            case Conv2D layer -> activated(convolution(layer, node), layer.activation(), node.shape());
            case Cropping2D layer -> step(new Shift(-layer.top(), -layer.left()), node);
            case Dense layer -> activated(dense(node), layer.activation(), node.shape());
            case DepthwiseConv2D layer -> activated(depthwise(layer, node), layer.activation(), node.shape());
            case Dropout layer -> step(new Dropping(layer.rate(), CounterRandom.keyOf(name(node))), node);
            case Flatten _ -> step(new Copy(), node);
            case GlobalAveragePooling2D _ -> step(new AveragePool(wholePicture(node), false), node);
            case GlobalMaxPooling2D _ -> step(new MaxPool(wholePicture(node)), node);
            case Input layer -> plain(program.slot(layer.shape()));
            case LayerNormalization layer -> step(new LayerNorm(layer.epsilon(), gammaBeta(node)), node);
            case LocalResponseNormalization layer -> step(new ResponseNorm(layer), node);
            case MaxPooling2D layer -> step(new MaxPool(sliding(layer.window(), node)), node);
            case NestedModel _ ->
                throw new IllegalStateException(name(node) + ": is nested; plans take flattened models");
            case Normalization layer -> step(Affine.of(layer), node);
            case Rescaling layer -> step(Affine.of(layer), node);
            case Reshape _ -> step(new Copy(), node);
            case SeparableConv2D layer -> activated(separable(layer, node), layer.activation(), node.shape());
            case ZeroPadding2D layer -> step(new Shift(layer.top(), layer.left()), node);
        };
    }

    private int convolution(Conv2D layer, Node node) {
        Convolution operation = new Convolution(
                sliding(layer.window(), node), layer.groups(), kernel(node, "kernel"), weights.optional(node, "bias"));
        return program.add(operation, inputs(node), node.shape());
    }

    private int depthwise(DepthwiseConv2D layer, Node node) {
        Convolution operation = new Convolution(
                sliding(layer.window(), node),
                inputShape(node).channels(),
                kernel(node, "depthwise_kernel"),
                weights.optional(node, "bias"));
        return program.add(operation, inputs(node), node.shape());
    }

    private int separable(SeparableConv2D layer, Node node) {
        Shape between = layer.depthwise().outputShape(node.inputShapes());
        Convolution depthwise = new Convolution(
                sliding(layer.depthwise().window(), node),
                inputShape(node).channels(),
                weights.of(node, "depthwise_kernel"),
                Optional.empty());
        Convolution pointwise = new Convolution(
                new Sliding(layer.pointwise().window(), between),
                1,
                weights.of(node, "pointwise_kernel"),
                weights.optional(node, "bias"));
        return program.add(pointwise, List.of(program.add(depthwise, inputs(node), between)), node.shape());
    }

    /** A convolution over a picture of one pixel. */
    private int dense(Node node) {
        Shape pixel = Shape.of(1, 1, inputShape(node).channels());
        Convolution operation = new Convolution(
                new Sliding(window(Size.ONE), pixel), 1, kernel(node, "kernel"), weights.optional(node, "bias"));
        return program.add(operation, inputs(node), node.shape());
    }

    private BatchNorm batchNorm(BatchNormalization layer, Node node) {
        return new BatchNorm(
                layer,
                !weights.trainable(node),
                gammaBeta(node),
                weights.of(node, "moving_mean"),
                weights.of(node, "moving_variance"));
    }

    private GammaBeta gammaBeta(Node node) {
        return new GammaBeta(weights.optional(node, "gamma"), weights.optional(node, "beta"));
    }

    private Sliding sliding(Window window, Node node) {
        return new Sliding(window, inputShape(node));
    }

    private Sliding wholePicture(Node node) {
        Shape picture = inputShape(node);
        return new Sliding(window(Size.of(picture.height(), picture.width())), picture);
    }

    private static Window window(Size size) {
        return new Window(size, Size.ONE, Size.ONE, Padding.VALID, Rounding.FLOOR);
    }

    private Place step(Operation operation, Node node) {
        return plain(program.add(operation, inputs(node), node.shape()));
    }

    private Place activated(int before, ActivationFunction function, Shape shape) {
        return switch (function.kind()) {
            case LINEAR -> plain(before);
            case SOFTMAX -> new Place(program.add(new Softmax(), List.of(before), shape), before);
            case RELU, RELU6, LEAKY_RELU, ELU, SELU, GELU, SILU, SIGMOID, TANH ->
                new Place(program.add(new ScalarFunction(function), List.of(before), shape), before);
        };
    }

    private static Place plain(int slot) {
        return new Place(slot, slot);
    }

    private List<Integer> inputs(Node node) {
        return node.inputs().stream()
                .map(input -> rounded.getOrDefault(input, program.place(input).output()))
                .toList();
    }

    private int input(Node node) {
        return inputs(node).getFirst();
    }

    private static Shape inputShape(Node node) {
        return node.inputShapes().getFirst();
    }

    private String name(Node node) {
        return weights.model().name(node);
    }
}
