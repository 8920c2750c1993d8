package org.inception4j.model;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Every message of the layers, whole. */
class RefusalsTest {
    private static final Shape PICTURE = Shape.of(5, 7, 6);
    private static final Shape VECTOR = Shape.of(6);

    @Test
    void refusesConvolutionsThatCannotBe() {
        refuses(() -> Conv2D.of(0, 3), "Conv2D: filters is 0; give at least 1");
        refuses(() -> Conv2D.of(4, 0), "Conv2D: kernelSize is 0x0; give at least 1");
        refuses(() -> Conv2D.of(4, Size.of(3, -1)), "Conv2D: kernelSize is 3x-1; give at least 1");
        refuses(() -> Conv2D.of(4, 3).withStrides(0), "Conv2D: strides is 0x0; give at least 1");
        refuses(() -> Conv2D.of(4, 3).withDilation(Size.of(0, 1)), "Conv2D: dilation is 0x1; give at least 1");
        refuses(() -> Conv2D.of(4, 3).withGroups(0), "Conv2D: groups is 0; give at least 1");
        refuses(
                () -> Conv2D.of(4, 3).withGroups(3),
                "Conv2D: 4 filters cannot be split into 3 groups; give a multiple");
        refusesInput(
                Conv2D.of(8, 3).withGroups(4),
                PICTURE,
                "6 input channels cannot be split into 4 groups; give a divisor");
        refuses(() -> DepthwiseConv2D.of(0), "DepthwiseConv2D: kernelSize is 0x0; give at least 1");
        refuses(() -> DepthwiseConv2D.of(3).withStrides(0), "DepthwiseConv2D: strides is 0x0; give at least 1");
        refuses(() -> DepthwiseConv2D.of(3).withDilation(0), "DepthwiseConv2D: dilation is 0x0; give at least 1");
        refuses(
                () -> DepthwiseConv2D.of(3).withDepthMultiplier(0),
                "DepthwiseConv2D: depthMultiplier is 0; give at least 1");
        refuses(() -> SeparableConv2D.of(0, 3), "SeparableConv2D: filters is 0; give at least 1");
        refuses(() -> SeparableConv2D.of(4, 0), "SeparableConv2D: kernelSize is 0x0; give at least 1");
        refuses(() -> SeparableConv2D.of(4, 3).withStrides(0), "SeparableConv2D: strides is 0x0; give at least 1");
        refuses(() -> SeparableConv2D.of(4, 3).withDilation(0), "SeparableConv2D: dilation is 0x0; give at least 1");
        refuses(
                () -> SeparableConv2D.of(4, 3).withDepthMultiplier(0),
                "SeparableConv2D: depthMultiplier is 0; give at least 1");
    }

    @Test
    void refusesWindowsThatDoNotFit() {
        refusesInput(
                Conv2D.of(4, 3).withDilation(3),
                PICTURE,
                "a window of 7x7 does not fit into the input (5, 7, 6) with padding valid; give a larger input or a smaller window");
        refusesInput(
                MaxPooling2D.of(9, 2).withPadding(Padding.of(1)),
                PICTURE,
                "a window of 9x9 does not fit into the input (5, 7, 6) with padding (1, 1, 1, 1); give a larger input or a smaller window");
    }

    @Test
    void refusesPoolsThatCannotBe() {
        refuses(() -> MaxPooling2D.of(0, 1), "MaxPooling2D: poolSize is 0x0; give at least 1");
        refuses(() -> MaxPooling2D.of(2, 0), "MaxPooling2D: strides is 0x0; give at least 1");
        refuses(() -> AveragePooling2D.of(0), "AveragePooling2D: poolSize is 0x0; give at least 1");
        refuses(() -> AveragePooling2D.of(2, 0), "AveragePooling2D: strides is 0x0; give at least 1");
        refuses(() -> AdaptiveAveragePooling2D.of(0), "AdaptiveAveragePooling2D: outputSize is 0x0; give at least 1");
        refuses(
                () -> AveragePooling2D.of(Size.of(3, 2), Size.ONE).withPadding(Padding.of(0, 2)),
                "AveragePooling2D: padding (0, 0, 2, 2) is as wide as the poolSize 3x2; pad by less, so that no window sees padding only");
    }

    @Test
    void refusesPaddingAndCroppingThatCannotBe() {
        refuses(() -> Padding.of(-1), "Padding: a side is -1; give at least 0");
        refuses(() -> new ZeroPadding2D(1, 1, -2, 1), "ZeroPadding2D: a side is -2; give at least 0");
        refuses(() -> Cropping2D.of(-1), "Cropping2D: a side is -1; give at least 0");
        refusesInput(
                new Cropping2D(2, 3, 1, 1),
                PICTURE,
                "nothing of the input (5, 7, 6) is left after cropping 2, 3, 1, 1 (top, bottom, left, right); crop less");
        refusesInput(
                Cropping2D.of(Integer.MAX_VALUE),
                PICTURE,
                "nothing of the input (5, 7, 6) is left after cropping 2147483647, 2147483647, 2147483647, 2147483647 (top, bottom, left, right); crop less");
    }

    @Test
    void refusesVectorsWherePicturesAreNeeded() {
        for (Layer layer : List.of(
                Conv2D.of(4, 3),
                DepthwiseConv2D.of(3),
                SeparableConv2D.of(4, 3),
                MaxPooling2D.of(2),
                AveragePooling2D.of(2),
                AdaptiveAveragePooling2D.of(2),
                GlobalAveragePooling2D.of(),
                GlobalMaxPooling2D.of(),
                LocalResponseNormalization.of(),
                ZeroPadding2D.of(1),
                Cropping2D.of(1))) {
            refusesInput(layer, VECTOR, "the input (6,) is not a picture; give (height, width, channels)");
        }
    }

    @Test
    void refusesDenseLayersThatCannotBe() {
        refuses(() -> Dense.of(0), "Dense: units is 0; give at least 1");
        refusesInput(
                Dense.of(3),
                PICTURE,
                "the input (5, 7, 6) is not a vector; put Flatten or GlobalAveragePooling2D before it");
    }

    @Test
    void refusesNormalisationsThatCannotBe() {
        refuses(
                () -> BatchNormalization.of().withMomentum(1),
                "BatchNormalization: momentum is 1.0; give 0 or more and less than 1");
        refuses(
                () -> BatchNormalization.of().withEpsilon(0),
                "BatchNormalization: epsilon is 0.0; give a number above 0");
        refuses(
                () -> LayerNormalization.of().withEpsilon(Float.NaN),
                "LayerNormalization: epsilon is NaN; give a number above 0");
        refuses(
                () -> new LocalResponseNormalization(0, 1, 1, 1),
                "LocalResponseNormalization: size is 0; give at least 1");
        refuses(
                () -> new LocalResponseNormalization(4, 1, 1, 1),
                "LocalResponseNormalization: size is 4; give an odd number");
        refuses(
                () -> new LocalResponseNormalization(5, -1, 1, 1),
                "LocalResponseNormalization: alpha is -1.0; give 0 or more");
        refuses(
                () -> new LocalResponseNormalization(5, 1, Float.POSITIVE_INFINITY, 1),
                "LocalResponseNormalization: beta is Infinity; give 0 or more");
        refuses(
                () -> new LocalResponseNormalization(5, 1, 1, 0),
                "LocalResponseNormalization: k is 0.0; give a number above 0");
        refuses(
                () -> Normalization.of(List.of(1f, 2f), List.of(1f)),
                "Normalization: has 2 means and 1 variances; give one of each for every channel");
        refuses(
                () -> Normalization.of(List.of(1f), List.of(0f)),
                "Normalization: a variance is 0.0; give a number above 0");
        refuses(
                () -> Normalization.of(List.of(Float.NaN), List.of(1f)),
                "Normalization: a mean is NaN; give a finite number");
        refusesInput(
                Normalization.of(List.of(1f, 2f), List.of(1f, 1f)),
                PICTURE,
                "the input (5, 7, 6) has 6 channels and there are 2 means; give one for each channel");
    }

    @Test
    void refusesNumbersThatMakeNoSense() {
        refuses(() -> Dropout.of(1), "Dropout: rate is 1.0; give 0 or more and less than 1");
        refuses(() -> Dropout.of(-0.5), "Dropout: rate is -0.5; give 0 or more and less than 1");
        refuses(() -> Rescaling.of(Double.NaN, 0), "Rescaling: scale is NaN; give a finite number");
        refuses(() -> Rescaling.of(1, 1e300), "Rescaling: offset is Infinity; give a finite number");
        refuses(
                () -> new ActivationFunction(ActivationFunction.Kind.RELU, 0.5f),
                "ActivationFunction: RELU has no alpha and got 0.5; give 0");
        refuses(() -> ActivationFunction.elu(Float.NaN), "ActivationFunction: alpha is NaN; give a finite number");
        refuses(() -> new Initializer.Constant(Float.NaN), "Constant: value is NaN; give a finite number");
        refuses(
                () -> new Initializer.VarianceScaling(0, Initializer.Fan.IN, Initializer.Distribution.UNIFORM),
                "VarianceScaling: scale is 0.0; give a number above 0");
        refuses(
                () -> new Initializer.TruncatedNormal(Float.POSITIVE_INFINITY, 1),
                "TruncatedNormal: mean is Infinity; give a finite number");
        refuses(
                () -> new Initializer.TruncatedNormal(0, -1),
                "TruncatedNormal: standardDeviation is -1.0; give a number above 0");
        Node data = Input.of(4).on();
        refuses(() -> Output.auxiliary("head", data, -1), "output head: lossWeight is -1.0; give 0 or more");
    }

    @Test
    void refusesShapesThatCannotBe() {
        refuses(() -> Shape.of(3, 0, 4), "Shape: a size in [3, 0, 4] is 0; give at least 1");
        refuses(() -> Input.of(), "Input: the number of sizes is 0; give at least 1");
        refuses(() -> Shape.of(3, 4).height(), "(3, 4) is not the shape of a picture; give (height, width, channels)");
        refusesInput(
                Reshape.of(5, 7),
                PICTURE,
                "cannot make (5, 7) (35 numbers) of the input (5, 7, 6) (210 numbers); give sizes with the same product");
    }

    @Test
    void refusesBranchesThatDoNotFit() {
        refuses(
                () -> Concatenate.of().outputShape(List.of(Shape.of(17, 17, 192), Shape.of(8, 8, 192))),
                "cannot join (17, 17, 192) and (8, 8, 192) along the channels: height and width must agree; check stride and padding of each branch");
        refuses(
                () -> Concatenate.of().outputShape(List.of(VECTOR, PICTURE)),
                "cannot join (6,) and (5, 7, 6) along the last axis: all other sizes must agree; bring each branch to one shape");
        refuses(
                () -> Add.of().outputShape(List.of(PICTURE, PICTURE, Shape.of(5, 7, 5))),
                "cannot add (5, 7, 6) and (5, 7, 5): all sizes must agree; check stride, padding and filters of each branch");
    }

    @Test
    void refusesMoreNumbersThanCanBeCounted() {
        Node huge = Input.of(Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE)
                .on();
        String message = ": has more numbers than can be counted; give smaller shapes";
        refuses(() -> Flatten.of().on(huge), "flatten" + message);
        refuses(() -> ZeroPadding2D.of(1).named("pad").on(huge), "pad" + message);
        refuses(() -> Concatenate.of().on(huge, huge), "concatenate" + message);
        refuses(() -> DepthwiseConv2D.of(1).withDepthMultiplier(2).on(huge), "depthwise_conv2d" + message);
        refuses(() -> Conv2D.of(1, 1).withPadding(Padding.of(1)).on(huge), "conv2d" + message);
    }

    private static void refusesInput(Layer layer, Shape input, String message) {
        refuses(() -> layer.outputShape(List.of(input)), message);
    }

    private static void refuses(ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
    }
}
