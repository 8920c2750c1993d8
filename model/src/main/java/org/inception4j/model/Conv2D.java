package org.inception4j.model;

import java.util.ArrayList;
import java.util.List;

/**
 * A convolution over height and width, followed by its activation. Weights: {@code kernel} (height, width, input channels /
 * groups, filters) and, with {@code useBias}, {@code bias} (filters).
 *
 * @param groups the input's channels and the filters are split into so many groups that do not see each other
 */
public record Conv2D(
        int filters,
        Size kernelSize,
        Size strides,
        Padding padding,
        Size dilation,
        int groups,
        ActivationFunction activation,
        boolean useBias,
        Initializer kernelInitializer,
        Initializer biasInitializer)
        implements Layer {
    public Conv2D {
        Check.atLeast("Conv2D", "filters", filters, 1);
        Check.atLeast("Conv2D", "kernelSize", kernelSize, 1);
        Check.atLeast("Conv2D", "strides", strides, 1);
        Check.atLeast("Conv2D", "dilation", dilation, 1);
        Check.atLeast("Conv2D", "groups", groups, 1);
        if (filters % groups != 0) {
            throw new IllegalArgumentException(
                    "Conv2D: %d filters cannot be split into %d groups; give a multiple".formatted(filters, groups));
        }
    }

    /** Keras' defaults: stride 1, VALID, no activation, with bias, Glorot uniform. */
    public static Conv2D of(int filters, int kernelSize) {
        return of(filters, Size.of(kernelSize));
    }

    public static Conv2D of(int filters, Size kernelSize) {
        return new Conv2D(
                filters,
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
        if (input.channels() % groups != 0) {
            throw new IllegalArgumentException("%d input channels cannot be split into %d groups; give a divisor"
                    .formatted(input.channels(), groups));
        }
        return window().slide(input, filters);
    }

    @Override
    public List<WeightSpec> weights(List<Shape> inputs) {
        int width = Inputs.picture(inputs).channels() / groups;
        List<WeightSpec> weights = new ArrayList<>();
        weights.add(
                WeightSpec.of("kernel", kernelInitializer, kernelSize.height(), kernelSize.width(), width, filters));
        if (useBias) {
            weights.add(WeightSpec.of("bias", biasInitializer, filters));
        }
        return weights;
    }

    public Conv2D withFilters(int changed) {
        return new Conv2D(
                changed,
                kernelSize,
                strides,
                padding,
                dilation,
                groups,
                activation,
                useBias,
                kernelInitializer,
                biasInitializer);
    }

    public Conv2D withStrides(int stride) {
        return withStrides(Size.of(stride));
    }

    public Conv2D withStrides(Size changed) {
        return new Conv2D(
                filters,
                kernelSize,
                changed,
                padding,
                dilation,
                groups,
                activation,
                useBias,
                kernelInitializer,
                biasInitializer);
    }

    public Conv2D withPadding(Padding changed) {
        return new Conv2D(
                filters,
                kernelSize,
                strides,
                changed,
                dilation,
                groups,
                activation,
                useBias,
                kernelInitializer,
                biasInitializer);
    }

    public Conv2D withDilation(int changed) {
        return withDilation(Size.of(changed));
    }

    public Conv2D withDilation(Size changed) {
        return new Conv2D(
                filters,
                kernelSize,
                strides,
                padding,
                changed,
                groups,
                activation,
                useBias,
                kernelInitializer,
                biasInitializer);
    }

    public Conv2D withGroups(int changed) {
        return new Conv2D(
                filters,
                kernelSize,
                strides,
                padding,
                dilation,
                changed,
                activation,
                useBias,
                kernelInitializer,
                biasInitializer);
    }

    public Conv2D withActivation(ActivationFunction changed) {
        return new Conv2D(
                filters,
                kernelSize,
                strides,
                padding,
                dilation,
                groups,
                changed,
                useBias,
                kernelInitializer,
                biasInitializer);
    }

    public Conv2D withBias(boolean changed) {
        return new Conv2D(
                filters,
                kernelSize,
                strides,
                padding,
                dilation,
                groups,
                activation,
                changed,
                kernelInitializer,
                biasInitializer);
    }

    public Conv2D withInitializers(Initializer kernel, Initializer bias) {
        return new Conv2D(filters, kernelSize, strides, padding, dilation, groups, activation, useBias, kernel, bias);
    }
}
