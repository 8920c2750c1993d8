package org.inception4j.engine.onednn;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_BIAS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_BIAS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_WEIGHTS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WEIGHTS;

import java.util.ArrayList;
import java.util.List;
import org.inception4j.engine.onednn.Step.Argument;

/** A dense layer with its bias and its activation. */
final class ProductOp implements Multiplication {
    private final String name;
    private final Edge input;
    private final Edge output;
    private final String weight;
    private final String bias;
    private final Functions functions;
    private Primitive forward;

    ProductOp(String name, Edge input, Edge output, String weight, String bias, Functions functions) {
        this.name = name;
        this.input = input;
        this.output = output;
        this.weight = weight;
        this.bias = bias;
        this.functions = functions;
    }

    @Override
    public List<Edge> inputs() {
        return List.of(input);
    }

    @Override
    public Edge output() {
        return output;
    }

    @Override
    public List<String> weights() {
        return bias == null ? List.of(weight) : List.of(weight, bias);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Ending ending() {
        return Ending.of(functions);
    }

    @Override
    public void forward(Compilation c, Part part, Value source, Value result) {
        Band channels = part.channels();
        Layout any = Layout.any(c.kernels().handles(), c.element(), channels.count(), input.channels());
        Value added = bias(c, channels);
        Convolutions.Shapes shapes =
                new Convolutions.Shapes(source.layout(), any, added == null ? null : added.layout(), result.layout());
        forward = Products.forward(c.kernels(), name, c.training(), shapes, functions.fused());
        List<Argument> arguments = new ArrayList<>();
        arguments.add(new Argument(DNNL_ARG_SRC, source));
        arguments.add(new Argument(DNNL_ARG_WEIGHTS, packed(c, channels, forward.weights(any))));
        if (added != null) {
            arguments.add(new Argument(DNNL_ARG_BIAS, added));
        }
        arguments.add(new Argument(DNNL_ARG_DST, result));
        c.emit(part, name, forward, arguments.toArray(Argument[]::new));
    }

    @Override
    public List<Part> parts(Compilation c) {
        return c.channelBands(output).stream()
                .map(channels -> new Part(Band.whole(1), channels))
                .toList();
    }

    @Override
    public List<Value> define(Compilation c, Element of, List<Part> parts) {
        Value whole = c.create(output, of);
        c.define(output, whole);
        return parts.stream().map(part -> c.channels(whole, part.channels())).toList();
    }

    @Override
    public Value under(Compilation c, Part part, Value source) {
        return source;
    }

    @Override
    public void backward(Compilation c) {
        Value gradient = functions.backward(c, name, output);
        if (weights().stream().anyMatch(c.weightGradients()::needed)) {
            backwardWeights(c, gradient);
        }
        if (input.needsGradient()) {
            backwardData(c, gradient);
        }
    }

    private void backwardData(Compilation c, Value gradient) {
        Convolutions.Shapes shapes = shapes(c, c.element(), null, c.element());
        Primitive backward = Products.backwardData(c.kernels(), name, shapes, forward);
        Value result = Value.of(input.name() + "/gradient", shapes.source());
        c.emit(
                name + "/backward_data",
                backward,
                new Argument(DNNL_ARG_DIFF_DST, gradient),
                new Argument(
                        DNNL_ARG_WEIGHTS, packed(c, Band.whole(output.channels()), backward.weights(shapes.weights()))),
                new Argument(DNNL_ARG_DIFF_SRC, result));
        c.contribute(input, result, true);
    }

    /** Straight into the gradient's own order where there is fast code for it: reordering costs more than the product. */
    private void backwardWeights(Compilation c, Value gradient) {
        Layout biasLayout = c.weightGradients().needed(bias) ? biasLayout(c) : null;
        Layout master = master(c);
        Convolutions.Shapes shapes = shapes(c, Element.F32, biasLayout, c.element());
        Primitive direct = Products.backwardWeightsIfFast(c.kernels(), name, shapes.withWeights(master), forward);
        Primitive backward = direct != null ? direct : Products.backwardWeights(c.kernels(), name, shapes, forward);
        Value weights = direct != null
                ? c.weightGradients().place(weight, master)
                : Value.of(weight + "/gradient", backward.weightsGradient(shapes.weights()));
        List<Argument> arguments = new ArrayList<>();
        arguments.add(new Argument(DNNL_ARG_SRC, c.read(input)));
        arguments.add(new Argument(DNNL_ARG_DIFF_DST, gradient));
        arguments.add(new Argument(DNNL_ARG_DIFF_WEIGHTS, weights));
        Value biasGradient = biasLayout == null ? null : c.weightGradients().place(bias, biasLayout);
        if (biasLayout != null) {
            arguments.add(new Argument(DNNL_ARG_DIFF_BIAS, biasGradient));
        }
        c.emit(name + "/backward_weights", backward, arguments.toArray(Argument[]::new));
        c.weightGradients().finish(weight, master, weights);
        if (biasLayout != null) {
            c.weightGradients().finish(bias, biasLayout, biasGradient);
        }
    }

    private Convolutions.Shapes shapes(Compilation c, Element weights, Layout bias, Element out) {
        return new Convolutions.Shapes(
                c.layout(input, c.element()),
                Layout.any(c.kernels().handles(), weights, output.channels(), input.channels()),
                bias,
                c.layout(output, out));
    }

    private Layout biasLayout(Compilation c) {
        return bias == null ? null : Layout.dense(c.kernels().handles(), Element.F32, output.channels());
    }

    private Value bias(Compilation c, Band channels) {
        Value whole = bias(c);
        return whole == null ? null : c.channels(whole, channels);
    }

    private Layout master(Compilation c) {
        return kernelLayout(c, Element.F32, Band.whole(output.channels()));
    }

    /** As Keras stores it: inputs, outputs. */
    @Override
    public Layout kernelLayout(Compilation c, Element element, Band channels) {
        long[] sizes = {channels.count(), input.channels()};
        return Layout.strided(c.kernels().handles(), element, sizes, new long[] {1, output.channels()});
    }

    @Override
    public String kernelName() {
        return weight;
    }

    @Override
    public Value kernel(Compilation c) {
        return c.parameters().master(weight, master(c));
    }

    @Override
    public Value bias(Compilation c) {
        return bias == null ? null : c.parameters().master(bias, biasLayout(c));
    }

    @Override
    public Primitive compileIfFast(Compilation c, Part part, Convolutions.Shapes shapes, List<PostOp> postOps) {
        return Products.forwardIfFast(c.kernels(), name, shapes, postOps);
    }
}
