package org.inception4j.engine.onednn;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WORKSPACE;

import java.util.ArrayList;
import java.util.List;
import org.inception4j.engine.onednn.Step.Argument;

/** Local response normalisation across channels. */
final class LocalResponseOp implements Op {
    private final String name;
    private final Edge input;
    private final Edge output;
    private final Normalizations.LocalResponse how;
    private Primitive forward;
    private Value memo;

    LocalResponseOp(String name, Edge input, Edge output, Normalizations.LocalResponse how) {
        this.name = name;
        this.input = input;
        this.output = output;
        this.how = how;
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
    public void forward(Compilation c) {
        Value source = c.read(input);
        Value result = c.create(output, c.element());
        for (Band band : c.bands(output)) {
            forward(c, band, c.part(source, band), c.part(result, band));
        }
        c.define(output, result);
    }

    private void forward(Compilation c, Band band, Value source, Value result) {
        forward = Normalizations.local(c.kernels(), name, c.training(), how, source.layout());
        List<Argument> arguments = new ArrayList<>();
        arguments.add(new Argument(DNNL_ARG_SRC, source));
        arguments.add(new Argument(DNNL_ARG_DST, result));
        Layout remembered = forward.memo();
        if (remembered != null) {
            memo = Value.of(name + "/memo", remembered);
            arguments.add(new Argument(DNNL_ARG_WORKSPACE, memo));
        }
        c.emit(band, name, forward, arguments.toArray(Argument[]::new));
    }

    @Override
    public void backward(Compilation c) {
        Layout data = c.layout(input, c.element());
        Primitive backward = Normalizations.localBackward(c.kernels(), name, how, data, forward);
        Value result = Value.of(input.name() + "/gradient", data);
        List<Argument> arguments = new ArrayList<>();
        arguments.add(new Argument(DNNL_ARG_SRC, c.read(input)));
        arguments.add(new Argument(DNNL_ARG_DIFF_DST, c.gradient(output, c.element())));
        arguments.add(new Argument(DNNL_ARG_DIFF_SRC, result));
        if (memo != null) {
            arguments.add(new Argument(DNNL_ARG_WORKSPACE, memo));
        }
        c.emit(name + "/backward", backward, arguments.toArray(Argument[]::new));
        c.contribute(input, result, true);
    }
}
