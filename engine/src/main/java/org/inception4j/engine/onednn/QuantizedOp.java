package org.inception4j.engine.onednn;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_ATTR_SCALES;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_BIAS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WEIGHTS;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import org.inception4j.engine.Quantization;
import org.inception4j.engine.onednn.Step.Argument;

/**
 * A convolution or dense layer on 8-bit activations and weights. What a step of the input, of each channel's weights and
 * of the output are worth becomes one factor for each channel, so that the library multiplies its exact sums by that and
 * is done: a rectifier does not mind by what positive number everything is divided.
 */
final class QuantizedOp implements Op {
    private final Multiplication plain;
    private final Edge input;
    private final Edge output;

    /** A band of the result, and what computes it; null where the library has only slow code. */
    private record Part(Band band, Value from, Value to, Convolutions.Shapes shapes, Primitive primitive) {}

    QuantizedOp(Multiplication plain) {
        this.plain = plain;
        this.input = plain.inputs().getFirst();
        this.output = plain.output();
    }

    @Override
    public List<Edge> inputs() {
        return plain.inputs();
    }

    @Override
    public Edge output() {
        return output;
    }

    @Override
    public void forward(Compilation c) {
        Value source = c.read(input, input.quantum().element());
        Element out = output.quantum() == null && output.wide() ? Element.F32 : c.element(output);
        Value result = c.create(output, out);
        List<Part> parts = plain.bands(c).stream()
                .map(band -> part(c, band, source, result))
                .toList();
        if (parts.stream().anyMatch(part -> part.primitive == null)) {
            plain.forward(c);
            return;
        }
        parts.forEach(part -> c.emit(part.band, plain.name(), part.primitive, arguments(c, part)));
        c.define(output, result);
    }

    private Part part(Compilation c, Band band, Value source, Value result) {
        Value from = c.part(source, input, plain.reach(band));
        Value to = c.part(result, output, band);
        Convolutions.Shapes shapes = shapes(c, from.layout(), to.layout());
        return new Part(band, from, to, shapes, plain.compileIfFast(c, band, shapes, postOps(c)));
    }

    private Argument[] arguments(Compilation c, Part part) {
        List<Argument> arguments = new ArrayList<>();
        arguments.add(new Argument(DNNL_ARG_SRC, part.from));
        arguments.add(new Argument(DNNL_ARG_WEIGHTS, packed(c, part.primitive.weights(part.shapes.weights()))));
        arguments.add(new Argument(DNNL_ARG_ATTR_SCALES | DNNL_ARG_WEIGHTS, factors(c)));
        if (part.shapes.bias() != null) {
            arguments.add(new Argument(DNNL_ARG_BIAS, bias(c)));
        }
        if (!scalesFreely()) {
            arguments.add(new Argument(
                    DNNL_ARG_ATTR_SCALES | DNNL_ARG_DST,
                    c.constant(output.quantum().scale())));
        }
        arguments.add(new Argument(DNNL_ARG_DST, part.to));
        return arguments.toArray(Argument[]::new);
    }

    @Override
    public void backward(Compilation c) {
        throw new IllegalStateException(plain.name() + ": 8 bits are for answering only");
    }

    private Convolutions.Shapes shapes(Compilation c, Layout from, Layout to) {
        Handles handles = c.kernels().handles();
        long[] kernel = plain.kernelLayout(c, Element.S8).sizes();
        Layout bias = plain.bias(c) == null ? null : Layout.dense(handles, Element.F32, output.channels());
        return new Convolutions.Shapes(from, Layout.any(handles, Element.S8, kernel), bias, to);
    }

    private List<PostOp> postOps(Compilation c) {
        boolean grouped = plain.kernelLayout(c, Element.S8).sizes().length == 5;
        List<PostOp> postOps = new ArrayList<>();
        postOps.add(new PostOp.Scale(DNNL_ARG_WEIGHTS, grouped ? 0b11 : 0b1));
        if (!scalesFreely()) {
            postOps.add(new PostOp.Scale(DNNL_ARG_DST, 0));
        }
        boolean cutsOff = c.element(output) == Element.U8 && plain.functions().isRectifier();
        if (!cutsOff) {
            postOps.addAll(plain.functions().fused());
        }
        return postOps;
    }

    /** Whether dividing by what an output step is worth may come before the functions. */
    private boolean scalesFreely() {
        return output.quantum() == null || plain.functions().scalesFreely();
    }

    private float divisor() {
        return output.quantum() != null && scalesFreely() ? output.quantum().scale() : 1;
    }

    private Value packed(Compilation c, Layout wanted) {
        Value kernel = plain.kernel(c);
        MemorySegment numbers = kernel.within(null);
        int channels = Math.toIntExact(output.channels());
        Value bytes = c.parameters()
                .derive(kernel.name() + "/bytes", plain.kernelLayout(c, Element.S8), (memory, call) -> {
                    float[] scales = scales(numbers, channels);
                    long count = numbers.byteSize() / Float.BYTES;
                    for (long i = 0; i < count; i++) {
                        double steps = numbers.getAtIndex(JAVA_FLOAT, i) / (double) scales[(int) (i % channels)];
                        memory[0].set(JAVA_BYTE, i, (byte) Math.rint(steps));
                    }
                });
        return c.parameters().derive(kernel.name() + "/bytes/packed", wanted, bytes);
    }

    private Value factors(Compilation c) {
        Value kernel = plain.kernel(c);
        MemorySegment numbers = kernel.within(null);
        float factor = input.quantum().scale() / divisor();
        Layout layout = Layout.dense(c.kernels().handles(), Element.F32, output.channels());
        return c.parameters().derive(kernel.name() + "/factors " + factor, layout, (memory, call) -> {
            float[] scales = scales(numbers, Math.toIntExact(output.channels()));
            for (int i = 0; i < scales.length; i++) {
                memory[0].setAtIndex(JAVA_FLOAT, i, scales[i] * factor);
            }
        });
    }

    private Value bias(Compilation c) {
        Value bias = plain.bias(c);
        MemorySegment numbers = bias.within(null);
        float divisor = divisor();
        Layout layout = Layout.dense(c.kernels().handles(), Element.F32, output.channels());
        return c.parameters().derive(bias.name() + "/" + divisor, layout, (memory, call) -> {
            for (int i = 0; i < output.channels(); i++) {
                memory[0].setAtIndex(JAVA_FLOAT, i, numbers.getAtIndex(JAVA_FLOAT, i) / divisor);
            }
        });
    }

    /** What a step of each output channel's weights is worth. */
    private static float[] scales(MemorySegment kernel, int channels) {
        float[] largest = new float[channels];
        long count = kernel.byteSize() / Float.BYTES;
        for (long i = 0; i < count; i++) {
            int channel = (int) (i % channels);
            largest[channel] = Math.max(largest[channel], Math.abs(kernel.getAtIndex(JAVA_FLOAT, i)));
        }
        for (int channel = 0; channel < channels; channel++) {
            largest[channel] = Quantization.kernelScale(largest[channel]);
        }
        return largest;
    }
}
