package org.inception4j.engine.onednn;

import java.util.List;

/** Puts a frame of zeros around a picture, or takes a frame off. */
final class FrameOp implements Op {
    private final String name;
    private final Edge input;
    private final Edge output;
    private final boolean adds;
    private final long top;
    private final long left;

    /** {@code top} and {@code left} are rows and columns put on where {@code adds}, taken off where not. */
    FrameOp(String name, Edge input, Edge output, boolean adds, long top, long left) {
        this.name = name;
        this.input = input;
        this.output = output;
        this.adds = adds;
        this.top = top;
        this.left = left;
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
        Value source = c.readAsKept(input);
        Value result = c.create(output, source.layout().element());
        if (adds) {
            surround(c, name, source, result);
        } else {
            c.copy(name, inner(c, source), result);
        }
        c.define(output, result);
    }

    @Override
    public void backward(Compilation c) {
        Value gradient = c.gradient(output, c.element());
        if (adds) {
            c.contribute(input, inner(c, gradient), false);
        } else {
            Value result = Value.of(input.name() + "/gradient", c.layout(input, c.element()));
            surround(c, name + "/backward", gradient, result);
            c.contribute(input, result, true);
        }
    }

    private void surround(Compilation c, String label, Value picture, Value framed) {
        c.emit(new Step.Java(label + "/zeros", List.of(framed), (memory, call) -> memory[0].fill((byte) 0)));
        c.copy(label, picture, inner(c, framed));
    }

    /** The picture inside the frame, without copying. */
    private Value inner(Compilation c, Value framed) {
        Edge outer = adds ? output : input;
        Edge picture = adds ? input : output;
        Element element = framed.layout().element();
        long channels = outer.channels();
        long row = outer.columns() * channels;
        long[] sizes = {c.batch(), channels, picture.rows(), picture.columns()};
        long[] strides = {outer.rows() * row, 1, row, channels};
        Layout layout = Layout.strided(c.kernels().handles(), element, sizes, strides);
        return framed.view(layout, (top * row + left * channels) * element.bytes);
    }
}
