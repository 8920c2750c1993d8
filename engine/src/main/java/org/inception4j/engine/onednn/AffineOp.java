package org.inception4j.engine.onednn;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_ATTR_MULTIPLE_POST_OP_BASE;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC_0;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC_1;
import static org.bytedeco.dnnl.global.dnnl.dnnl_binary_mul;

import java.util.ArrayList;
import java.util.List;
import org.inception4j.engine.onednn.Step.Argument;

/** A factor and an offset for each channel, then an activation. Nothing of it learns. */
final class AffineOp implements Op {
    private final String name;
    private final Edge input;
    private final Edge output;
    private final Coefficients coefficients;
    private final Functions functions;

    /** One float32 number a channel each, made from a plan's weights. */
    interface Coefficients {
        Value factor(Parameters parameters, Layout layout);

        Value offset(Parameters parameters, Layout layout);
    }

    AffineOp(String name, Edge input, Edge output, Coefficients coefficients, Functions functions) {
        this.name = name;
        this.input = input;
        this.output = output;
        this.coefficients = coefficients;
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

    /** In what its input is kept in: pixels stay float32 until they are normalised. */
    @Override
    public void forward(Compilation c) {
        Value source = c.readAsIs(input);
        Value result = c.create(output, source.layout().element());
        for (Band band : c.bands(output)) {
            forward(c, band, c.part(source, band), c.part(result, band));
        }
        c.define(output, result);
    }

    private void forward(Compilation c, Band band, Value source, Value result) {
        Layout perChannel = perChannel(c);
        List<PostOp> postOps = new ArrayList<>(List.of(new PostOp.AddOther(perChannel)));
        postOps.addAll(functions.fused());
        Primitive primitive = Pointwise.binary(
                c.kernels(), name, dnnl_binary_mul, source.layout(), perChannel, result.layout(), postOps);
        c.emit(
                band,
                name,
                primitive,
                new Argument(DNNL_ARG_SRC_0, source),
                new Argument(DNNL_ARG_SRC_1, coefficients.factor(c.parameters(), perChannel)),
                new Argument(
                        DNNL_ARG_ATTR_MULTIPLE_POST_OP_BASE | DNNL_ARG_SRC_1,
                        coefficients.offset(c.parameters(), perChannel)),
                new Argument(DNNL_ARG_DST, result));
    }

    @Override
    public void backward(Compilation c) {
        Value gradient = functions.backward(c, name, output);
        Value result = Value.of(input.name() + "/gradient", gradient.layout());
        Layout perChannel = perChannel(c);
        Primitive primitive = Pointwise.binary(
                c.kernels(), name, dnnl_binary_mul, gradient.layout(), perChannel, result.layout(), List.of());
        c.emit(
                name + "/backward",
                primitive,
                new Argument(DNNL_ARG_SRC_0, gradient),
                new Argument(DNNL_ARG_SRC_1, coefficients.factor(c.parameters(), perChannel)),
                new Argument(DNNL_ARG_DST, result));
        c.contribute(input, result, true);
    }

    private Layout perChannel(Compilation c) {
        Handles handles = c.kernels().handles();
        return input.isPicture()
                ? Layout.image(handles, Element.F32, 1, input.channels(), 1, 1)
                : Layout.dense(handles, Element.F32, 1, input.channels());
    }
}
