package org.inception4j.model;

import java.util.ArrayList;
import java.util.List;

/**
 * A convolution of each channel by itself. Weights: {@code depthwise_kernel} (height, width, channels, multiplier) and, with
 * {@code useBias}, {@code bias} (channels x multiplier); output channel c * multiplier + m comes from input channel c.
 */
public record DepthwiseConv2D(
        Size kernelSize,
        Size strides,
        Padding padding,
        Size dilation,
        int depthMultiplier,
        ActivationFunction activation,
        boolean useBias,
        Initializer depthwiseInitializer,
        Initializer biasInitializer)
        implements Layer {
    public DepthwiseConv2D {
        Check.atLeast("DepthwiseConv2D", "kernelSize", kernelSize, 1);
        Check.atLeast("DepthwiseConv2D", "strides", strides, 1);
        Check.atLeast("DepthwiseConv2D", "dilation", dilation, 1);
        Check.atLeast("DepthwiseConv2D", "depthMultiplier", depthMultiplier, 1);
    }

    /** Keras' defaults: stride 1, VALID, multiplier 1, no activation, with bias, Glorot uniform. */
    public static DepthwiseConv2D of(int kernelSize) {
        return of(Size.of(kernelSize));
    }

    public static DepthwiseConv2D of(Size kernelSize) {
        return new DepthwiseConv2D(
                kernelSize,
                Size.ONE,
                Padding.VALID,
                Size.ONE,
                1,
                ActivationFunction.LINEAR,
                true,
                Initializer.GLOROT_UNIFORM,
                Initializer.ZEROS);
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
                depthwiseInitializer,
                kernelSize.height(),
                kernelSize.width(),
                channels,
                depthMultiplier));
        if (useBias) {
            weights.add(WeightSpec.of("bias", biasInitializer, channels * depthMultiplier));
        }
        return weights;
    }

    public DepthwiseConv2D withStrides(int stride) {
        return withStrides(Size.of(stride));
    }

    public DepthwiseConv2D withStrides(Size changed) {
        return new DepthwiseConv2D(
                kernelSize,
                changed,
                padding,
                dilation,
                depthMultiplier,
                activation,
                useBias,
                depthwiseInitializer,
                biasInitializer);
    }

    public DepthwiseConv2D withPadding(Padding changed) {
        return new DepthwiseConv2D(
                kernelSize,
                strides,
                changed,
                dilation,
                depthMultiplier,
                activation,
                useBias,
                depthwiseInitializer,
                biasInitializer);
    }

    public DepthwiseConv2D withDilation(int rate) {
        return withDilation(Size.of(rate));
    }

    public DepthwiseConv2D withDilation(Size changed) {
        return new DepthwiseConv2D(
                kernelSize,
                strides,
                padding,
                changed,
                depthMultiplier,
                activation,
                useBias,
                depthwiseInitializer,
                biasInitializer);
    }

    public DepthwiseConv2D withDepthMultiplier(int changed) {
        return new DepthwiseConv2D(
                kernelSize,
                strides,
                padding,
                dilation,
                changed,
                activation,
                useBias,
                depthwiseInitializer,
                biasInitializer);
    }

    public DepthwiseConv2D withActivation(ActivationFunction changed) {
        return new DepthwiseConv2D(
                kernelSize,
                strides,
                padding,
                dilation,
                depthMultiplier,
                changed,
                useBias,
                depthwiseInitializer,
                biasInitializer);
    }

    public DepthwiseConv2D withBias(boolean changed) {
        return new DepthwiseConv2D(
                kernelSize,
                strides,
                padding,
                dilation,
                depthMultiplier,
                activation,
                changed,
                depthwiseInitializer,
                biasInitializer);
    }

    public DepthwiseConv2D withInitializers(Initializer depthwise, Initializer bias) {
        return new DepthwiseConv2D(
                kernelSize, strides, padding, dilation, depthMultiplier, activation, useBias, depthwise, bias);
    }
}
