package org.inception4j.formats.caffe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.inception4j.formats.WeightMatch;
import org.inception4j.formats.WeightsException;
import org.inception4j.model.BatchNormalization;
import org.inception4j.model.Concatenate;
import org.inception4j.model.Conv2D;
import org.inception4j.model.Dense;
import org.inception4j.model.DepthwiseConv2D;
import org.inception4j.model.Dropout;
import org.inception4j.model.Flatten;
import org.inception4j.model.GlobalAveragePooling2D;
import org.inception4j.model.Input;
import org.inception4j.model.LayerNormalization;
import org.inception4j.model.Model;
import org.inception4j.model.Node;
import org.inception4j.model.Shape;
import org.inception4j.tensor.Tensor;
import org.inception4j.tensor.Weights;
import org.junit.jupiter.api.Test;

class CaffeMatchTest {
    /** 1000 output + 100 input + 10 row + column, whatever the order of the axes. */
    private static Tensor oihw(int outputs, int inputs, int height, int width) {
        Tensor tensor = Tensor.zeros(Shape.of(outputs, inputs, height, width));
        int at = 0;
        for (int o = 0; o < outputs; o++) {
            for (int i = 0; i < inputs; i++) {
                for (int r = 0; r < height; r++) {
                    for (int c = 0; c < width; c++) {
                        tensor.set(at++, 1000 * o + 100 * i + 10 * r + c);
                    }
                }
            }
        }
        return tensor;
    }

    private static Tensor counting(int... sizes) {
        Tensor tensor = Tensor.zeros(Shape.of(sizes));
        for (int i = 0; i < tensor.size(); i++) {
            tensor.set(i, i);
        }
        return tensor;
    }

    private static CaffeLayer layer(String name, String type, Tensor... blobs) {
        return new CaffeLayer(name, type, List.of(name + "_in"), List.of(name + "_out"), List.of(blobs), 1e-5f);
    }

    private static CaffeNet net(CaffeLayer... layers) {
        return new CaffeNet("x.caffemodel", "x", List.of(layers));
    }

    private static Model model(Node input, Node output) {
        return Model.of("m", input, output);
    }

    @Test
    void turnsKernelsAround() throws WeightsException {
        Node input = Input.of(9, 9, 6).on();
        Model model = model(
                input,
                Conv2D.of(4, 2).withGroups(2).withBias(false).named("conv").on(input));
        Weights weights = net(layer("conv", "Convolution", oihw(4, 3, 2, 2))).toWeights(model);
        Tensor kernel = weights.get("conv/kernel");
        assertThat(kernel.shape()).isEqualTo(Shape.of(2, 2, 3, 4));
        // row 1, column 0, input 2 of its group, output 3
        assertThat(kernel.get(((1 * 2 + 0) * 3 + 2) * 4 + 3)).isEqualTo(3210);
    }

    @Test
    void turnsDepthwiseKernelsAround() throws WeightsException {
        Node input = Input.of(9, 9, 3).on();
        DepthwiseConv2D layer = DepthwiseConv2D.of(2).withDepthMultiplier(2);
        Model model = model(input, layer.named("conv").on(input));
        Weights weights = net(layer("conv", "Convolution", oihw(6, 1, 2, 2), counting(1, 1, 1, 6)))
                .toWeights(model);
        Tensor kernel = weights.get("conv/depthwise_kernel");
        assertThat(kernel.shape()).isEqualTo(Shape.of(2, 2, 3, 2));
        // row 1, column 0, channel 2, multiple 1: Caffe's output 5
        assertThat(kernel.get(((1 * 2 + 0) * 3 + 2) * 2 + 1)).isEqualTo(5010);
        assertThat(weights.get("conv/bias").toArray()).containsExactly(0, 1, 2, 3, 4, 5);
    }

    @Test
    void turnsDenseKernelsAround() throws WeightsException {
        Node input = Input.of(4, 4, 3).on();
        Model model = model(
                input, Dense.of(2).named("fc").on(GlobalAveragePooling2D.of().on(input)));
        Weights weights = net(layer("fc", "InnerProduct", counting(1, 1, 2, 3), counting(1, 1, 1, 2)))
                .toWeights(model);
        assertThat(weights.get("fc/kernel").shape()).isEqualTo(Shape.of(3, 2));
        assertThat(weights.get("fc/kernel").toArray()).containsExactly(0, 3, 1, 4, 2, 5);
    }

    /** Caffe flattens channel by channel: an inner product must give the same number on both sides. */
    @Test
    void keepsInnerProductsOfFlattenedPictures() throws WeightsException {
        Node input = Input.of(2, 3, 4).on();
        Node pooled = GlobalAveragePooling2D.of().on(input);
        Node flat = Dropout.of(0.5).on(Flatten.of().on(input));
        Node joined = Concatenate.of().on(pooled, flat);
        Model model = model(input, Dense.of(1).withBias(false).named("fc").on(joined));
        float[] caffeKernel = counting(28).toArray();
        Weights weights = net(layer("fc", "InnerProduct", Tensor.of(Shape.of(1, 28), caffeKernel)))
                .toWeights(model);
        float[] kernel = weights.get("fc/kernel").toArray();
        float ours = 0;
        float caffes = 0;
        for (int channel = 0; channel < 4; channel++) {
            ours += kernel[channel] * -channel;
            caffes += caffeKernel[channel] * -channel;
            for (int row = 0; row < 2; row++) {
                for (int column = 0; column < 3; column++) {
                    float pixel = 100 * channel + 10 * row + column;
                    ours += kernel[4 + (row * 3 + column) * 4 + channel] * pixel;
                    caffes += caffeKernel[4 + (channel * 2 + row) * 3 + column] * pixel;
                }
            }
        }
        assertThat(ours).isEqualTo(caffes);
        assertThat(kernel).isNotEqualTo(caffeKernel);
    }

    @Test
    void joinsBatchNormAndScale() throws WeightsException {
        CaffeLayer bn = layer(
                "conv/bn",
                "BatchNorm",
                Tensor.of(Shape.of(2), 2, 4),
                Tensor.of(Shape.of(2), 8, 16),
                Tensor.of(Shape.of(1), 4));
        CaffeLayer scale = new CaffeLayer(
                "conv/scale",
                "Scale",
                List.of("conv/bn_out"),
                List.of("conv/bn_out"),
                List.of(Tensor.of(Shape.of(2), 5, 6), Tensor.of(Shape.of(2), 7, 8)),
                1e-5f);
        Node input = Input.of(4, 4, 2).on();
        Model model = model(
                input,
                BatchNormalization.of().withEpsilon(1e-5f).named("conv/bn").on(input));
        WeightMatch match = net(bn, scale).match(model);
        assertThat(match.used()).containsExactly("conv/bn", "conv/scale");
        assertThat(match.leftOver()).isEmpty();
        Weights weights = match.weights();
        assertThat(weights.get("conv/bn/moving_mean").toArray()).containsExactly(0.5f, 1);
        assertThat(weights.get("conv/bn/moving_variance").toArray()).containsExactly(2, 4);
        assertThat(weights.get("conv/bn/gamma").toArray()).containsExactly(5, 6);
        assertThat(weights.get("conv/bn/beta").toArray()).containsExactly(7, 8);
        assertRefusal(net(bn), model, "layer conv/bn: the Scale layer behind it has 0 blobs and the model needs 2");
        assertRefusal(
                net(bn, scale),
                model(input, BatchNormalization.of().named("conv/bn").on(input)),
                "layer conv/bn: has the epsilon 1.0E-5 and the model has 0.001");
        assertRefusal(
                net(layer("conv/bn", "BN", counting(2))),
                model,
                "layer conv/bn: is a BN with 1 blobs and the model needs a BatchNorm with 3");
    }

    @Test
    void listsWhatFitsAndWhatDoesNot() {
        Node input = Input.of(8, 8, 3).on();
        Node a = Conv2D.of(4, 3).named("inception_3a/1x1").on(input);
        Node b = Conv2D.of(4, 1).named("inception_3a/3x3").on(a);
        Node c = Conv2D.of(4, 1).named("good").on(b);
        WeightMatch match = net(
                        layer("inception_3a/1x1", "Convolution", oihw(4, 2, 3, 3), counting(4)),
                        layer("inception_3a/3x3_", "Convolution", counting(1)),
                        layer("good", "Convolution", oihw(4, 4, 1, 1), counting(4)),
                        layer("relu", "ReLU"))
                .match(model(input, c));
        assertThat(match.isComplete()).isFalse();
        assertThat(match.used()).containsExactly("inception_3a/1x1", "good");
        assertThat(match.missing())
                .containsExactly(new WeightMatch.Missing("layer inception_3a/3x3", "inception_3a/3x3_"));
        assertThat(match.leftOver()).containsExactly("inception_3a/3x3_");
        assertThat(match.weights().names()).containsExactly("good/kernel", "good/bias");
    }

    @Test
    void refusesInOneSentence() {
        Node input = Input.of(8, 8, 3).on();
        Node a = Conv2D.of(4, 3).named("inception_3a/1x1").on(input);
        Node b = Conv2D.of(4, 1).named("inception_3a/3x3").on(a);
        assertThatThrownBy(() -> net(
                                layer("inception_3a/1x1", "Convolution", oihw(4, 2, 3, 3), counting(4)),
                                layer("inception_3a/3x3_", "Convolution", counting(1)))
                        .toWeights(model(input, b)))
                .isInstanceOf(WeightsException.class)
                .hasMessage(
                        "x.caffemodel: does not fit m: layer inception_3a/1x1, blob 0: has the shape (4, 2, 3, 3) and the model needs (4, 3, 3, 3), layer inception_3a/3x3 is missing (the nearest name is inception_3a/3x3_); build the network that the file was saved from");
    }

    @Test
    void refusesBiasesOnOneSideOnly() {
        Node input = Input.of(8, 8, 3).on();
        Model with = model(input, Conv2D.of(4, 1).named("conv").on(input));
        Model without =
                model(input, Conv2D.of(4, 1).withBias(false).named("conv").on(input));
        assertRefusal(
                net(layer("conv", "Convolution", oihw(4, 3, 1, 1))),
                with,
                "layer conv: has 1 blobs and the model needs 2 (with a bias)");
        assertRefusal(
                net(layer("conv", "Convolution", oihw(4, 3, 1, 1), counting(4))),
                without,
                "layer conv: has 2 blobs and the model needs 1 (without a bias)");
    }

    @Test
    void refusesLayersThatCaffeDoesNotHave() {
        Node input = Input.of(8, 8, 3).on();
        assertRefusal(
                net(layer("norm", "LRN", counting(3), counting(3))),
                model(input, LayerNormalization.of().named("norm").on(input)),
                "layer norm: Caffe has no weights like those of a LayerNormalization");
    }

    private static void assertRefusal(CaffeNet net, Model model, String problem) {
        assertThatThrownBy(() -> net.toWeights(model))
                .isInstanceOf(WeightsException.class)
                .hasMessage("x.caffemodel: does not fit m: " + problem
                        + "; build the network that the file was saved from");
    }
}
