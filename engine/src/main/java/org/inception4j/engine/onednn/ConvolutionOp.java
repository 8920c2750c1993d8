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
import java.util.stream.Stream;
import org.inception4j.engine.onednn.Step.Argument;

/** A convolution with its bias, its ending, and where a batch normalisation was folded into it, that too. */
final class ConvolutionOp implements Multiplication {
    private final String name;
    private final Edge input;
    private final Edge output;
    private final Kernel kernel;
    private final Geometry geometry;
    private final Ending ending;
    private Primitive forward;

    /**
     * The weights of a convolution.
     *
     * @param weight full name of the kernel
     * @param bias full name, or null
     * @param depthwise whether the kernel is stored as Keras stores those of depthwise convolutions
     * @param folding the normalisation that is part of the kernel and bias, or null
     * @param alone whether the bias, the normalisation's too, is left to somebody else
     */
    record Kernel(String weight, String bias, int groups, boolean depthwise, Folding folding, boolean alone) {
        Kernel(String weight, String bias, int groups, boolean depthwise) {
            this(weight, bias, groups, depthwise, null, false);
        }

        Kernel with(Folding changed) {
            return new Kernel(weight, bias, groups, depthwise, changed, alone);
        }

        Kernel withoutBias() {
            return new Kernel(weight, bias, groups, depthwise, folding, true);
        }

        boolean hasBias() {
            return !alone && (bias != null || folding != null);
        }
    }

    ConvolutionOp(String name, Edge input, Edge output, Kernel kernel, Geometry geometry, Ending ending) {
        this.name = name;
        this.input = input;
        this.output = output;
        this.kernel = kernel;
        this.geometry = geometry;
        this.ending = ending;
    }

    @Override
    public List<Edge> inputs() {
        return Stream.concat(Stream.of(input), ending.addends().stream()).toList();
    }

    @Override
    public Edge output() {
        return output;
    }

    @Override
    public List<String> weights() {
        return kernel.bias() == null ? List.of(kernel.weight()) : List.of(kernel.weight(), kernel.bias());
    }

    Kernel kernel() {
        return kernel;
    }

    boolean endsInRelu() {
        return ending.functions().isRelu();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Ending ending() {
        return ending;
    }

    /** The same with another ending, whose result is another value. */
    ConvolutionOp with(Ending changed, Edge result) {
        return new ConvolutionOp(name, input, result, kernel, geometry, changed);
    }

    /** Of another input nothing but the product. */
    ConvolutionOp product(Edge from, Edge result) {
        return new ConvolutionOp(name, from, result, kernel.withoutBias(), geometry, Ending.NONE);
    }

    @Override
    public void forward(Compilation c, Part part, Value source, Value result) {
        Value from = under(c, part, source);
        Layout any = Layout.any(
                c.kernels().handles(), c.element(), sizes(part.channels().count()));
        Value bias = bias(c, part.channels());
        Convolutions.Shapes shapes =
                new Convolutions.Shapes(from.layout(), any, bias == null ? null : bias.layout(), result.layout());
        Geometry clipped = geometry.under(part.rows(), input.rows()).geometry();
        List<Value> added = added(c, part);
        forward = ending.adds()
                ? compileIfFast(c, part, shapes, ending.postOps(added, result))
                : Convolutions.forward(c.kernels(), name, c.training(), shapes, clipped, ending.postOps(added, result));
        if (forward == null) {
            Value product = Value.of(part.label(name) + "/product", result.layout());
            with(Ending.of(ending.functions()), output).forward(c, part, source, product);
            ending.add(c, part, name, product, added, result);
            return;
        }
        List<Argument> arguments = new ArrayList<>();
        arguments.add(new Argument(DNNL_ARG_SRC, from));
        arguments.add(new Argument(DNNL_ARG_WEIGHTS, packed(c, part.channels(), forward.weights(any))));
        if (bias != null) {
            arguments.add(new Argument(DNNL_ARG_BIAS, bias));
        }
        arguments.addAll(ending.arguments(added, result));
        arguments.add(new Argument(DNNL_ARG_DST, result));
        c.emit(part, name, forward, arguments.toArray(Argument[]::new));
    }

    @Override
    public List<Part> parts(Compilation c) {
        long[] sizes = sizes(output.channels());
        boolean whole = kernel.groups() > 1 || ending.adds();
        return c.parts(output, geometry, input, whole ? 0 : sizes[0] * sizes[1] * sizes[2] * sizes[3]);
    }

    @Override
    public List<Value> define(Compilation c, Element of, List<Part> parts) {
        Value place = overwritten(c, of);
        return place == null ? c.define(output, of, parts) : c.define(output, place, parts);
    }

    @Override
    public Value under(Compilation c, Part part, Value source) {
        return c.part(source, geometry.under(part.rows(), input.rows()).input());
    }

    @Override
    public void backward(Compilation c) {
        Value gradient = output.rectifiedLater()
                ? c.gradient(output, c.element())
                : ending.functions().backward(c, name, output);
        if (weights().stream().anyMatch(c.weightGradients()::needed)) {
            backwardWeights(c, gradient);
        }
        if (input.needsGradient()) {
            backwardData(c, gradient);
        }
    }

    /** How many products each number of the output is the sum of. */
    long products() {
        long[] window = geometry.kernel();
        return window[0] * window[1] * input.channels() / kernel.groups();
    }

    /** Whether it is a product of each pixel with one matrix. */
    boolean multipliesPixels() {
        return geometry.isPixel() && kernel.groups() == 1;
    }

    /** Whether that matrix is a kernel as it is. */
    boolean seesSinglePixels() {
        return multipliesPixels() && kernel.folding() == null;
    }

    /** The gradient of what the activation was given, dense or not. */
    Value gradientOfProduct(Compilation c) {
        return output.rectifiedLater() || ending.functions().isEmpty()
                ? c.gradientAsIs(output, c.element())
                : ending.functions().backward(c, name, output);
    }

    private void backwardData(Compilation c, Value gradient) {
        Convolutions.Shapes shapes = shapes(c, c.element(), null, c.element());
        Primitive backward = Convolutions.backwardData(c.kernels(), name, shapes, geometry, forward);
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

    private void backwardWeights(Compilation c, Value gradient) {
        Layout bias = c.weightGradients().needed(kernel.bias()) ? biasLayout(c) : null;
        Convolutions.Shapes shapes = shapes(c, Element.F32, bias, c.element());
        Primitive backward = Convolutions.backwardWeights(c.kernels(), name, shapes, geometry, forward);
        Value weights = Value.of(kernel.weight() + "/gradient", backward.weightsGradient(shapes.weights()));
        List<Argument> arguments = new ArrayList<>();
        arguments.add(new Argument(DNNL_ARG_SRC, c.read(input)));
        arguments.add(new Argument(DNNL_ARG_DIFF_DST, gradient));
        arguments.add(new Argument(DNNL_ARG_DIFF_WEIGHTS, weights));
        Value biasGradient = bias == null ? null : c.weightGradients().place(kernel.bias(), bias);
        if (bias != null) {
            arguments.add(new Argument(DNNL_ARG_DIFF_BIAS, biasGradient));
        }
        c.emit(name + "/backward_weights", backward, arguments.toArray(Argument[]::new));
        c.weightGradients().finish(kernel.weight(), master(c), weights);
        if (bias != null) {
            c.weightGradients().finish(kernel.bias(), bias, biasGradient);
        }
    }

    private Convolutions.Shapes shapes(Compilation c, Element weights, Layout bias, Element out) {
        return new Convolutions.Shapes(
                c.layout(input, c.element()),
                Layout.any(c.kernels().handles(), weights, sizes(output.channels())),
                bias,
                c.layout(output, out));
    }

    private Layout biasLayout(Compilation c) {
        return kernel.hasBias() ? Layout.dense(c.kernels().handles(), Element.F32, output.channels()) : null;
    }

    private Value bias(Compilation c, Band channels) {
        Value whole = bias(c);
        return whole == null ? null : c.channels(whole, channels);
    }

    @Override
    public String kernelName() {
        return kernel.folding() == null ? kernel.weight() : kernel.folding().nameOf(kernel.weight());
    }

    @Override
    public Value kernel(Compilation c) {
        Parameters parameters = c.parameters();
        return kernel.folding() == null
                ? parameters.master(kernel.weight(), master(c))
                : kernel.folding().kernel(parameters, kernel.weight(), master(c));
    }

    @Override
    public Value bias(Compilation c) {
        Layout layout = biasLayout(c);
        if (layout == null) {
            return null;
        }
        return kernel.folding() == null
                ? c.parameters().master(kernel.bias(), layout)
                : kernel.folding().bias(c.parameters(), kernel.weight(), kernel.bias(), layout);
    }

    @Override
    public Primitive compileIfFast(Compilation c, Part part, Convolutions.Shapes shapes, List<PostOp> postOps) {
        Geometry clipped = geometry.under(part.rows(), input.rows()).geometry();
        return Convolutions.forwardIfFast(c.kernels(), name, shapes, clipped, postOps);
    }

    /** (out, in, rows, columns), or with groups (groups, out of one, in of one, rows, columns). */
    private long[] sizes(long out) {
        long groups = kernel.groups();
        long in = input.channels();
        long rows = geometry.kernel()[0];
        long columns = geometry.kernel()[1];
        return groups == 1
                ? new long[] {out, in, rows, columns}
                : new long[] {groups, out / groups, in / groups, rows, columns};
    }

    private Layout master(Compilation c) {
        return kernelLayout(c, Element.F32, Band.whole(output.channels()));
    }

    /** As Keras stores it: rows, columns, inputs, outputs; or rows, columns, channels, multiplier. */
    @Override
    public Layout kernelLayout(Compilation c, Element element, Band channels) {
        long groups = kernel.groups();
        long out = output.channels();
        long in = input.channels() / groups;
        long column = kernel.depthwise() ? out : in * out;
        long row = geometry.kernel()[1] * column;
        long[] strides =
                groups == 1 ? new long[] {1, out, row, column} : new long[] {out / groups, 1, out, row, column};
        return Layout.strided(c.kernels().handles(), element, sizes(channels.count()), strides);
    }
}
