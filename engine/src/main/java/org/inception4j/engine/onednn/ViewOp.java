package org.inception4j.engine.onednn;

import java.util.List;

/** The same numbers in the same order under another shape: nothing is done. */
final class ViewOp implements Op {
    private final Edge input;
    private final Edge output;

    ViewOp(Edge input, Edge output) {
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
        Value source = c.readAsKept(input);
        c.define(output, source.view(c.layout(output, source.layout().element())));
    }

    @Override
    public void backward(Compilation c) {
        Value gradient = c.gradient(output, c.element());
        c.contribute(input, gradient.view(c.layout(input, c.element())), false);
    }
}
