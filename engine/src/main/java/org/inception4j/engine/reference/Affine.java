package org.inception4j.engine.reference;

import org.inception4j.model.Normalization;
import org.inception4j.model.Rescaling;

/** x * scale + offset, with a scale and an offset for each channel, or one for all. */
record Affine(double[] scale, double[] offset) implements Operation {
    static Affine of(Rescaling layer) {
        return new Affine(new double[] {layer.scale()}, new double[] {layer.offset()});
    }

    static Affine of(Normalization layer) {
        double[] scale = new double[layer.mean().size()];
        double[] offset = new double[scale.length];
        for (int i = 0; i < scale.length; i++) {
            scale[i] = 1 / Math.sqrt(layer.variance().get(i));
            offset[i] = -layer.mean().get(i) * scale[i];
        }
        return new Affine(scale, offset);
    }

    @Override
    public void forward(Ends values, Pass pass) {
        double[] output = values.output().values();
        for (int i = 0; i < output.length; i++) {
            output[i] = values.input().values()[i] * scale[i % scale.length] + offset[i % offset.length];
        }
    }

    @Override
    public void backward(Ends values, Ends slopes, Pass pass) {
        double[] slope = slopes.input().values();
        for (int i = 0; i < slope.length; i++) {
            slope[i] += slopes.output().values()[i] * scale[i % scale.length];
        }
    }
}
