package org.inception4j.model.summary;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.inception4j.model.BatchNormalization;
import org.inception4j.model.Conv2D;
import org.inception4j.model.Dense;
import org.inception4j.model.Input;
import org.inception4j.model.LayerInstance;
import org.inception4j.model.Model;
import org.inception4j.model.Node;
import org.inception4j.model.Output;
import org.inception4j.model.Sequential;
import org.inception4j.model.Shape;
import org.junit.jupiter.api.Test;

class SummaryTest {
    @Test
    void showsTheInputOfAGraphThatHappensToBeAChain() {
        Node data = Input.of(28, 28, 3).on();
        Summary summary = Summary.of(Model.of("chain", data, Conv2D.of(4, 3).on(data)));
        assertThat(summary.chain()).isTrue();
        assertThat(summary.rows()).extracting(Summary.Row::name).containsExactly("input_1", "conv2d");
        assertThat(summary.text(SummaryStyle.KERAS_2)).contains("""
                 input_1 (InputLayer)        [(None, 28, 28, 3)]       0        \s
                """);
    }

    @Test
    void listsASharedLayerOnceWithAllItsUses() {
        Node left = Input.of(8, 8, 3).on();
        Node right = Input.of(9, 9, 3).on();
        LayerInstance shared = Conv2D.of(2, 3).shared();
        Model model = Model.of(
                "twins",
                List.of(left, right),
                List.of(Output.of("left", shared.on(left)), Output.of("right", shared.on(right))));
        Summary summary = Summary.of(model);
        assertThat(summary.chain()).isFalse();
        assertThat(summary.rows().getLast())
                .isEqualTo(new Summary.Row(
                        "conv2d",
                        "Conv2D",
                        List.of(Shape.of(6, 6, 2), Shape.of(7, 7, 2)),
                        56,
                        List.of(new Summary.Source("input_1", 0), new Summary.Source("input_2", 0))));
        assertThat(summary.text(SummaryStyle.KERAS_2))
                .contains(
                        " conv2d (Conv2D)                multiple             56          ['input_1[0][0]',                \n"
                                + "                                                                  'input_2[0][0]']                \n");
    }

    @Test
    void numbersTheUsesOfASharedLayer() {
        Node data = Input.of(4).on();
        LayerInstance shared = Dense.of(4).shared();
        Node once = shared.on(data);
        Model model = Model.of("loop", data, Dense.of(1).on(shared.on(once)));
        assertThat(Summary.of(model).chain()).isFalse();
        assertThat(Summary.of(model).rows().get(1).connectedTo())
                .containsExactly(new Summary.Source("input_1", 0), new Summary.Source("dense", 0));
        assertThat(Summary.of(model).rows().get(2).connectedTo()).containsExactly(new Summary.Source("dense", 1));
    }

    @Test
    void countsMovingAveragesAsNotTrainable() {
        Model model = Sequential.of("normalised", Shape.of(4, 4, 3), BatchNormalization.of());
        assertThat(Summary.text(model)).endsWith("""
                        Total params: 12
                        Trainable params: 6
                        Non-trainable params: 6
                        _________________________________________________________________
                        """);
    }
}
