package org.inception4j.engine;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.inception4j.model.ActivationFunction;
import org.inception4j.model.Dense;
import org.inception4j.model.Flatten;
import org.inception4j.model.Input;
import org.inception4j.model.Model;
import org.inception4j.model.Node;
import org.inception4j.model.Output;
import org.inception4j.model.Shape;
import org.inception4j.tensor.Tensor;
import org.junit.jupiter.api.Test;

class PlanTargetsTest {
    private static final Node INPUT = Input.of(2, 2, 1).on();
    private static final Model MODEL = Model.of(
            "net",
            INPUT,
            Output.of("map", INPUT),
            Output.of(
                    "classes",
                    Dense.of(3, ActivationFunction.SOFTMAX).on(Flatten.of().on(INPUT))));
    private static final Objective CLASSES = new Objective("classes", Loss.SoftmaxCrossEntropy.of(), 1);

    @Test
    void refusesAnObjectiveForNoOutput() {
        refusesObjectives(
                "net: has no output named verdict; it has map, classes",
                new Objective("verdict", new Loss.MeanSquaredError(), 1));
    }

    @Test
    void refusesTwoObjectivesForOneOutput() {
        refusesObjectives("classes: has two objectives; give each output one", CLASSES, CLASSES);
    }

    @Test
    void refusesSoftmaxOverAPicture() {
        refusesObjectives(
                "map: has the shape (2, 2, 1); softmax cross-entropy needs one row of classes",
                new Objective("map", Loss.SoftmaxCrossEntropy.of(), 1));
    }

    @Test
    void refusesMoreExamplesThanThePlanTakes() {
        refusesTargets(
                "net: got 5 examples and the plan takes 4; compile it for more", Targets.classes(0, 0, 0, 0, 0), 5);
    }

    @Test
    void refusesMissingTargets() {
        assertThatThrownBy(() -> PlanTargets.check(MODEL, TrainingOptions.of(4, CLASSES), Map.of(), 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("classes: has an objective and no targets; give them");
    }

    @Test
    void refusesTargetsOfAnotherNumber() {
        refusesTargets("classes: has targets for 3 examples of 2; give one for each", Targets.classes(0, 1, 2), 2);
    }

    @Test
    void refusesTargetsOfAnotherShape() {
        refusesTargets(
                "classes: has targets of shape (2, 4); give (2, 3)", Targets.values(Tensor.zeros(Shape.of(2, 4))), 2);
    }

    private static void refusesObjectives(String message, Objective... objectives) {
        assertThatThrownBy(() -> PlanTargets.check(MODEL, TrainingOptions.of(4, objectives)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    private static void refusesTargets(String message, Targets targets, int count) {
        assertThatThrownBy(() ->
                        PlanTargets.check(MODEL, TrainingOptions.of(4, CLASSES), Map.of("classes", targets), count))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }
}
