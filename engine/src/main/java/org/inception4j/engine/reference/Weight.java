package org.inception4j.engine.reference;

import java.util.Arrays;
import org.inception4j.engine.Quantization;
import org.inception4j.model.WeightSpec;
import org.inception4j.tensor.Tensor;

/** A weight while it is computed with: its numbers, and their gradient if it learns. Uses of a shared layer share it. */
final class Weight {
    private final WeightSpec spec;
    private final double[] values;
    private final double[] gradient;

    Weight(WeightSpec spec, boolean learns) {
        this.spec = spec;
        this.values = new double[Math.toIntExact(spec.shape().elements())];
        this.gradient = new double[learns ? values.length : 0];
    }

    String name() {
        return spec.name();
    }

    double[] values() {
        return values;
    }

    /** To be added to; empty if this weight does not learn. */
    double[] gradient() {
        return gradient;
    }

    boolean learns() {
        return gradient.length > 0;
    }

    void clearGradient() {
        Arrays.fill(gradient, 0);
    }

    /** A copy in steps of 1/127 of the largest number of each output channel, which is the innermost size. */
    Weight inEightBits() {
        int channels = spec.shape().channels();
        if (spec.name().endsWith("depthwise_kernel")) {
            channels *= spec.shape().size(spec.shape().rank() - 2);
        }
        Weight rounded = new Weight(spec, false);
        for (int channel = 0; channel < channels; channel++) {
            double largest = 0;
            for (int i = channel; i < values.length; i += channels) {
                largest = Math.max(largest, Math.abs(values[i]));
            }
            double scale = Quantization.kernelScale((float) largest);
            for (int i = channel; i < values.length; i += channels) {
                rounded.values[i] = Math.rint(values[i] / scale) * scale;
            }
        }
        return rounded;
    }

    void set(Tensor tensor) {
        for (int i = 0; i < values.length; i++) {
            values[i] = tensor.get(i);
        }
    }

    Tensor toTensor() {
        Tensor tensor = Tensor.zeros(spec.shape());
        for (int i = 0; i < values.length; i++) {
            tensor.set(i, (float) values[i]);
        }
        return tensor;
    }
}
