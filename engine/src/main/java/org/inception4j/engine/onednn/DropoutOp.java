package org.inception4j.engine.onednn;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC_0;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC_1;
import static org.bytedeco.dnnl.global.dnnl.dnnl_binary_mul;

import java.lang.foreign.MemorySegment;
import java.util.List;
import org.inception4j.engine.DropoutMask;
import org.inception4j.engine.onednn.Step.Argument;
import org.inception4j.random.CounterRandom;

/** Dropout while training: each number times a factor drawn for seed, step, layer and example. */
final class DropoutOp implements Op {
    private final String name;
    private final Edge input;
    private final Edge output;
    private final float rate;
    private Value mask;

    DropoutOp(String name, Edge input, Edge output, float rate) {
        this.name = name;
        this.input = input;
        this.output = output;
        this.rate = rate;
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
        mask = Value.of(name + "/mask", c.layout(input, Element.F32));
        c.emit(new Step.Java(name + "/mask", List.of(mask), draw(c.batch())));
        Value result = c.create(output, c.element());
        multiply(c, name, c.read(input), result);
        c.define(output, result);
    }

    @Override
    public void backward(Compilation c) {
        Value result = Value.of(input.name() + "/gradient", c.layout(input, c.element()));
        multiply(c, name + "/backward", c.gradient(output, c.element()), result);
        c.contribute(input, result, true);
    }

    private void multiply(Compilation c, String label, Value from, Value to) {
        Primitive primitive = Pointwise.binary(
                c.kernels(), label, dnnl_binary_mul, from.layout(), mask.layout(), to.layout(), List.of());
        c.emit(
                label,
                primitive,
                new Argument(DNNL_ARG_SRC_0, from),
                new Argument(DNNL_ARG_SRC_1, mask),
                new Argument(DNNL_ARG_DST, to));
    }

    private Step.Work draw(long batch) {
        int count = Math.toIntExact(input.shape().elements());
        long layer = CounterRandom.keyOf(name);
        return (memory, call) -> {
            float[] factors = new float[count];
            for (int example = 0; example < batch; example++) {
                DropoutMask.fill(
                        factors, 0, count, rate, new DropoutMask.Draw(call.seed(), call.number(), layer, example));
                MemorySegment.copy(factors, 0, memory[0], JAVA_FLOAT, (long) example * count * Float.BYTES, count);
            }
        };
    }
}
