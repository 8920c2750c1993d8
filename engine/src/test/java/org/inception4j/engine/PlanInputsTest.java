package org.inception4j.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.inception4j.model.Add;
import org.inception4j.model.Input;
import org.inception4j.model.Model;
import org.inception4j.model.Node;
import org.inception4j.model.Output;
import org.inception4j.model.Shape;
import org.inception4j.tensor.Tensor;
import org.junit.jupiter.api.Test;

class PlanInputsTest {
    private static final Node LEFT = Input.of(4, 5, 3).named("left").on();
    private static final Node RIGHT = Input.of(4, 5, 3).named("right").on();
    private static final Model MODEL = Model.of(
            "two", List.of(LEFT, RIGHT), List.of(Output.of("sum", Add.of().on(LEFT, RIGHT))));

    @Test
    void countsTheExamples() {
        assertThat(PlanInputs.count(MODEL, Map.of("left", pictures(6), "right", pictures(6))))
                .isEqualTo(6);
    }

    @Test
    void refusesAMissingInput() {
        refuses(
                Map.of("left", pictures(1)),
                "two: the input right is missing; give a tensor of shape (count, 4, 5, 3)");
    }

    @Test
    void refusesAnUnknownInput() {
        refuses(
                Map.of("left", pictures(1), "right", pictures(1), "middle", pictures(1)),
                "two: has no input named middle; it has left, right");
    }

    @Test
    void refusesAWrongShape() {
        Tensor wrong = Tensor.zeros(Shape.of(2, 5, 4, 3));
        refuses(
                Map.of("left", pictures(2), "right", wrong),
                "right: got a tensor of shape (2, 5, 4, 3); give (count, 4, 5, 3)");
        Tensor noBatch = Tensor.zeros(Shape.of(4, 5, 3));
        refuses(
                Map.of("left", noBatch, "right", noBatch),
                "left: got a tensor of shape (4, 5, 3); give (count, 4, 5, 3)");
    }

    @Test
    void refusesUnequalCounts() {
        refuses(
                Map.of("left", pictures(2), "right", pictures(3)),
                "right: holds 3 examples and left holds 2; give each input as many");
    }

    private static Tensor pictures(int count) {
        return Tensor.zeros(Shape.of(count, 4, 5, 3));
    }

    private static void refuses(Map<String, Tensor> inputs, String message) {
        assertThatThrownBy(() -> PlanInputs.count(MODEL, inputs))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }
}
