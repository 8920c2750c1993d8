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
        boolean useBias,
        Initializer depthwiseInitializer,
        Initializer pointwiseInitializer,
        Initializer biasInitializer)
        implements Layer {
    public SeparableConv2D {
        Check.atLeast("SeparableConv2D", "filters", filters, 1);
        Check.atLeast("SeparableConv2D", "kernelSize", kernelSize, 1);
        Check.atLeast("SeparableConv2D", "strides", strides, 1);
        Check.atLeast("SeparableConv2D", "dilation", dilation, 1);
        Check.atLeast("SeparableConv2D", "depthMultiplier", depthMultiplier, 1);
    }

    /** Keras' defaults: stride 1, VALID, multiplier 1, no activation, with bias, Glorot uniform. */
    public static SeparableConv2D of(int filters, int kernelSize) {
        return of(filters, Size.of(kernelSize));
    }

    public static SeparableConv2D of(int filters, Size kernelSize) {
        return new SeparableConv2D(
                filters,
                kernelSize,
                Size.ONE,
                Padding.VALID,
                Size.ONE,
                1,
                ActivationFunction.LINEAR,
                true,
                Initializer.GLOROT_UNIFORM,
                Initializer.GLOROT_UNIFORM,
                Initializer.ZEROS);
    }

    /** The first half, without bias and activation. */
    public DepthwiseConv2D depthwise() {
        return DepthwiseConv2D.of(kernelSize)
                .withStrides(strides)
                .withPadding(padding)
                .withDilation(dilation)
                .withDepthMultiplier(depthMultiplier)
                .withBias(false)
                .withInitializers(depthwiseInitializer, biasInitializer);
    }

    /** The second half. */
    public Conv2D pointwise() {
        return Conv2D.of(filters, 1)
                .withActivation(activation)
                .withBias(useBias)
                .withInitializers(pointwiseInitializer, biasInitializer);
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
        return withStrides(Size.of(stride));
    }

    public SeparableConv2D withStrides(Size changed) {
        return new SeparableConv2D(
                filters,
                kernelSize,
                changed,
                padding,
                dilation,
                depthMultiplier,
                activation,
                useBias,
                depthwiseInitializer,
                pointwiseInitializer,
                biasInitializer);
    }

    public SeparableConv2D withPadding(Padding changed) {
        return new SeparableConv2D(
                filters,
                kernelSize,
                strides,
                changed,
                dilation,
                depthMultiplier,
                activation,
                useBias,
                depthwiseInitializer,
                pointwiseInitializer,
                biasInitializer);
    }

    public SeparableConv2D withDilation(int rate) {
        return withDilation(Size.of(rate));
    }

    public SeparableConv2D withDilation(Size changed) {
        return new SeparableConv2D(
                filters,
                kernelSize,
                strides,
                padding,
                changed,
                depthMultiplier,
                activation,
                useBias,
                depthwiseInitializer,
                pointwiseInitializer,
                biasInitializer);
    }

    public SeparableConv2D withDepthMultiplier(int changed) {
        return new SeparableConv2D(
                filters,
                kernelSize,
                strides,
                padding,
                dilation,
                changed,
                activation,
                useBias,
                depthwiseInitializer,
                pointwiseInitializer,
                biasInitializer);
    }

    public SeparableConv2D withActivation(ActivationFunction changed) {
        return new SeparableConv2D(
                filters,
                kernelSize,
                strides,
                padding,
                dilation,
                depthMultiplier,
                changed,
                useBias,
                depthwiseInitializer,
                pointwiseInitializer,
                biasInitializer);
    }

    public SeparableConv2D withBias(boolean changed) {
        return new SeparableConv2D(
                filters,
                kernelSize,
                strides,
                padding,
                dilation,
                depthMultiplier,
                activation,
                changed,
                depthwiseInitializer,
                pointwiseInitializer,
                biasInitializer);
    }

    public SeparableConv2D withInitializers(Initializer depthwise, Initializer pointwise, Initializer bias) {
        return new SeparableConv2D(
                filters,
                kernelSize,
                strides,
                padding,
                dilation,
                depthMultiplier,
                activation,
                useBias,
                depthwise,
                pointwise,
                bias);
    }
}
