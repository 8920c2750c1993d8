package org.inception4j.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NamesTest {
    @Test
    void writesClassesInSnakeCaseAsKerasDoes() {
        Map<Layer, String> expected = Map.ofEntries(
                Map.entry(Conv2D.of(1, 1), "conv2d"),
                Map.entry(DepthwiseConv2D.of(1), "depthwise_conv2d"),
                Map.entry(SeparableConv2D.of(1, 1), "separable_conv2d"),
                Map.entry(Dense.of(1), "dense"),
                Map.entry(MaxPooling2D.of(1, 1), "max_pooling2d"),
                Map.entry(AveragePooling2D.of(1, 1), "average_pooling2d"),
                Map.entry(GlobalAveragePooling2D.of(), "global_average_pooling2d"),
                Map.entry(GlobalMaxPooling2D.of(), "global_max_pooling2d"),
                Map.entry(BatchNormalization.of(), "batch_normalization"),
                Map.entry(LayerNormalization.of(), "layer_normalization"),
                Map.entry(LocalResponseNormalization.of(), "local_response_normalization"),
                Map.entry(Activation.of(ActivationFunction.RELU), "activation"),
                Map.entry(Dropout.of(0.5), "dropout"),
                Map.entry(Flatten.of(), "flatten"),
                Map.entry(Concatenate.of(), "concatenate"),
                Map.entry(Add.of(), "add"),
                Map.entry(ZeroPadding2D.of(1), "zero_padding2d"),
                Map.entry(Cropping2D.of(1), "cropping2d"),
                Map.entry(Input.of(1), "input"));
        expected.forEach((layer, name) ->
                assertThat(Names.snakeCase(layer)).as(layer.toString()).isEqualTo(name));
    }

    @Test
    void countsInputsFromOneAndStartsAllOthersBare() {
        Node left = Input.of(4).on();
        Node right = Input.of(4).on();
        Node a = Dense.of(4).on(left);
        Node b = Dense.of(4).on(right);
        Node c = Dense.of(4).on(a);
        Model model = model(Add.of().on(c, b), left, right);
        assertThat(List.of(left, right, a, b, c))
                .extracting(model::name)
                .containsExactly("input_1", "input_2", "dense", "dense_1", "dense_2");
    }

    @Test
    void countsInTheOrderOfMakingNotOfUse() {
        Node data = Input.of(4).on();
        LayerInstance madeFirst = Dense.of(4).shared();
        LayerInstance madeSecond = Dense.of(4).shared();
        Node first = madeSecond.on(data);
        Node last = madeFirst.on(first);
        Model model = model(last, data);
        assertThat(model.name(last)).isEqualTo("dense");
        assertThat(model.name(first)).isEqualTo("dense_1");
    }

    @Test
    void countsOnlyWhatBelongsToTheModel() {
        Node data = Input.of(4).on();
        Dense.of(4).on(data);
        Node used = Dense.of(4).on(data);
        assertThat(model(used, data).name(used)).isEqualTo("dense");
    }

    @Test
    void givesTheSameCodeTheSameNamesEachTime() {
        for (int time = 0; time < 3; time++) {
            Model model = Sequential.of("chain", Shape.of(4, 4, 1), Conv2D.of(2, 3), Flatten.of(), Dense.of(3));
            assertThat(model.nodes())
                    .extracting(model::name)
                    .containsExactly("conv2d_input", "conv2d", "flatten", "dense");
        }
    }

    @Test
    void givesUsesOfASharedLayerOneName() {
        Node data = Input.of(4).on();
        LayerInstance shared = Dense.of(4).shared();
        Node once = shared.on(data);
        Node twice = shared.on(once);
        Model model = model(twice, data);
        assertThat(model.name(once)).isEqualTo("dense").isEqualTo(model.name(twice));
        assertThat(model.weights()).containsOnlyKeys("dense/kernel", "dense/bias");
        assertThat(model.node("dense")).isSameAs(once);
    }

    @Test
    void stepsAsideForNamesThatWereGiven() {
        Node data = Input.of(4).named("input_1").on();
        Node a = Dense.of(4).on(data);
        Node b = Dense.of(4).named("dense_1").on(a);
        Node c = Dense.of(4).on(b);
        Node other = Input.of(4).on();
        Model model = model(Add.of().on(c, other), data, other);
        assertThat(List.of(data, a, b, c, other))
                .extracting(model::name)
                .containsExactly("input_1", "dense", "dense_1", "dense_2", "input_2");
    }

    @Test
    void refusesOneNameForTwoLayers() {
        Node data = Input.of(4).on();
        Node last = Dense.of(4).named("twin").on(Dense.of(4).named("twin").on(data));
        assertThatThrownBy(() -> model(last, data))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "twin: two layers have this name; give each its own, or use one instance twice to share weights");
    }

    @Test
    void refusesABlankName() {
        Flatten layer = Flatten.of();
        assertThatThrownBy(() -> layer.named(" "))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("flatten: the name is blank; give a name or none");
        assertThatThrownBy(() -> layer.named(null)).isInstanceOf(NullPointerException.class);
    }

    private static Model model(Node output, Node... inputs) {
        return Model.of("m", List.of(inputs), List.of(Output.of("", output)));
    }
}
