package org.inception4j.engine.onednn;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;

import java.lang.foreign.MemorySegment;
import java.util.List;
import org.inception4j.model.BatchNormalization;
import org.inception4j.tensor.Tensor;

/**
 * A batch normalisation with moving averages as what it then is, a factor and an offset for each channel; to be applied by
 * itself, or made part of the kernel and bias of the convolution before it.
 */
record Folding(String layer, BatchNormalization normalization) implements AffineOp.Coefficients {
    /** The kernel times the factor of each output channel, which is the innermost size of every kernel we store. */
    Value kernel(Parameters parameters, String weight, Layout layout) {
        List<Value> kernel = List.of(parameters.master(weight, layout));
        return parameters.pass(nameOf(weight), layout, kernel, (memory, call) -> multiply(memory, factors(parameters)));
    }

    /** The numbers in {@code memory[1]}, each times the factor of its channel, to {@code memory[0]}. */
    private static void multiply(MemorySegment[] memory, float[] factors) {
        long count = memory[1].byteSize() / Float.BYTES;
        for (long i = 0; i < count; i++) {
            float value = memory[1].getAtIndex(Tensor.FLOAT, i) * factors[(int) (i % factors.length)];
            memory[0].setAtIndex(JAVA_FLOAT, i, value);
        }
    }

    /** What a kernel is called that this is part of. */
    String nameOf(String weight) {
        return weight + "*" + layer;
    }

    /** The bias times the factor, plus the offset; {@code bias} is null where there is none. */
    Value bias(Parameters parameters, String weight, String bias, Layout layout) {
        return parameters.derive(nameOf(weight) + "/bias", layout, (memory, call) -> {
            float[] factors = factors(parameters);
            for (int i = 0; i < factors.length; i++) {
                float before = bias == null ? 0 : parameters.master(bias).getAtIndex(Tensor.FLOAT, i);
                memory[0].setAtIndex(JAVA_FLOAT, i, offset(parameters, i, factors[i]) + before * factors[i]);
            }
        });
    }

    /** The factor of each channel, for a step that applies it. */
    @Override
    public Value factor(Parameters parameters, Layout layout) {
        return parameters.derive(
                layer + "/factor",
                layout,
                (memory, call) -> MemorySegment.copy(
                        MemorySegment.ofArray(factors(parameters)), 0, memory[0], 0, layout.elements() * Float.BYTES));
    }

    @Override
    public Value offset(Parameters parameters, Layout layout) {
        return parameters.derive(layer + "/offset", layout, (memory, call) -> {
            float[] factors = factors(parameters);
            for (int i = 0; i < factors.length; i++) {
                memory[0].setAtIndex(JAVA_FLOAT, i, offset(parameters, i, factors[i]));
            }
        });
    }

    private float[] factors(Parameters parameters) {
        MemorySegment variance = parameters.master(layer + "/moving_variance");
        float[] factors = new float[(int) (variance.byteSize() / Float.BYTES)];
        for (int i = 0; i < factors.length; i++) {
            double gamma = normalization.scale() ? at(parameters, "gamma", i) : 1;
            factors[i] = (float)
                    (gamma / Math.sqrt((double) at(parameters, "moving_variance", i) + normalization.epsilon()));
        }
        return factors;
    }

    private float offset(Parameters parameters, int channel, float factor) {
        float beta = normalization.center() ? at(parameters, "beta", channel) : 0;
        return beta - at(parameters, "moving_mean", channel) * factor;
    }

    private float at(Parameters parameters, String weight, int channel) {
        return parameters.master(layer + "/" + weight).getAtIndex(Tensor.FLOAT, channel);
    }
}
