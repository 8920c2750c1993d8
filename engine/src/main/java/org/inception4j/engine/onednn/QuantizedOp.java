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
import org.inception4j.tensor.Tensor;

/**
 * A convolution or dense layer on 8-bit activations and weights. What a step of the input, of each channel's weights and
 * of the output are worth becomes one factor for each channel, so that the library multiplies its exact sums by that and
 * is done: a rectifier does not mind by what positive number everything is divided. A sum with other values stays in
 * floating point, since residual networks add to one value dozens of times, and its roundings would add up.
 */
final class QuantizedOp implements Op {
    private final Multiplication plain;
    private final Edge input;
    private final Edge output;
    private final Quantum kept;

    QuantizedOp(Multiplication plain) {
        this.plain = plain;
        this.input = plain.inputs().getFirst();
        this.output = plain.output();
        this.kept = plain.ending().adds() ? null : output.quantum();
    }

    @Override
    public List<Edge> inputs() {
        return plain.inputs();
    }

    @Override
    public Edge output() {
        return output;
    }

    /** One lane's part, compiled. */
    private record Kernel(Part part, Convolutions.Shapes shapes, List<Value> added, Primitive primitive) {}

    @Override
    public void forward(Compilation c) {
        List<Kernel> kernels = new ArrayList<>();
        Value place = plain.overwritten(c, outputElement(c));
        for (Part part : plain.parts(c)) {
            Convolutions.Shapes shapes = shapes(c, part);
            List<Value> added = plain.added(c, part);
            Primitive primitive = plain.compileIfFast(c, part, shapes, postOps(c, added, place));
            if (primitive == null) {
                plain.forward(c);
                return;
            }
            kernels.add(new Kernel(part, shapes, added, primitive));
        }
        Value source = c.read(input, input.quantum().element());
        List<Value> results = plain.define(
                c, outputElement(c), kernels.stream().map(Kernel::part).toList());
        for (int i = 0; i < kernels.size(); i++) {
            forward(c, kernels.get(i), source, results.get(i));
        }
    }

    private void forward(Compilation c, Kernel kernel, Value source, Value result) {
        Part part = kernel.part();
        List<Argument> arguments = new ArrayList<>();
        arguments.add(new Argument(DNNL_ARG_SRC, plain.under(c, part, source)));
        Layout wanted = kernel.primitive().weights(kernel.shapes().weights());
        arguments.add(new Argument(DNNL_ARG_WEIGHTS, packed(c, part.channels(), wanted)));
        Value factors = c.channels(factors(c), part.channels());
        arguments.add(new Argument(DNNL_ARG_ATTR_SCALES | DNNL_ARG_WEIGHTS, factors));
        if (kernel.shapes().bias() != null) {
            arguments.add(new Argument(DNNL_ARG_BIAS, c.channels(bias(c), part.channels())));
        }
        if (!scalesFreely()) {
            arguments.add(new Argument(DNNL_ARG_ATTR_SCALES | DNNL_ARG_DST, c.constant(kept.scale())));
        }
        arguments.addAll(plain.ending().arguments(kernel.added(), result));
        arguments.add(new Argument(DNNL_ARG_DST, result));
        c.emit(part, plain.name(), kernel.primitive(), arguments.toArray(Argument[]::new));
    }

    @Override
    public void backward(Compilation c) {
        throw new IllegalStateException(plain.name() + ": 8 bits are for answering only");
    }

    private Convolutions.Shapes shapes(Compilation c, Part part) {
        Handles handles = c.kernels().handles();
        Band channels = part.channels();
        long[] kernel = plain.kernelLayout(c, Element.S8, channels).sizes();
        Value source = Value.of(input.name(), c.layout(input, input.quantum().element()));
        return new Convolutions.Shapes(
                plain.under(c, part, source).layout(),
                Layout.any(handles, Element.S8, kernel),
                plain.bias(c) == null ? null : Layout.dense(handles, Element.F32, channels.count()),
                c.layout(output, outputElement(c), part));
    }

    private Element outputElement(Compilation c) {
        if (kept != null) {
            return kept.element();
        }
        return output.wide() ? Element.F32 : c.element();
    }

    private Band all() {
        return Band.whole(output.channels());
    }

    private List<PostOp> postOps(Compilation c, List<Value> added, Value place) {
        boolean grouped = plain.kernelLayout(c, Element.S8, all()).sizes().length == 5;
        List<PostOp> postOps = new ArrayList<>();
        postOps.add(new PostOp.Scale(DNNL_ARG_WEIGHTS, grouped ? 0b11 : 0b1));
        if (!scalesFreely()) {
            postOps.add(new PostOp.Scale(DNNL_ARG_DST, 0));
        }
        if (!cutsOff()) {
            postOps.addAll(plain.ending().postOps(added, place));
        }
        return postOps;
    }

    /** Whether the bytes' own lower end is all that the ending does. */
    private boolean cutsOff() {
        return kept != null
                && kept.element() == Element.U8
                && plain.ending().functions().isRectifier();
    }

    /** Whether dividing by what an output step is worth may come before the functions. */
    private boolean scalesFreely() {
        return kept == null || plain.ending().functions().scalesFreely();
    }

    private float divisor() {
        return kept != null && scalesFreely() ? kept.scale() : 1;
    }

    private Value packed(Compilation c, Band part, Layout wanted) {
        String name = plain.kernelName() + "/bytes";
        return plain.packed(c, name, part, wanted, () -> {
            Layout whole = plain.kernelLayout(c, Element.S8, all());
            return c.parameters().pass(name, whole, List.of(plain.kernel(c)), (memory, call) -> round(memory));
        });
    }

    /** The kernel in {@code memory[1]} to steps in {@code memory[0]}. */
    private void round(MemorySegment[] memory) {
        MemorySegment numbers = memory[1];
        int channels = Math.toIntExact(output.channels());
        float[] scales = scales(numbers, channels);
        long count = numbers.byteSize() / Float.BYTES;
        for (long i = 0; i < count; i++) {
            double steps = numbers.getAtIndex(Tensor.FLOAT, i) / (double) scales[(int) (i % channels)];
            memory[0].set(JAVA_BYTE, i, (byte) Math.rint(steps));
        }
    }

    private Value factors(Compilation c) {
        float factor = input.quantum().scale() / divisor();
        Layout layout = Layout.dense(c.kernels().handles(), Element.F32, output.channels());
        String name = plain.kernelName() + "/factors " + factor;
        return c.parameters().derive(name, layout, () -> List.of(plain.kernel(c)), (memory, call) -> {
            float[] scales = scales(memory[1], Math.toIntExact(output.channels()));
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
                memory[0].setAtIndex(JAVA_FLOAT, i, numbers.getAtIndex(Tensor.FLOAT, i) / divisor);
            }
        });
    }

    /** What a step of each output channel's weights is worth. */
    private static float[] scales(MemorySegment kernel, int channels) {
        float[] largest = new float[channels];
        long count = kernel.byteSize() / Float.BYTES;
        for (long i = 0; i < count; i++) {
            int channel = (int) (i % channels);
            largest[channel] = Math.max(largest[channel], Math.abs(kernel.getAtIndex(Tensor.FLOAT, i)));
        }
        for (int channel = 0; channel < channels; channel++) {
            largest[channel] = Quantization.kernelScale(largest[channel]);
        }
        return largest;
    }
}
