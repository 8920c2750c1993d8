package org.inception4j.engine.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.inception4j.engine.InferenceOptions;
import org.inception4j.engine.InferencePlan;
import org.inception4j.model.Activation;
import org.inception4j.model.ActivationFunction;
import org.inception4j.model.AdaptiveAveragePooling2D;
import org.inception4j.model.Add;
import org.inception4j.model.AveragePooling2D;
import org.inception4j.model.BatchNormalization;
import org.inception4j.model.Concatenate;
import org.inception4j.model.Conv2D;
import org.inception4j.model.Cropping2D;
import org.inception4j.model.Dense;
import org.inception4j.model.DepthwiseConv2D;
import org.inception4j.model.Dropout;
import org.inception4j.model.GlobalAveragePooling2D;
import org.inception4j.model.GlobalMaxPooling2D;
import org.inception4j.model.Input;
import org.inception4j.model.Layer;
import org.inception4j.model.LayerNormalization;
import org.inception4j.model.LocalResponseNormalization;
import org.inception4j.model.MaxPooling2D;
import org.inception4j.model.Model;
import org.inception4j.model.Node;
import org.inception4j.model.Normalization;
import org.inception4j.model.Padding;
import org.inception4j.model.Rescaling;
import org.inception4j.model.Rounding;
import org.inception4j.model.SeparableConv2D;
import org.inception4j.model.Sequential;
import org.inception4j.model.Shape;
import org.inception4j.model.Size;
import org.inception4j.model.ZeroPadding2D;
import org.inception4j.tensor.Tensor;
import org.inception4j.tensor.Weights;
import org.junit.jupiter.api.Test;

/** Forward results against numbers worked out by hand or printed in Keras' documentation. */
class KnownValuesTest {
    private static final Offset<Float> CLOSE = within(1e-6f);
    private static final Shape THREE_BY_THREE = Shape.of(3, 3, 1);
    private static final float[] ONE_TO_NINE = {1, 2, 3, 4, 5, 6, 7, 8, 9};
    private static final float[] ONE_TO_TWELVE = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12};

    @Test
    void convolvesWithoutFlippingTheKernel() {
        Conv2D layer = Conv2D.of(1, 2);
        Map<String, float[]> weights = Map.of("kernel", new float[] {1, 2, 3, 4}, "bias", new float[] {0.5f});
        assertThat(answer(layer, weights, THREE_BY_THREE, ONE_TO_NINE)).containsExactly(37.5f, 47.5f, 67.5f, 77.5f);
    }

    @Test
    void padsBelowAndRightFirstWithSame() {
        Conv2D layer = Conv2D.of(1, 2).withPadding(Padding.SAME).withBias(false);
        Map<String, float[]> weights = Map.of("kernel", new float[] {1, 2, 3, 4});
        assertThat(answer(layer, weights, THREE_BY_THREE, ONE_TO_NINE))
                .containsExactly(37, 47, 21, 67, 77, 33, 23, 26, 9);
    }

    @Test
    void skipsPixelsWithDilation() {
        Conv2D layer = Conv2D.of(1, 2).withDilation(2).withBias(false);
        Map<String, float[]> weights = Map.of("kernel", new float[] {1, 2, 3, 4});
        assertThat(answer(layer, weights, THREE_BY_THREE, ONE_TO_NINE)).containsExactly(1 + 6 + 21 + 36);
    }

    @Test
    void keepsGroupsApart() {
        Conv2D layer = Conv2D.of(4, 1).withGroups(2).withBias(false);
        Map<String, float[]> weights = Map.of("kernel", new float[] {1, 2, 3, 4, 10, 20, 30, 40});
        assertThat(answer(layer, weights, Shape.of(1, 1, 4), 1, 2, 3, 4)).containsExactly(21, 42, 9 + 120, 12 + 160);
    }

    @Test
    void makesOutputChannelsOfOneInputChannelNeighbours() {
        DepthwiseConv2D layer = DepthwiseConv2D.of(1).withDepthMultiplier(2);
        Map<String, float[]> weights =
                Map.of("depthwise_kernel", new float[] {1, 2, 3, 4}, "bias", new float[] {0, 0, 0, 1});
        assertThat(answer(layer, weights, Shape.of(1, 1, 2), 10, 100)).containsExactly(10, 20, 300, 401);
    }

    @Test
    void separatesIntoDepthwiseAndPointwise() {
        SeparableConv2D layer = SeparableConv2D.of(1, 2);
        Map<String, float[]> weights = Map.of(
                "depthwise_kernel", new float[] {1, 2, 3, 4},
                "pointwise_kernel", new float[] {10},
                "bias", new float[] {1});
        assertThat(answer(layer, weights, THREE_BY_THREE, ONE_TO_NINE)).containsExactly(371, 471, 671, 771);
    }

    @Test
    void multipliesFeaturesByTheKernelsRows() {
        Map<String, float[]> weights =
                Map.of("kernel", new float[] {1, 2, 3, 4, 5, 6}, "bias", new float[] {0, 0, -30});
        Dense layer = Dense.of(3, ActivationFunction.RELU);
        assertThat(answer(layer, weights, Shape.of(2), 1, 2)).containsExactly(9, 12, 0);
    }

    @Test
    void poolsTheLargestAsInKerasDocumentation() {
        assertThat(answer(MaxPooling2D.of(2, 1), THREE_BY_THREE, ONE_TO_NINE)).containsExactly(5, 6, 8, 9);
        assertThat(answer(MaxPooling2D.of(2, 2), Shape.of(3, 4, 1), ONE_TO_TWELVE))
                .containsExactly(6, 8);
        assertThat(answer(MaxPooling2D.of(2, 1).withPadding(Padding.SAME), THREE_BY_THREE, ONE_TO_NINE))
                .containsExactly(5, 6, 6, 8, 9, 9, 8, 9, 9);
    }

    @Test
    void poolsTheMeanAsInKerasDocumentation() {
        assertThat(answer(AveragePooling2D.of(2, 1), THREE_BY_THREE, ONE_TO_NINE))
                .containsExactly(3, 4, 6, 7);
        assertThat(answer(AveragePooling2D.of(2, 2), Shape.of(3, 4, 1), ONE_TO_TWELVE))
                .containsExactly(3.5f, 5.5f);
        assertThat(answer(AveragePooling2D.of(2, 1).withPadding(Padding.SAME), THREE_BY_THREE, ONE_TO_NINE))
                .containsExactly(3, 4, 4.5f, 6, 7, 7.5f, 7.5f, 8.5f, 9);
    }

    @Test
    void paddingNeverWinsTheMaximum() {
        MaxPooling2D layer = MaxPooling2D.of(2, 1).withPadding(Padding.of(1));
        assertThat(answer(layer, Shape.of(1, 1, 1), -7)).containsExactly(-7, -7, -7, -7);
    }

    @Test
    void countsPaddingButNotWhatRoundingUpAdds() {
        AveragePooling2D layer = AveragePooling2D.of(3, 2)
                .withPadding(Padding.of(1))
                .withRounding(Rounding.CEIL)
                .withCountPadding(true);
        // 4x4 ones padded to 6x6: the last window begins at cell 4 and finds two of three cells on the padded picture
        float[] ones = new float[16];
        Arrays.fill(ones, 1);
        assertThat(answer(layer, Shape.of(4, 4, 1), ones))
                .containsExactly(
                        4 / 9f, 6 / 9f, 2 / 6f, //
                        6 / 9f, 1, 3 / 6f, //
                        2 / 6f, 3 / 6f, 1 / 4f);
    }

    @Test
    void poolsTheWholePicture() {
        float[] twoChannels = {1, 10, 2, 20, 3, 30, 6, 40};
        assertThat(answer(GlobalAveragePooling2D.of(), Shape.of(2, 2, 2), twoChannels))
                .containsExactly(3, 25);
        assertThat(answer(new GlobalMaxPooling2D(true), Shape.of(2, 2, 2), twoChannels))
                .containsExactly(6, 40);
    }

    @Test
    void poolsToAnySizeAsPyTorchDoes() {
        assertThat(answer(AdaptiveAveragePooling2D.of(2), THREE_BY_THREE, ONE_TO_NINE))
                .containsExactly(3, 4, 6, 7);
        assertThat(answer(AdaptiveAveragePooling2D.of(Size.of(1, 3)), Shape.of(1, 2, 1), 2, 6))
                .containsExactly(2, 4, 6);
    }

    @Test
    void normalizesByTheMovingAverages() {
        Map<String, float[]> weights = Map.of(
                "gamma", new float[] {3, 1},
                "beta", new float[] {1, 0},
                "moving_mean", new float[] {2, 0},
                "moving_variance", new float[] {3, 0});
        assertThat(answer(BatchNormalization.of().withEpsilon(1), weights, Shape.of(2), 4, 7))
                .containsExactly(4, 7);
    }

    @Test
    void normalizesEachRowAsInKerasDocumentation() {
        Map<String, float[]> weights = Map.of("gamma", new float[] {1, 1}, "beta", new float[] {0, 0});
        float[] answer = answer(LayerNormalization.of(), weights, Shape.of(2, 1, 2), 0, 10, 20, 30);
        assertThat(answer).containsExactly(new float[] {-1, 1, -1, 1}, within(1e-4f));
    }

    @Test
    void dividesByTheNeighbouringChannels() {
        LocalResponseNormalization layer = new LocalResponseNormalization(3, 3, 1, 1);
        assertThat(answer(layer, Shape.of(1, 2, 3), 1, 2, 3, 0, 0, 2))
                .containsExactly(new float[] {1 / 6f, 2 / 15f, 3 / 14f, 0, 0, 2 / 5f}, CLOSE);
    }

    @Test
    void appliesActivationsAsInTheirDocumentation() {
        assertActivation(ActivationFunction.RELU, new float[] {-3, 0, 7}, 0, 0, 7);
        assertActivation(ActivationFunction.RELU6, new float[] {-3, 5, 7}, 0, 5, 6);
        assertActivation(ActivationFunction.leakyRelu(0.3f), new float[] {-3, -1, 0, 2}, -0.9f, -0.3f, 0, 2);
        assertActivation(ActivationFunction.elu(2), new float[] {-1, 3}, -1.2642411f, 3);
        assertActivation(ActivationFunction.SELU, new float[] {-1, 1}, -1.1113307f, 1.0507010f);
        assertActivation(
                ActivationFunction.GELU,
                new float[] {-3, -1, 0, 1, 3},
                -0.00404951f,
                -0.15865529f,
                0,
                0.8413447f,
                2.9959507f);
        assertActivation(ActivationFunction.SILU, new float[] {-1, 2}, -0.26894143f, 1.7615942f);
        assertActivation(ActivationFunction.SIGMOID, new float[] {-20, 0, 1}, 2.0611537e-9f, 0.5f, 0.7310586f);
        assertActivation(ActivationFunction.TANH, new float[] {-3, 1}, -0.9950547f, 0.7615942f);
        assertActivation(ActivationFunction.SOFTMAX, new float[] {1, 2, 1}, 0.21194157f, 0.5761169f, 0.21194157f);
    }

    @Test
    void softmaxSurvivesLargeNumbers() {
        assertActivation(ActivationFunction.SOFTMAX, new float[] {3e38f, 3e38f, -3e38f}, 0.5f, 0.5f, 0);
    }

    @Test
    void passesOnWhatIsNoNumber() {
        for (ActivationFunction.Kind kind : ActivationFunction.Kind.values()) {
            Layer layer = Activation.of(new ActivationFunction(kind, kind.hasAlpha() ? 0.5f : 0));
            assertThat(answer(layer, Shape.of(1), Float.NaN)).as("%s", kind).containsExactly(Float.NaN);
        }
        assertThat(answer(MaxPooling2D.of(2, 1), Shape.of(2, 2, 1), 1, Float.NaN, 3, 4))
                .containsExactly(Float.NaN);
    }

    @Test
    void doesNothingInDropoutWhenAnswering() {
        assertThat(answer(Dropout.of(0.9), Shape.of(3), 1, 2, 3)).containsExactly(1, 2, 3);
    }

    @Test
    void rescalesAndNormalizes() {
        assertThat(answer(Rescaling.of(2, -1), Shape.of(3), 0, 1, 3)).containsExactly(-1, 1, 5);
        Layer keras = new Normalization(List.of(3f, 3f, 3f), List.of(2f, 2f, 2f));
        assertThat(answer(keras, Shape.of(3), 1, 2, 3))
                .containsExactly(new float[] {-1.4142135f, -0.70710677f, 0}, CLOSE);
    }

    @Test
    void padsAndCropsTheSidesThatAreNamed() {
        assertThat(answer(new ZeroPadding2D(1, 0, 2, 1), Shape.of(1, 2, 1), 5, 6))
                .containsExactly(0, 0, 0, 0, 0, 0, 0, 5, 6, 0);
        assertThat(answer(new Cropping2D(1, 0, 0, 2), THREE_BY_THREE, ONE_TO_NINE))
                .containsExactly(4, 7);
    }

    @Test
    void joinsChannelsAndAdds() {
        Node input = Input.of(2, 1, 2).on();
        Node tenfold = Rescaling.of(10, 0).on(input);
        assertThat(answer(Model.of("join", input, Concatenate.of().on(input, tenfold)), 1, 2, 3, 4))
                .containsExactly(1, 2, 10, 20, 3, 4, 30, 40);
        assertThat(answer(Model.of("add", input, Add.of().on(input, tenfold, input)), 1, 2, 3, 4))
                .containsExactly(12, 24, 36, 48);
    }

    @Test
    void strideTakesHeightAndWidthApart() {
        MaxPooling2D layer = new MaxPooling2D(Size.of(1, 2), Size.of(2, 1), Padding.VALID, Rounding.FLOOR);
        assertThat(answer(layer, THREE_BY_THREE, ONE_TO_NINE)).containsExactly(2, 3, 8, 9);
    }

    private static void assertActivation(ActivationFunction function, float[] input, float... expected) {
        assertThat(answer(Activation.of(function), Shape.of(input.length), input))
                .as("%s", function)
                .containsExactly(expected, CLOSE);
    }

    private static float[] answer(Layer layer, Shape input, float... values) {
        return answer(layer, Map.of(), input, values);
    }

    private static float[] answer(Layer layer, Map<String, float[]> weights, Shape input, float... values) {
        Model model = Sequential.of("one", input, List.of(layer.named("layer")));
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        weights.forEach((name, numbers) -> {
            String full = "layer/" + name;
            tensors.put(full, Tensor.of(model.weights().get(full).shape(), numbers));
        });
        return run(model, Weights.of(tensors), values);
    }

    private static float[] answer(Model model, float... values) {
        return run(model, Weights.of(Map.of()), values);
    }

    private static float[] run(Model model, Weights weights, float... values) {
        Tensor input = Tensor.of(model.input().shape().batched(1), values);
        try (InferencePlan plan = new ReferenceEngine().inference(model, weights, InferenceOptions.standard())) {
            return plan.run(input).toArray();
        }
    }
}
