package org.inception4j.engine.onednn;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_ATTR_MULTIPLE_POST_OP_BASE;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC_1;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WORKSPACE;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.inception4j.engine.onednn.Step.Argument;

/** Maximum or mean of windows; the mean or maximum of the whole picture is the case of one window. */
final class PoolingOp implements Op {
    private final String name;
    private final Edge input;
    private final Edge output;
    private final Poolings.Kind kind;
    private final Geometry geometry;
    private final ConvolutionOp ended;
    private Primitive forward;
    private Value memo;

    PoolingOp(String name, Edge input, Edge output, Poolings.Kind kind, Geometry geometry) {
        this(name, input, output, kind, geometry, null);
    }

    /** {@code ended}: a convolution whose bias and functions come after the pooling; or null. */
    private PoolingOp(
            String name, Edge input, Edge output, Poolings.Kind kind, Geometry geometry, ConvolutionOp ended) {
        this.name = name;
        this.input = input;
        this.output = output;
        this.kind = kind;
        this.geometry = geometry;
        this.ended = ended;
    }

    /** The same of the product of a convolution that came after it, whose other work it ends with. */
    PoolingOp after(ConvolutionOp convolution, Edge product) {
        return new PoolingOp(name, product, convolution.output(), kind, geometry, convolution);
    }

    @Override
    public List<Edge> inputs() {
        return List.of(input);
    }

    Edge input() {
        return input;
    }

    boolean isMaximum() {
        return kind == Poolings.Kind.MAX;
    }

    /** Whether there is a mean of each pixel and its neighbours. */
    boolean isMeanAtEachPixel() {
        return !isMaximum()
                && geometry.strides()[0] * geometry.strides()[1] == 1
                && input.rows() == output.rows()
                && input.columns() == output.columns();
    }

    @Override
    public Edge output() {
        return output;
    }

    /** In floating point where this processor has no fast code for the bytes. */
    @Override
    public void forward(Compilation c) {
        Element element = input.quantum() == output.quantum() ? c.element(output) : c.element();
        if (!forward(c, element)) {
            forward(c, c.element());
        }
    }

    /** Whether there is fast code for these numbers; where there is none nothing has been done. */
    private boolean forward(Compilation c, Element element) {
        List<Band> bands = c.bands(output, geometry, input);
        List<Primitive> primitives =
                bands.stream().map(band -> primitive(c, band, element)).toList();
        if (primitives.stream().anyMatch(Objects::isNull)) {
            return false;
        }
        Value source = c.read(input, element);
        Value result = c.create(output, element);
        for (int i = 0; i < bands.size(); i++) {
            forward(c, bands.get(i), primitives.get(i), source, result);
        }
        c.define(output, result);
        return true;
    }

    /** Null where these numbers are bytes without fast code. */
    private Primitive primitive(Compilation c, Band band, Element element) {
        Geometry.Reach reach = geometry.under(band, input.rows());
        Layout from = c.part(c.create(input, element), reach.input()).layout();
        Layout to = c.part(c.create(output, element), band).layout();
        Poolings.Shapes shapes = new Poolings.Shapes(from, to);
        List<PostOp> postOps = postOps(bias(c));
        return element.isByte()
                ? Poolings.forwardIfFast(c.kernels(), name, kind, reach.geometry(), shapes, postOps)
                : Poolings.forward(c.kernels(), name, c.training(), kind, reach.geometry(), shapes, postOps);
    }

    private void forward(Compilation c, Band band, Primitive primitive, Value source, Value result) {
        forward = primitive;
        Value from = c.part(source, geometry.under(band, input.rows()).input());
        Value to = c.part(result, band);
        Value bias = bias(c);
        List<Argument> arguments = new ArrayList<>();
        if (bias != null) {
            arguments.add(new Argument(DNNL_ARG_ATTR_MULTIPLE_POST_OP_BASE | DNNL_ARG_SRC_1, bias));
        }
        arguments.add(new Argument(DNNL_ARG_SRC, from));
        arguments.add(new Argument(DNNL_ARG_DST, to));
        Layout remembered = forward.memo();
        if (remembered != null) {
            memo = Value.of(name + "/memo", remembered);
            arguments.add(new Argument(DNNL_ARG_WORKSPACE, memo));
        }
        c.emit(band, name, forward, arguments.toArray(Argument[]::new));
    }

    /** One number a channel, for all pixels; null where there is none. */
    private Value bias(Compilation c) {
        Value bias = ended == null ? null : ended.bias(c);
        return bias == null
                ? null
                : bias.view(Layout.image(c.kernels().handles(), Element.F32, 1, output.channels(), 1, 1));
    }

    private List<PostOp> postOps(Value bias) {
        List<PostOp> postOps = new ArrayList<>();
        if (bias != null) {
            postOps.add(new PostOp.AddOther(bias.layout()));
        }
        if (ended != null) {
            postOps.addAll(ended.ending().functions().fused());
        }
        return postOps;
    }

    @Override
    public void backward(Compilation c) {
        Layout source = c.layout(input, c.element());
        Layout destination = c.layout(output, c.element());
        Primitive backward = Poolings.backward(c.kernels(), name, kind, geometry, source, destination, forward);
        Value result = Value.of(input.name() + "/gradient", source);
        List<Argument> arguments = new ArrayList<>();
        arguments.add(new Argument(DNNL_ARG_DIFF_DST, c.gradient(output, c.element())));
        arguments.add(new Argument(DNNL_ARG_DIFF_SRC, result));
        if (memo != null) {
            arguments.add(new Argument(DNNL_ARG_WORKSPACE, memo));
        }
        c.emit(name + "/backward", backward, arguments.toArray(Argument[]::new));
        c.contribute(input, result, true);
    }
}
