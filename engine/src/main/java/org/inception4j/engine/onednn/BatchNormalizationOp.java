package org.inception4j.engine.onednn;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
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
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WORKSPACE;
import static org.bytedeco.dnnl.global.dnnl.dnnl_fuse_norm_relu;
import static org.bytedeco.dnnl.global.dnnl.dnnl_use_scale;
import static org.bytedeco.dnnl.global.dnnl.dnnl_use_shift;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import org.inception4j.engine.onednn.Step.Argument;
import org.inception4j.model.BatchNormalization;

/** Batch normalisation by the batch's own statistics, with the ReLU after it where there is one; moves the averages. */
final class BatchNormalizationOp implements Op {
    private final String name;
    private final Edge input;
    private final Edge output;
    private final BatchNormalization layer;
    private final boolean relu;
    private Primitive forward;
    private Value mean;
    private Value variance;
    private Value memo;

    BatchNormalizationOp(String name, Edge input, Edge output, BatchNormalization layer, boolean relu) {
        this.name = name;
        this.input = input;
        this.output = output;
        this.layer = layer;
        this.relu = relu;
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
        forward = Normalizations.batch(c.kernels(), name, true, data, layer.epsilon(), flags());
        mean = Value.of(name + "/mean", vector(c));
        variance = Value.of(name + "/variance", vector(c));
        Value result = c.create(output, c.element());
        List<Argument> arguments = new ArrayList<>();
        arguments.add(new Argument(DNNL_ARG_SRC, c.read(input).view(data)));
        arguments.add(new Argument(DNNL_ARG_DST, result.view(data)));
        addStatistics(c, arguments);
        Layout remembered = forward.memo();
        if (remembered != null) {
            memo = Value.of(name + "/memo", remembered);
            arguments.add(new Argument(DNNL_ARG_WORKSPACE, memo));
        }
        if (layer.center()) {
            arguments.add(new Argument(DNNL_ARG_SHIFT, c.parameters().master(name + "/beta", vector(c))));
        }
        c.emit(name, forward, arguments.toArray(Argument[]::new));
        c.emit(new Step.Java(name + "/moving", List.of(mean, variance), moving(c)));
        c.define(output, result);
    }

    @Override
    public void backward(Compilation c) {
        Layout data = data(c);
        Primitive backward = Normalizations.batchBackward(c.kernels(), name, data, layer.epsilon(), flags(), forward);
        Value result = Value.of(input.name() + "/gradient", c.layout(input, c.element()));
        List<Argument> arguments = new ArrayList<>();
        arguments.add(new Argument(DNNL_ARG_SRC, c.read(input).view(data)));
        arguments.add(
                new Argument(DNNL_ARG_DIFF_DST, c.gradient(output, c.element()).view(data)));
        arguments.add(new Argument(DNNL_ARG_DIFF_SRC, result.view(data)));
        addStatistics(c, arguments);
        if (memo != null) {
            arguments.add(new Argument(DNNL_ARG_WORKSPACE, memo));
        }
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

    private void addStatistics(Compilation c, List<Argument> arguments) {
        arguments.add(new Argument(DNNL_ARG_MEAN, mean));
        arguments.add(new Argument(DNNL_ARG_VARIANCE, variance));
        if (layer.scale()) {
            arguments.add(new Argument(DNNL_ARG_SCALE, c.parameters().master(name + "/gamma", vector(c))));
        }
    }

    private Step.Work moving(Compilation c) {
        MemorySegment means = c.parameters().master(name + "/moving_mean");
        MemorySegment variances = c.parameters().master(name + "/moving_variance");
        long count = c.batch() * input.rows() * input.columns();
        float correction = layer.unbiasedVariance() && count > 1 ? (float) ((double) count / (count - 1)) : 1;
        return (memory, call) -> {
            move(means, memory[0], 1);
            move(variances, memory[1], correction);
        };
    }

    private void move(MemorySegment average, MemorySegment found, float factor) {
        for (int i = 0; i < input.channels(); i++) {
            float before = average.getAtIndex(JAVA_FLOAT, i);
            float now = found.getAtIndex(JAVA_FLOAT, i) * factor;
            average.setAtIndex(JAVA_FLOAT, i, before * layer.momentum() + now * (1 - layer.momentum()));
        }
    }

    private int flags() {
        return (layer.scale() ? dnnl_use_scale : 0)
                | (layer.center() ? dnnl_use_shift : 0)
                | (relu ? dnnl_fuse_norm_relu : 0);
    }

    /** Vectors are pictures of one pixel here: the fast code knows only pictures. */
    private Layout data(Compilation c) {
        Handles handles = c.kernels().handles();
        return Layout.image(handles, c.element(), c.batch(), input.channels(), input.rows(), input.columns());
    }

    private Layout vector(Compilation c) {
        return Layout.dense(c.kernels().handles(), Element.F32, input.channels());
    }
}
