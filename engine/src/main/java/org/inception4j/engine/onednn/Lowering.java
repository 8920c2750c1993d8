package org.inception4j.engine.onednn;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
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
import org.inception4j.model.Output;
import org.inception4j.model.Rescaling;
import org.inception4j.model.Reshape;
import org.inception4j.model.SeparableConv2D;
import org.inception4j.model.Shape;
import org.inception4j.model.ZeroPadding2D;

/** Turns a model's layers into operations, several layers into one where they can be fused. */
final class Lowering {
    private final Model model;
    private final Mode mode;
    private final List<Op> ops = new ArrayList<>();
    private final Map<Node, Edge> edges = new IdentityHashMap<>();
    private final Map<Node, Edge> beforeActivation = new IdentityHashMap<>();
    private final Map<Node, ConvolutionOp> convolved = new IdentityHashMap<>();
    private final Map<Node, List<Node>> consumers = new IdentityHashMap<>();
    private final Set<Node> outputs = new HashSet<>();
    private final Set<Node> done = new HashSet<>();

    /**
     * What the operations are for.
     *
     * @param trains says by layer name whether the layer learns; of nothing in inference
     * @param unfused nodes whose activation must stay apart, as the loss starts before it
     */
    record Mode(boolean training, Predicate<String> trains, Collection<Node> unfused) {
        static final Mode INFERENCE = new Mode(false, any -> false, Set.of());
    }

    /** Operations in an order that can be run, and the edges of the model's nodes. */
    record Lowered(List<Op> ops, Map<Node, Edge> edges, Map<Node, Edge> beforeActivation) {}

    private Lowering(Model model, Mode mode) {
        this.model = model;
        this.mode = mode;
        for (Node node : model.nodes()) {
            node.inputs().forEach(input -> consumers
                    .computeIfAbsent(input, any -> new ArrayList<>())
                    .add(node));
        }
        model.outputs().stream().map(Output::node).forEach(outputs::add);
    }

    static Lowered of(Model model, Mode mode) {
        Lowering lowering = new Lowering(model, mode);
        for (Node node : model.nodes()) {
            if (lowering.done.add(node)) {
                lowering.lower(node);
            }
        }
        lowering.outputs.forEach(node -> lowering.edges.get(node).widen());
        lowering.ops.forEach(op -> op.inputs().forEach(edge -> edge.read(op)));
        return new Lowered(List.copyOf(lowering.ops), lowering.edges, lowering.beforeActivation);
    }

    private void lower(Node node) {
        String name = model.name(node);
        switch (node.layer()) {
            case Input _ -> edges.put(node, new Edge(name, node.shape()));
            case Conv2D layer -> convolution(node, layer);
            case DepthwiseConv2D layer -> depthwise(node, layer);
            case SeparableConv2D layer -> separable(node, layer);
            case Dense layer -> dense(node, layer);
            case MaxPooling2D layer -> new PoolingLowering(this::add, name).max(edge(node), layer, define(node));
            case AveragePooling2D layer ->
                new PoolingLowering(this::add, name).average(edge(node), layer, define(node));
            case AdaptiveAveragePooling2D layer ->
                new PoolingLowering(this::add, name).adaptive(edge(node), layer, define(node));
            case GlobalMaxPooling2D _ ->
                new PoolingLowering(this::add, name).whole(edge(node), Poolings.Kind.MAX, define(node));
            case GlobalAveragePooling2D _ ->
                new PoolingLowering(this::add, name).whole(edge(node), Poolings.Kind.AVERAGE, define(node));
            case BatchNormalization layer -> batchNormalization(node, layer);
            case LayerNormalization layer -> add(new LayerNormalizationOp(name, edge(node), define(node), layer));
            case LocalResponseNormalization layer ->
                add(new LocalResponseOp(
                        name,
                        edge(node),
                        define(node),
                        new Normalizations.LocalResponse(layer.size(), layer.alpha(), layer.beta(), layer.k())));
            case Activation layer -> activation(node, layer.function());
            case Dropout layer -> dropout(node, layer);
            case Flatten _ -> add(new ViewOp(edge(node), define(node)));
            case Reshape _ -> add(new ViewOp(edge(node), define(node)));
            case Concatenate _ -> add(new ConcatenationOp(name, edges(node), define(node)));
            case Add _ -> sum(node);
            case Rescaling layer -> rescaling(node, layer);
            case Normalization layer ->
                add(new AffineOp(name, edge(node), define(node), new GivenCoefficients(name, layer), Functions.NONE));
            case ZeroPadding2D layer ->
                add(new FrameOp(name, edge(node), define(node), true, layer.top(), layer.left()));
            case Cropping2D layer -> add(new FrameOp(name, edge(node), define(node), false, layer.top(), layer.left()));
            case NestedModel _ -> throw new IllegalStateException(name + ": is nested; plans take flattened models");
        }
    }

    private void add(Op op) {
        boolean learns = op.weights().stream()
                .anyMatch(weight -> mode.trains().test(weight.substring(0, weight.lastIndexOf('/'))));
        op.output().needGradient(learns || op.inputs().stream().anyMatch(Edge::needsGradient));
        ops.add(op);
    }

    private Edge edge(Node node) {
        return edges.get(node.inputs().getFirst());
    }

    private List<Edge> edges(Node node) {
        return node.inputs().stream().map(edges::get).toList();
    }

    private Edge define(Node node) {
        Edge edge = new Edge(model.name(node), node.shape());
        edges.put(node, edge);
        return edge;
    }

    private void convolution(Node node, Conv2D layer) {
        String name = model.name(node);
        ConvolutionOp.Kernel kernel = new ConvolutionOp.Kernel(
                name + "/kernel", layer.useBias() ? name + "/bias" : null, layer.groups(), false);
        convolve(node, edge(node), kernel, Geometry.of(layer.window(), edge(node)), layer.activation());
    }

    private void depthwise(Node node, DepthwiseConv2D layer) {
        String name = model.name(node);
        ConvolutionOp.Kernel kernel = new ConvolutionOp.Kernel(
                name + "/depthwise_kernel",
                layer.useBias() ? name + "/bias" : null,
                (int) edge(node).channels(),
                true);
        convolve(node, edge(node), kernel, Geometry.of(layer.window(), edge(node)), layer.activation());
    }

    private void separable(Node node, SeparableConv2D layer) {
        String name = model.name(node);
        DepthwiseConv2D depthwise = layer.depthwise();
        Edge input = edge(node);
        Shape between = depthwise.outputShape(node.inputShapes());
        Edge middle = new Edge(name + "/depthwise", between);
        ConvolutionOp.Kernel first =
                new ConvolutionOp.Kernel(name + "/depthwise_kernel", null, (int) input.channels(), true);
        add(new ConvolutionOp(
                name + "/depthwise", input, middle, first, Geometry.of(depthwise.window(), input), Ending.NONE));
        ConvolutionOp.Kernel second =
                new ConvolutionOp.Kernel(name + "/pointwise_kernel", layer.useBias() ? name + "/bias" : null, 1, false);
        convolve(node, middle, second, Geometry.of(layer.pointwise().window(), middle), layer.activation());
    }

    /** A convolution with what follows it: a normalisation that is only a factor and an offset, and an activation. */
    private void convolve(
            Node node, Edge input, ConvolutionOp.Kernel kernel, Geometry geometry, ActivationFunction activation) {
        Node last = node;
        ConvolutionOp.Kernel used = kernel;
        ActivationFunction function = activation;
        if (isLinear(activation) && only(node) instanceof Node next && folds(node, next) instanceof Folding folding) {
            used = kernel.with(folding);
            last = next;
            done.add(next);
        }
        if (isLinear(function) && only(last) instanceof Node next && next.layer() instanceof Activation(var later)) {
            if (fuses(next, later)) {
                function = later;
                last = next;
                done.add(next);
            }
        }
        boolean fused = fuses(last, function);
        String name = model.name(node);
        Edge result = new Edge(fused ? model.name(last) : name + "/linear", last.shape());
        Ending ending = fused ? Ending.of(Functions.of(function)) : Ending.NONE;
        ConvolutionOp op = new ConvolutionOp(name, input, result, used, geometry, ending);
        add(op);
        if (fused && !mode.training()) {
            convolved.put(last, op);
        }
        finish(last, result, fused ? ActivationFunction.LINEAR : function);
    }

    private void dense(Node node, Dense layer) {
        String name = model.name(node);
        boolean fused = fuses(node, layer.activation());
        Edge result = new Edge(fused ? name : name + "/linear", node.shape());
        Functions functions = fused ? Functions.of(layer.activation()) : Functions.NONE;
        String bias = layer.useBias() ? name + "/bias" : null;
        add(new ProductOp(name, edge(node), result, name + "/kernel", bias, functions));
        finish(node, result, fused ? ActivationFunction.LINEAR : layer.activation());
    }

    /** The node's value is what {@code rest} makes of the edge. */
    private void finish(Node node, Edge edge, ActivationFunction rest) {
        if (isLinear(rest)) {
            edges.put(node, edge);
        } else {
            activate(node, edge, rest);
        }
    }

    private void activate(Node node, Edge input, ActivationFunction function) {
        String name = model.name(node);
        beforeActivation.put(node, input);
        if (function.kind() == ActivationFunction.Kind.SOFTMAX) {
            input.widen();
            add(new SoftmaxOp(name, input, define(node)));
            return;
        }
        apply(node, input, Functions.of(function));
        if (isLinear(function)) {
            edges.put(node, input);
        }
    }

    private void apply(Node node, Edge input, Functions applied) {
        String name = model.name(node);
        List<PostOp.Function> functions = applied.list();
        Edge current = input;
        for (int i = 0; i < functions.size(); i++) {
            boolean last = i == functions.size() - 1;
            Edge next = last ? define(node) : new Edge(name + "/part" + i, node.shape());
            add(new FunctionOp(last ? name : name + "/part" + i, current, next, functions.get(i)));
            current = next;
        }
    }

    private void batchNormalization(Node node, BatchNormalization layer) {
        String name = model.name(node);
        if (!mode.training() || !mode.trains().test(name)) {
            add(new AffineOp(name, edge(node), define(node), new Folding(name, layer), Functions.NONE));
            return;
        }
        boolean relu = only(node) instanceof Node next
                && next.layer() instanceof Activation(var function)
                && function.kind() == ActivationFunction.Kind.RELU
                && fuses(next, function);
        Edge input = edge(node);
        Node last = relu ? only(node) : node;
        done.add(last);
        Edge result = define(last);
        add(new BatchNormalizationOp(name, input, result, layer, relu));
    }

    private void dropout(Node node, Dropout layer) {
        if (mode.training() && layer.rate() > 0) {
            add(new DropoutOp(model.name(node), edge(node), define(node), layer.rate()));
        } else {
            edges.put(node, edge(node));
        }
    }

    private void activation(Node node, ActivationFunction function) {
        Node input = node.inputs().getFirst();
        if (fuses(node, function) && extensible(input)) {
            extend(input, node, ending -> ending.then(Functions.of(function)));
        } else {
            activate(node, edge(node), function);
        }
    }

    private void rescaling(Node node, Rescaling layer) {
        Node input = node.inputs().getFirst();
        Functions linear = Functions.linear(layer.scale(), layer.offset());
        if (extensible(input)) {
            extend(input, node, ending -> ending.then(linear));
        } else {
            apply(node, edge(node), linear);
        }
    }

    /** Done by the convolution that computes one of the inputs, where one does that for the sum alone. */
    private void sum(Node node) {
        for (Node input : node.inputs().reversed()) {
            if (extensible(input) && convolved.get(input).ending().canAdd()) {
                List<Edge> others = node.inputs().stream()
                        .filter(other -> other != input)
                        .map(edges::get)
                        .toList();
                extend(input, node, ending -> ending.plus(others));
                return;
            }
        }
        add(new SumOp(model.name(node), edges(node), define(node)));
    }

    /** Whether a convolution computes this, and only one node reads it, so that the convolution can do that one's work too. */
    private boolean extensible(Node node) {
        return convolved.containsKey(node) && only(node) != null;
    }

    /** Lets the convolution go on to what {@code reader} is. It takes its place, where all is known that it reads. */
    private void extend(Node convolution, Node reader, UnaryOperator<Ending> more) {
        ConvolutionOp before = convolved.get(convolution);
        ops.remove(before);
        edges.remove(convolution);
        ConvolutionOp after = before.with(more.apply(before.ending()), define(reader));
        convolved.put(reader, after);
        add(after);
    }

    /** Whether the activation, the last part of what this node computes, may be fused into what computes the rest. */
    private boolean fuses(Node node, ActivationFunction function) {
        return function.kind() != ActivationFunction.Kind.SOFTMAX
                && !mode.unfused().contains(node)
                && (!mode.training() || Functions.of(function).knowsSlopeFromResult());
    }

    private Folding folds(Node convolution, Node next) {
        boolean frozen =
                !mode.trains().test(model.name(convolution)) && !mode.trains().test(model.name(next));
        return frozen && next.layer() instanceof BatchNormalization layer ? new Folding(model.name(next), layer) : null;
    }

    /** The one node that reads this one; null where there are several, or the model gives the value out. */
    private Node only(Node node) {
        List<Node> readers = consumers.getOrDefault(node, List.of());
        return readers.size() == 1 && !outputs.contains(node) ? readers.getFirst() : null;
    }

    private static boolean isLinear(ActivationFunction function) {
        return function.kind() == ActivationFunction.Kind.LINEAR;
    }
}
