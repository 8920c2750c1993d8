package org.inception4j.engine.onednn;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SCALE;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SHIFT;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_MEAN;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SCALE;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SHIFT;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_VARIANCE;
import static org.bytedeco.dnnl.global.dnnl.dnnl_use_scale;
import static org.bytedeco.dnnl.global.dnnl.dnnl_use_shift;

import java.util.ArrayList;
import java.util.List;
import org.inception4j.engine.onednn.Step.Argument;
import org.inception4j.model.LayerNormalization;

/** Layer normalisation over the channels of each pixel. */
final class LayerNormalizationOp implements Op {
    private final String name;
    private final Edge input;
    private final Edge output;
    private final LayerNormalization layer;
    private Primitive forward;
    private Value mean;
    private Value variance;

    LayerNormalizationOp(String name, Edge input, Edge output, LayerNormalization layer) {
        this.name = name;
        this.input = input;
        this.output = output;
        this.layer = layer;
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
        return Normalizations.learnt(name, layer.scale(), layer.center());
    }

    @Override
    public void forward(Compilation c) {
        Layout data = data(c);
        forward = Normalizations.layer(c.kernels(), name, c.training(), data, statistics(c), layer.epsilon(), flags());
        Value result = c.create(output, c.element());
        List<Argument> arguments = new ArrayList<>();
        arguments.add(new Argument(DNNL_ARG_SRC, c.read(input).view(data)));
        arguments.add(new Argument(DNNL_ARG_DST, result.view(data)));
        if (c.training()) {
            mean = Value.of(name + "/mean", statistics(c));
            variance = Value.of(name + "/variance", statistics(c));
        }
        addWeights(c, arguments);
        if (layer.center()) {
            arguments.add(new Argument(DNNL_ARG_SHIFT, c.parameters().master(name + "/beta", vector(c))));
        }
        c.emit(name, forward, arguments.toArray(Argument[]::new));
        c.define(output, result);
    }

    @Override
    public void backward(Compilation c) {
        Layout data = data(c);
        Primitive backward =
                Normalizations.layerBackward(c.kernels(), name, data, statistics(c), layer.epsilon(), flags(), forward);
        Value result = Value.of(input.name() + "/gradient", c.layout(input, c.element()));
        List<Argument> arguments = new ArrayList<>();
        arguments.add(new Argument(DNNL_ARG_SRC, c.read(input).view(data)));
        arguments.add(
                new Argument(DNNL_ARG_DIFF_DST, c.gradient(output, c.element()).view(data)));
        arguments.add(new Argument(DNNL_ARG_DIFF_SRC, result.view(data)));
        addWeights(c, arguments);
        Value scale = c.weightGradients().place(name + "/gamma", vector(c));
        Value shift = c.weightGradients().place(name + "/beta", vector(c));
        if (layer.scale()) {
            arguments.add(new Argument(DNNL_ARG_DIFF_SCALE, scale));
        }
        if (layer.center()) {
            arguments.add(new Argument(DNNL_ARG_DIFF_SHIFT, shift));
        }
        c.emit(name + "/backward", backward, arguments.toArray(Argument[]::new));
        c.weightGradients().finish(layer.scale() ? name + "/gamma" : null, vector(c), scale);
        c.weightGradients().finish(layer.center() ? name + "/beta" : null, vector(c), shift);
        if (input.needsGradient()) {
            c.contribute(input, result, true);
        }
    }

    private void addWeights(Compilation c, List<Argument> arguments) {
        if (mean != null) {
            arguments.add(new Argument(DNNL_ARG_MEAN, mean));
            arguments.add(new Argument(DNNL_ARG_VARIANCE, variance));
        }
        if (layer.scale()) {
            arguments.add(new Argument(DNNL_ARG_SCALE, c.parameters().master(name + "/gamma", vector(c))));
        }
    }

    private int flags() {
        return (layer.scale() ? dnnl_use_scale : 0) | (layer.center() ? dnnl_use_shift : 0);
    }

    private long pixels(Compilation c) {
        return c.batch() * input.rows() * input.columns();
    }

    private Layout data(Compilation c) {
        return Layout.dense(c.kernels().handles(), c.element(), pixels(c), input.channels());
    }

    private Layout statistics(Compilation c) {
        return Layout.dense(c.kernels().handles(), Element.F32, pixels(c));
    }

    private Layout vector(Compilation c) {
        return Layout.dense(c.kernels().handles(), Element.F32, input.channels());
    }
}
