package org.inception4j.engine.onednn;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;

import java.util.List;
import org.inception4j.engine.onednn.Step.Argument;

/** One function of each number by itself. */
final class FunctionOp implements Op {
    private final String name;
    private final Edge input;
    private final Edge output;
    private final PostOp.Function function;

    FunctionOp(String name, Edge input, Edge output, PostOp.Function function) {
        this.name = name;
        this.input = input;
        this.output = output;
        this.function = function;
    }

    @Override
    public List<Edge> inputs() {
        return List.of(input);
    }

    @Override
    public Edge output() {
        return output;
    }

    /** In what its input is kept in: pixels stay float32 until they are scaled, and outputs too. */
    @Override
    public void forward(Compilation c) {
        Value source = c.readAsIs(input);
        Value result = c.create(output, source.layout().element());
        for (Band band : c.bands(output)) {
            Value from = c.part(source, band);
            Value to = c.part(result, band);
            Primitive primitive = Pointwise.function(c.kernels(), name, function, from.layout());
            c.emit(band, name, primitive, new Argument(DNNL_ARG_SRC, from), new Argument(DNNL_ARG_DST, to));
        }
        c.define(output, result);
    }

    @Override
    public void backward(Compilation c) {
        PostOp.Function byResult = Functions.fromResult(function);
        PostOp.Function used = byResult == null ? function : byResult;
        Element element = c.readAsIs(input).layout().element();
        Layout data = c.layout(input, element);
        Primitive forward = Pointwise.function(c.kernels(), name, used, data);
        Primitive backward = Pointwise.functionBackward(c.kernels(), name, used, data, forward);
        Value result = Value.of(input.name() + "/gradient", data);
        Argument known = byResult == null
                ? new Argument(DNNL_ARG_SRC, c.read(input, element))
                : new Argument(DNNL_ARG_DST, c.read(output, element));
        c.emit(
                name + "/backward",
                backward,
                known,
                new Argument(DNNL_ARG_DIFF_DST, c.gradient(output, element)),
                new Argument(DNNL_ARG_DIFF_SRC, result));
        c.contribute(input, result, true);
    }
}
