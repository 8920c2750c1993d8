package org.inception4j.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class NameScopeTest {
    private static Model chain() {
        return Sequential.of("sequential", Shape.of(8, 8, 3), Conv2D.of(2, 3), Flatten.of(), Dense.of(2));
    }

    private static Model graph() {
        Node data = Input.of(8, 8, 3).on();
        Node left = Conv2D.of(2, 3).on(data);
        Node right = Conv2D.of(2, 3).named("right").on(data);
        return Model.of("graph", data, Concatenate.of().on(left, right));
    }

    @Test
    void goesOnCountingFromModelToModel() {
        NameScope scope = NameScope.keras2();
        Model first = chain().withNames(scope);
        Model second = graph().withNames(scope);
        Model third = graph().withNames(scope);
        assertThat(first.nodes()).extracting(first::name).containsExactly("conv2d_input", "conv2d", "flatten", "dense");
        assertThat(second.nodes())
                .extracting(second::name)
                .containsExactly("input_1", "conv2d_1", "right", "concatenate");
        assertThat(third.nodes())
                .extracting(third::name)
                .containsExactly("input_2", "conv2d_2", "right", "concatenate_1");
    }

    @Test
    void namesInputsByTheRulesOfKeras3() {
        NameScope scope = NameScope.keras3();
        Model first = chain().withNames(scope);
        Model second = graph().withNames(scope);
        assertThat(first.nodes()).extracting(first::name).containsExactly("input_layer", "conv2d", "flatten", "dense");
        assertThat(second.input()).extracting(second::name).isEqualTo("input_layer_1");
    }

    @Test
    void startsWhereEarlierCellsStopped() {
        NameScope scope = NameScope.keras2()
                .startingAt("conv2d", 90)
                .startingAt("input", 7)
                .startingAt("concatenate", 0);
        Model model = graph().withNames(scope);
        assertThat(model.nodes())
                .extracting(model::name)
                .containsExactly("input_7", "conv2d_90", "right", "concatenate");
        assertThat(model.output().name()).isEqualTo("concatenate");
        assertThat(model.weights().keySet()).startsWith("conv2d_90/kernel", "conv2d_90/bias");
    }

    @Test
    void leavesTheModelItNamesAsItWas() {
        Model model = graph();
        Model renamed = model.withNames(NameScope.keras2().startingAt("conv2d", 5));
        assertThat(model.node("conv2d")).isSameAs(renamed.node("conv2d_5"));
    }

    @Test
    void renamesAnOutputThatHasItsLayersName() {
        Node data = Input.of(3).on();
        Node end = Dense.of(2).on(data);
        Model own = Model.of("own", data, Output.of("main", end))
                .withNames(NameScope.keras2().startingAt("dense", 3));
        Model layers =
                Model.of("layers", data, end).withNames(NameScope.keras2().startingAt("dense", 3));
        assertThat(own.output().name()).isEqualTo("main");
        assertThat(layers.output().name()).isEqualTo("dense_3");
    }

    @Test
    void refusesNumbersBeforeTheFirst() {
        NameScope scope = NameScope.keras2();
        assertThatThrownBy(() -> scope.startingAt("conv2d", -1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("NameScope conv2d: number is -1; give at least 0");
        assertThatThrownBy(() -> scope.startingAt("input", 0))
                .hasMessage("NameScope input: number is 0; give at least 1");
    }
}
