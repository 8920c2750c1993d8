package org.inception4j.model;

import java.util.ArrayList;
import java.util.List;

/**
 * A depthwise convolution, then a 1x1 convolution over all its channels with bias and activation; nothing between the two.
 * Weights: {@code depthwise_kernel} (height, width, channels, multiplier), {@code pointwise_kernel} (1, 1, channels x
 * multiplier, filters), {@code bias} (filters).
 */
public record SeparableConv2D(
        int filters,
        Size kernelSize,
        Size strides,
        Padding padding,
        Size dilation,
        int depthMultiplier,
        ActivationFunction activation,
        boolean useBias)
        implements Layer {
    public SeparableConv2D {
        Check.atLeast("SeparableConv2D", "filters", filters, 1);
        Check.atLeast("SeparableConv2D", "kernelSize", kernelSize, 1);
        Check.atLeast("SeparableConv2D", "strides", strides, 1);
        Check.atLeast("SeparableConv2D", "dilation", dilation, 1);
        Check.atLeast("SeparableConv2D", "depthMultiplier", depthMultiplier, 1);
    }

    /** Keras' defaults: stride 1, VALID, multiplier 1, no activation, with bias. */
    public static SeparableConv2D of(int filters, int kernelSize) {
        return new SeparableConv2D(
                filters, Size.of(kernelSize), Size.ONE, Padding.VALID, Size.ONE, 1, ActivationFunction.LINEAR, true);
    }

    /** The first half, without bias and activation. */
    public DepthwiseConv2D depthwise() {
        return new DepthwiseConv2D(
                kernelSize, strides, padding, dilation, depthMultiplier, ActivationFunction.LINEAR, false);
    }

    /** The second half. */
    public Conv2D pointwise() {
        return Conv2D.of(filters, 1).withActivation(activation).withBias(useBias);
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
        return pointwise().outputShape(List.of(depthwise().outputShape(inputs)));
    }

    @Override
    public List<WeightSpec> weights(List<Shape> inputs) {
        List<WeightSpec> weights = new ArrayList<>(depthwise().weights(inputs));
        for (WeightSpec spec : pointwise().weights(List.of(depthwise().outputShape(inputs)))) {
            weights.add(spec.name().equals("kernel") ? spec.withName("pointwise_kernel") : spec);
        }
        return weights;
    }

    public SeparableConv2D withStrides(int stride) {
        return new SeparableConv2D(
                filters, kernelSize, Size.of(stride), padding, dilation, depthMultiplier, activation, useBias);
    }

    public SeparableConv2D withPadding(Padding changed) {
        return new SeparableConv2D(
                filters, kernelSize, strides, changed, dilation, depthMultiplier, activation, useBias);
    }

    public SeparableConv2D withDilation(int changed) {
        return new SeparableConv2D(
                filters, kernelSize, strides, padding, Size.of(changed), depthMultiplier, activation, useBias);
    }

    public SeparableConv2D withDepthMultiplier(int changed) {
        return new SeparableConv2D(filters, kernelSize, strides, padding, dilation, changed, activation, useBias);
    }

    public SeparableConv2D withActivation(ActivationFunction changed) {
        return new SeparableConv2D(filters, kernelSize, strides, padding, dilation, depthMultiplier, changed, useBias);
    }

    public SeparableConv2D withBias(boolean changed) {
        return new SeparableConv2D(
                filters, kernelSize, strides, padding, dilation, depthMultiplier, activation, changed);
    }
}
