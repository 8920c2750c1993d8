package org.inception4j.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.inception4j.tensor.Tensor;
import org.inception4j.tensor.Weights;

/**
 * Holds what one engine found against what the reference found.
 *
 * @param place what a failure names first: engine, precision, case
 * @param tolerance the largest relative error, see {@link Difference}
 */
record Comparison(String place, double tolerance) {
    static Comparison of(Engine engine, Precision precision, Object tried, double tolerance) {
        return new Comparison("%s in %s, %s".formatted(engine.name(), precision, tried), tolerance);
    }

    void close(String what, float[] actual, float[] expected) {
        assertThat(Difference.relative(actual, expected))
                .as("%s: relative error of %s", place, what)
                .isLessThan(tolerance);
    }

    /** The same step in both plans: losses, predictions, gradients and then all weights, moving averages among them. */
    void sameStep(
            TrainingPlan actual,
            TrainingPlan expected,
            Map<String, Tensor> inputs,
            Map<String, Targets> targets,
            long number) {
        sameResult(actual.step(inputs, targets, number), expected.step(inputs, targets, number));
        assertThat(actual.layout()).isEqualTo(expected.layout());
        Map<String, float[]> gradients = Gradients.of(actual);
        Gradients.of(expected)
                .forEach((name, gradient) -> close("the gradient of " + name, gradients.get(name), gradient));
        sameWeights(actual.weights(), expected.weights());
    }

    void sameResult(StepResult actual, StepResult expected) {
        close("the loss", new float[] {(float) actual.loss()}, new float[] {(float) expected.loss()});
        assertThat(actual.losses().keySet()).isEqualTo(expected.losses().keySet());
        assertThat(actual.predictions().keySet())
                .isEqualTo(expected.predictions().keySet());
        expected.losses().forEach((name, loss) -> {
            float[] other = {actual.losses().get(name).floatValue()};
            close("the loss of " + name, other, new float[] {loss.floatValue()});
        });
        expected.predictions().forEach((name, prediction) -> {
            Tensor other = actual.predictions().get(name);
            assertThat(other.shape()).isEqualTo(prediction.shape());
            close("the prediction of " + name, other.toArray(), prediction.toArray());
        });
    }

    void sameWeights(Weights actual, Weights expected) {
        assertThat(actual.names()).isEqualTo(expected.names());
        expected.tensors()
                .forEach((name, weight) -> close(name, actual.get(name).toArray(), weight.toArray()));
    }
}
