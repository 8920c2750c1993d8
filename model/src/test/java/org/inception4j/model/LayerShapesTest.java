package org.inception4j.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.inception4j.model.AdaptiveAveragePooling2D.Cells;
import org.junit.jupiter.api.Test;

/** Which shape comes out of each layer and which weights it needs, in the order and under the names of Keras. */
class LayerShapesTest {
    private static final Shape PICTURE = Shape.of(5, 7, 6);
    private static final Shape VECTOR = Shape.of(6);

    @Test
    void convolves() {
        assertThat(out(Conv2D.of(4, 3))).isEqualTo(Shape.of(3, 5, 4));
        assertThat(out(Conv2D.of(4, Size.of(1, 7)))).isEqualTo(Shape.of(5, 1, 4));
        assertThat(out(Conv2D.of(4, 3).withStrides(Size.of(2, 3)).withPadding(Padding.SAME)))
                .isEqualTo(Shape.of(3, 3, 4));
        assertThat(out(Conv2D.of(4, 3).withDilation(2))).isEqualTo(Shape.of(1, 3, 4));
        assertThat(weights(Conv2D.of(4, Size.of(3, 2)).withGroups(2)))
                .isEqualTo(shapes("kernel", Shape.of(3, 2, 3, 4), "bias", Shape.of(4)));
        assertThat(weights(Conv2D.of(4, 1).withBias(false))).isEqualTo(shapes("kernel", Shape.of(1, 1, 6, 4)));
    }

    @Test
    void convolvesChannelByChannel() {
        assertThat(out(DepthwiseConv2D.of(3).withDepthMultiplier(2))).isEqualTo(Shape.of(3, 5, 12));
        assertThat(weights(DepthwiseConv2D.of(Size.of(3, 2)).withDepthMultiplier(2)))
                .isEqualTo(shapes("depthwise_kernel", Shape.of(3, 2, 6, 2), "bias", Shape.of(12)));
        assertThat(weights(DepthwiseConv2D.of(3).withBias(false)))
                .isEqualTo(shapes("depthwise_kernel", Shape.of(3, 3, 6, 1)));
    }

    @Test
    void convolvesSeparably() {
        assertThat(out(SeparableConv2D.of(4, 3).withStrides(2).withPadding(Padding.SAME)))
                .isEqualTo(Shape.of(3, 4, 4));
        assertThat(weights(SeparableConv2D.of(4, Size.of(3, 2)).withDepthMultiplier(2)))
                .isEqualTo(shapes(
                        "depthwise_kernel", Shape.of(3, 2, 6, 2),
                        "pointwise_kernel", Shape.of(1, 1, 12, 4),
                        "bias", Shape.of(4)));
    }

    @Test
    void splitsASeparableConvolutionIntoItsHalves() {
        SeparableConv2D layer = SeparableConv2D.of(4, 3)
                .withStrides(2)
                .withDilation(3)
                .withPadding(Padding.SAME)
                .withDepthMultiplier(5)
                .withActivation(ActivationFunction.RELU)
                .withInitializers(Initializer.HE_NORMAL, Initializer.CAFFE_XAVIER, Initializer.ONES);
        assertThat(layer.depthwise())
                .isEqualTo(DepthwiseConv2D.of(3)
                        .withStrides(2)
                        .withDilation(3)
                        .withPadding(Padding.SAME)
                        .withDepthMultiplier(5)
                        .withBias(false)
                        .withInitializers(Initializer.HE_NORMAL, Initializer.ONES));
        assertThat(layer.pointwise())
                .isEqualTo(Conv2D.of(4, 1)
                        .withActivation(ActivationFunction.RELU)
                        .withInitializers(Initializer.CAFFE_XAVIER, Initializer.ONES));
        assertThat(layer.withBias(false).pointwise().useBias()).isFalse();
        assertThat(layer.weights(List.of(PICTURE)))
                .extracting(WeightSpec::initializer)
                .containsExactly(Initializer.HE_NORMAL, Initializer.CAFFE_XAVIER, Initializer.ONES);
    }

    @Test
    void pools() {
        assertThat(out(MaxPooling2D.of(2))).isEqualTo(Shape.of(2, 3, 6));
        assertThat(out(MaxPooling2D.of(2).withRounding(Rounding.CEIL))).isEqualTo(Shape.of(3, 4, 6));
        assertThat(out(MaxPooling2D.of(Size.of(3, 1), Size.of(1, 2)))).isEqualTo(Shape.of(3, 4, 6));
        assertThat(out(AveragePooling2D.of(3, 1).withPadding(Padding.SAME))).isEqualTo(PICTURE);
        assertThat(out(AveragePooling2D.of(5, 3))).isEqualTo(Shape.of(1, 1, 6));
        assertThat(out(AveragePooling2D.of(Size.of(1, 7), Size.ONE))).isEqualTo(Shape.of(5, 1, 6));
        assertThat(out(GlobalAveragePooling2D.of())).isEqualTo(VECTOR);
        assertThat(out(GlobalMaxPooling2D.of())).isEqualTo(VECTOR);
        assertThat(out(GlobalAveragePooling2D.of().withKeepDimensions(true))).isEqualTo(Shape.of(1, 1, 6));
        assertThat(out(GlobalMaxPooling2D.of().withKeepDimensions(true))).isEqualTo(Shape.of(1, 1, 6));
    }

    @Test
    void poolsAnySizeToOne() {
        assertThat(out(AdaptiveAveragePooling2D.of(4))).isEqualTo(Shape.of(4, 4, 6));
        assertThat(out(AdaptiveAveragePooling2D.of(Size.of(1, 9)))).isEqualTo(Shape.of(1, 9, 6));
    }

    @Test
    void adaptiveWindowsOverlapAndDifferInSizeAsInPyTorch() {
        AdaptiveAveragePooling2D layer = AdaptiveAveragePooling2D.of(Size.of(4, 3));
        assertThat(IntStream.range(0, 4).mapToObj(row -> layer.rows(row, 14)))
                .containsExactly(new Cells(0, 4), new Cells(3, 7), new Cells(7, 11), new Cells(10, 14));
        assertThat(IntStream.range(0, 3).mapToObj(column -> layer.columns(column, 2)))
                .containsExactly(new Cells(0, 1), new Cells(0, 2), new Cells(1, 2));
    }

    @Test
    void normalises() {
        for (Shape input : List.of(PICTURE, VECTOR)) {
            assertThat(BatchNormalization.of().outputShape(List.of(input))).isEqualTo(input);
            assertThat(LayerNormalization.of().outputShape(List.of(input))).isEqualTo(input);
        }
        assertThat(out(LocalResponseNormalization.of())).isEqualTo(PICTURE);
        assertThat(weights(BatchNormalization.of()))
                .isEqualTo(shapes("gamma", VECTOR, "beta", VECTOR, "moving_mean", VECTOR, "moving_variance", VECTOR));
        assertThat(weights(BatchNormalization.of().withScale(false)))
                .isEqualTo(shapes("beta", VECTOR, "moving_mean", VECTOR, "moving_variance", VECTOR));
        assertThat(weights(BatchNormalization.of().withCenter(false)))
                .isEqualTo(shapes("gamma", VECTOR, "moving_mean", VECTOR, "moving_variance", VECTOR));
        assertThat(weights(LayerNormalization.of())).isEqualTo(shapes("gamma", VECTOR, "beta", VECTOR));
        assertThat(weights(LayerNormalization.of().withScale(false).withCenter(false)))
                .isEmpty();
        assertThat(BatchNormalization.of().weights(List.of(PICTURE)))
                .extracting(WeightSpec::initializer, WeightSpec::trainable)
                .containsExactly(
                        tuple(Initializer.ONES, true),
                        tuple(Initializer.ZEROS, true),
                        tuple(Initializer.ZEROS, false),
                        tuple(Initializer.ONES, false));
    }

    @Test
    void connectsAllWithAll() {
        assertThat(Dense.of(3).outputShape(List.of(VECTOR))).isEqualTo(Shape.of(3));
        List<Map.Entry<String, Shape>> expected = shapes("kernel", Shape.of(6, 3), "bias", Shape.of(3));
        assertThat(shapes(Dense.of(3).weights(List.of(VECTOR)))).isEqualTo(expected);
        assertThat(Dense.of(3).withBias(false).weights(List.of(VECTOR))).hasSize(1);
    }

    @Test
    void movesNumbersAbout() {
        assertThat(out(Flatten.of())).isEqualTo(Shape.of(210));
        assertThat(out(Reshape.of(35, 6))).isEqualTo(Shape.of(35, 6));
        assertThat(out(new ZeroPadding2D(1, 2, 3, 4))).isEqualTo(Shape.of(8, 14, 6));
        assertThat(out(new Cropping2D(1, 2, 3, 0))).isEqualTo(Shape.of(2, 4, 6));
        assertThat(out(Activation.of(ActivationFunction.SOFTMAX))).isEqualTo(PICTURE);
        assertThat(out(Dropout.of(0.5))).isEqualTo(PICTURE);
        assertThat(out(Rescaling.of(2, 1))).isEqualTo(PICTURE);
    }

    @Test
    void joinsBranches() {
        assertThat(Concatenate.of().outputShape(List.of(PICTURE, Shape.of(5, 7, 1), PICTURE)))
                .isEqualTo(Shape.of(5, 7, 13));
        assertThat(Concatenate.of().outputShape(List.of(VECTOR, Shape.of(2)))).isEqualTo(Shape.of(8));
        assertThat(Add.of().outputShape(List.of(PICTURE, PICTURE, PICTURE))).isEqualTo(PICTURE);
    }

    private static Shape out(Layer layer) {
        return layer.outputShape(List.of(PICTURE));
    }

    private static List<Map.Entry<String, Shape>> weights(Layer layer) {
        return shapes(layer.weights(List.of(PICTURE)));
    }

    private static List<Map.Entry<String, Shape>> shapes(List<WeightSpec> weights) {
        return weights.stream()
                .map(spec -> Map.entry(spec.name(), spec.shape()))
                .toList();
    }

    private static List<Map.Entry<String, Shape>> shapes(Object... namesAndShapes) {
        return IntStream.range(0, namesAndShapes.length / 2)
                .mapToObj(i -> Map.entry((String) namesAndShapes[2 * i], (Shape) namesAndShapes[2 * i + 1]))
                .toList();
    }
}
