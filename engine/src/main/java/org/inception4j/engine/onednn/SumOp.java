package org.inception4j.engine.onednn;

import java.util.List;

/** The sum of inputs of one shape. */
final class SumOp implements Op {
    private final String name;
    private final List<Edge> inputs;
    private final Edge output;

    SumOp(String name, List<Edge> inputs, Edge output) {
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
        Value result = c.create(output, c.element());
        List<Value> wholes = inputs.stream().map(c::read).toList();
        for (Band band : c.bands(output)) {
            List<Value> parts =
                    wholes.stream().map(whole -> c.part(whole, band)).toList();
            c.sum(band, name, parts, c.part(result, band));
        }
        c.define(output, result);
    }

    @Override
    public void backward(Compilation c) {
        Value gradient = c.gradient(output, c.element());
        for (Edge input : inputs) {
            if (input.needsGradient()) {
                c.contribute(input, gradient, false);
            }
        }
    }
}
