package org.inception4j.engine.onednn;

import java.util.List;

/** Inputs side by side along the channels. */
final class ConcatenationOp implements Op {
    private static final int CHANNELS = 1;

    private final String name;
    private final List<Edge> inputs;
    private final Edge output;

    ConcatenationOp(String name, List<Edge> inputs, Edge output) {
        this.name = name;
        this.inputs = List.copyOf(inputs);
        this.output = output;
    }

    @Override
    public List<Edge> inputs() {
        return inputs;
    }

    @Override
    public Edge output() {
        return output;
    }

    @Override
    public void forward(Compilation c) {
        Element element = c.element(output);
        List<Value> wholes = inputs.stream()
                .flatMap(input -> c.slices(input, element).stream())
                .toList();
        Value result = c.create(output, element);
        for (Band band : c.bands(output)) {
            forward(c, band, wholes, c.part(result, band));
        }
        c.define(output, result);
    }

    private void forward(Compilation c, Band band, List<Value> wholes, Value result) {
        List<Value> parts = wholes.stream().map(whole -> c.part(whole, band)).toList();
        List<Layout> layouts = parts.stream().map(Value::layout).toList();
        Primitive primitive = Pointwise.concatenation(c.kernels(), name, CHANNELS, layouts, result.layout());
        c.emit(band, name, primitive, Compilation.join(parts, result));
    }

    /** Each input's gradient is a slice of the whole; who needs it dense copies it. */
    @Override
    public void backward(Compilation c) {
        Value whole = c.gradient(output, c.element());
        long channel = 0;
        for (Edge input : inputs) {
            if (input.needsGradient()) {
                Value slice = whole.view(slice(c, input), channel * c.element().bytes);
                c.contribute(input, slice, false);
            }
            channel += input.channels();
        }
    }

    private Layout slice(Compilation c, Edge input) {
        long channels = output.channels();
        long rows = output.rows();
        long columns = output.columns();
        long[] sizes = c.layout(input, c.element()).sizes();
        long[] strides = output.isPicture()
                ? new long[] {rows * columns * channels, 1, columns * channels, channels}
                : new long[] {channels, 1};
        return Layout.strided(c.kernels().handles(), c.element(), sizes, strides);
    }
}
