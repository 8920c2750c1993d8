package org.inception4j.engine.onednn;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;

import java.util.List;
import org.inception4j.engine.onednn.Step.Argument;

/** Softmax over the channels, in float32 always: small differences of large numbers are all that matters in it. */
final class SoftmaxOp implements Op {
    private static final int CHANNELS = 1;

    private final String name;
    private final Edge input;
    private final Edge output;
    private Primitive forward;

    SoftmaxOp(String name, Edge input, Edge output) {
        this.name = name;
        this.input = input;
        this.output = output;
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
        Value source = c.read(input, Element.F32);
        Value result = c.create(output, Element.F32);
        forward = Normalizations.softmax(c.kernels(), name, c.training(), CHANNELS, source.layout(), result.layout());
        c.emit(name, forward, new Argument(DNNL_ARG_SRC, source), new Argument(DNNL_ARG_DST, result));
        c.define(output, result);
    }

    @Override
    public void backward(Compilation c) {
        Layout data = c.layout(input, Element.F32);
        Primitive backward = Normalizations.softmaxBackward(c.kernels(), name, CHANNELS, data, forward);
        Value result = Value.of(input.name() + "/gradient", data);
        c.emit(
                name + "/backward",
                backward,
                new Argument(DNNL_ARG_DST, c.read(output, Element.F32)),
                new Argument(DNNL_ARG_DIFF_DST, c.gradient(output, Element.F32)),
                new Argument(DNNL_ARG_DIFF_SRC, result));
        c.contribute(input, result, true);
    }
}
