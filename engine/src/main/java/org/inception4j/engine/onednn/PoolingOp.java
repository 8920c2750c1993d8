package org.inception4j.engine.onednn;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WORKSPACE;

import java.util.ArrayList;
import java.util.List;
import org.inception4j.engine.onednn.Step.Argument;

/** Maximum or mean of windows; the mean or maximum of the whole picture is the case of one window. */
final class PoolingOp implements Op {
    private final String name;
    private final Edge input;
    private final Edge output;
    private final Poolings.Kind kind;
    private final Geometry geometry;
    private Primitive forward;
    private Value memo;

    PoolingOp(String name, Edge input, Edge output, Poolings.Kind kind, Geometry geometry) {
        this.name = name;
        this.input = input;
        this.output = output;
        this.kind = kind;
        this.geometry = geometry;
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

    @Override
    public Edge output() {
        return output;
    }

    @Override
    public void forward(Compilation c) {
        Element element = input.quantum() == output.quantum() ? c.element(output) : c.element();
        Value source = c.read(input, element);
        Value result = c.create(output, element);
        for (Band band : c.bands(output, geometry, input)) {
            forward(c, band, source, result);
        }
        c.define(output, result);
    }

    private void forward(Compilation c, Band band, Value source, Value result) {
        Geometry.Reach reach = geometry.under(band, input.rows());
        Value from = c.part(source, reach.input());
        Value to = c.part(result, band);
        forward = Poolings.forward(c.kernels(), name, c.training(), kind, reach.geometry(), from.layout(), to.layout());
        List<Argument> arguments = new ArrayList<>();
        arguments.add(new Argument(DNNL_ARG_SRC, from));
        arguments.add(new Argument(DNNL_ARG_DST, to));
        Layout remembered = forward.memo();
        if (remembered != null) {
            memo = Value.of(name + "/memo", remembered);
            arguments.add(new Argument(DNNL_ARG_WORKSPACE, memo));
        }
        c.emit(band, name, forward, arguments.toArray(Argument[]::new));
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
