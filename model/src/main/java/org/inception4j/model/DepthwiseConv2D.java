package org.inception4j.model;

import java.util.ArrayList;
import java.util.List;

/**
 * A convolution of each channel by itself. Weights: {@code depthwise_kernel} (height, width, channels, multiplier) and
 * {@code bias} (channels x multiplier); output channel c * multiplier + m comes from input channel c.
 */
public record DepthwiseConv2D(
        Size kernelSize,
        Size strides,
        Padding padding,
        Size dilation,
        int depthMultiplier,
        ActivationFunction activation,
        boolean useBias)
        implements Layer {
    public DepthwiseConv2D {
        Check.atLeast("DepthwiseConv2D", "kernelSize", kernelSize, 1);
        Check.atLeast("DepthwiseConv2D", "strides", strides, 1);
        Check.atLeast("DepthwiseConv2D", "dilation", dilation, 1);
        Check.atLeast("DepthwiseConv2D", "depthMultiplier", depthMultiplier, 1);
    }

    /** Keras' defaults: stride 1, VALID, multiplier 1, no activation, with bias. */
    public static DepthwiseConv2D of(int kernelSize) {
        return new DepthwiseConv2D(
                Size.of(kernelSize), Size.ONE, Padding.VALID, Size.ONE, 1, ActivationFunction.LINEAR, true);
    }

    public Window window() {
        return new Window(kernelSize, strides, dilation, padding, Rounding.FLOOR);
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
        Shape input = Inputs.picture(inputs);
        return window().slide(input, Math.multiplyExact(input.channels(), depthMultiplier));
    }

    @Override
    public List<WeightSpec> weights(List<Shape> inputs) {
        int channels = Inputs.picture(inputs).channels();
        List<WeightSpec> weights = new ArrayList<>();
        weights.add(WeightSpec.of(
                "depthwise_kernel",
                Initializer.GLOROT_UNIFORM,
                kernelSize.height(),
                kernelSize.width(),
                channels,
                depthMultiplier));
        if (useBias) {
            weights.add(WeightSpec.of("bias", Initializer.ZEROS, channels * depthMultiplier));
        }
        return weights;
    }

    public DepthwiseConv2D withStrides(int stride) {
        return new DepthwiseConv2D(
                kernelSize, Size.of(stride), padding, dilation, depthMultiplier, activation, useBias);
    }

    public DepthwiseConv2D withPadding(Padding changed) {
        return new DepthwiseConv2D(kernelSize, strides, changed, dilation, depthMultiplier, activation, useBias);
    }

    public DepthwiseConv2D withDilation(int changed) {
        return new DepthwiseConv2D(
                kernelSize, strides, padding, Size.of(changed), depthMultiplier, activation, useBias);
    }

    public DepthwiseConv2D withDepthMultiplier(int changed) {
        return new DepthwiseConv2D(kernelSize, strides, padding, dilation, changed, activation, useBias);
    }

    public DepthwiseConv2D withActivation(ActivationFunction changed) {
        return new DepthwiseConv2D(kernelSize, strides, padding, dilation, depthMultiplier, changed, useBias);
    }

    public DepthwiseConv2D withBias(boolean changed) {
        return new DepthwiseConv2D(kernelSize, strides, padding, dilation, depthMultiplier, activation, changed);
    }
}
