package org.inception4j.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import org.inception4j.model.summary.Cost;
import org.inception4j.model.summary.Summary;
import org.inception4j.tensor.Weights;
import org.junit.jupiter.api.Test;

class NestedModelTest {
    private static final Shape PICTURE = Shape.of(8, 8, 3);

    private static Model features() {
        Node data = new Input(PICTURE).on();
        Node x = Conv2D.of(4, 3).on(data);
        return Model.of(
                "features",
                data,
                GlobalAveragePooling2D.of().on(BatchNormalization.of().on(x)));
    }

    @Test
    void isOneRowOfASummaryWithAllItsParameters() {
        Model model = Sequential.of(
                "whole",
                PICTURE,
                List.of(
                        new NestedModel(features(), "KerasLayer").shared().withTrainable(false),
                        Dense.of(5).shared()));
        Summary summary = Summary.of(model);
        assertThat(summary.rows())
                .extracting(Summary.Row::name, Summary.Row::type, Summary.Row::parameters)
                .containsExactly(tuple("keras_layer", "KerasLayer", 128L), tuple("dense", "Dense", 25L));
        assertThat(summary.trainable()).isEqualTo(25);
        assertThat(Cost.multiplyAdds(model)).isEqualTo(36 * 27 * 4 + 20);
    }

    @Test
    void isNamedByItsOwnName() {
        NestedModel nested = NestedModel.of(features());
        Model model = Sequential.of("whole", PICTURE, nested, Dense.of(2));
        assertThat(nested.className()).isEqualTo("Functional");
        assertThat(model.nodes()).extracting(model::name).containsExactly("features_input", "features", "dense");
        assertThat(model.weights().keySet()).contains("features/conv2d/kernel", "dense/kernel");
    }

    @Test
    void dissolvesIntoItsLayersWithTheSameWeights() {
        Node data = new Input(PICTURE).on();
        LayerInstance tower = NestedModel.of(features()).named("tower");
        Node pair = Concatenate.of().on(tower.on(data), tower.on(data));
        Model model = Model.of("pair", data, Dense.of(2).on(pair));
        Model flat = model.flattened();
        assertThat(flat.weights()).isEqualTo(model.weights());
        assertThat(flat.parameters()).isEqualTo(model.parameters());
        assertThat(flat.nodes()).extracting(flat::name).contains("tower/conv2d", "tower/batch_normalization", "dense");
        assertThat(flat.nodes())
                .filteredOn(node -> flat.name(node).equals("tower/conv2d"))
                .hasSize(2);
        assertThat(flat.output().name()).isEqualTo(model.output().name());
        assertThat(flat.flattened()).isSameAs(flat);
        assertThat(Weights.initialise(flat, 3).get("tower/conv2d/kernel").toArray())
                .isEqualTo(
                        Weights.initialise(model, 3).get("tower/conv2d/kernel").toArray());
    }

    @Test
    void staysFrozenWhenItIsDissolved() {
        Node data = new Input(PICTURE).on();
        Node x = NestedModel.of(features()).named("tower").withTrainable(false).on(data);
        Model flat = Model.of("frozen", data, Dense.of(2).on(x)).flattened();
        assertThat(flat.trainableParameters()).isEqualTo(10);
        assertThat(flat.node("tower/batch_normalization").instance().trainable())
                .isFalse();
    }

    @Test
    void keepsALayerApartThatHasTheNameOfAnInnerOne() {
        Node data = new Input(PICTURE).on();
        Node same = GlobalAveragePooling2D.of()
                .on(Conv2D.of(4, 3).named("tower/conv2d").on(data));
        Node tower = NestedModel.of(features()).named("tower").on(data);
        Model model = Model.of("clash", data, Add.of().on(same, tower));
        assertThatThrownBy(model::flattened)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "tower/conv2d: two layers have this name; give each its own, or use one instance twice to share weights");
    }

    @Test
    void refusesAnotherInputThanTheModelHas() {
        Node small = Input.of(4, 4, 3).on();
        assertThatThrownBy(() -> NestedModel.of(features()).named("tower").on(small))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("tower: the model features takes (8, 8, 3) and got (4, 4, 3); build it for that shape");
    }

    @Test
    void refusesSeveralOutputs() {
        Node data = Input.of(3).on();
        Model two = Model.of(
                "two",
                data,
                Output.of("a", Dense.of(1).on(data)),
                Output.of("b", Dense.of(1).on(data)));
        assertThatThrownBy(() -> NestedModel.of(two))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "NestedModel: two has 1 inputs and 2 outputs; give a model of one input and one output, such as its inference()");
    }
}
