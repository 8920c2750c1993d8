package org.inception4j.engine;

import java.util.LinkedHashMap;
import java.util.Map;
import org.inception4j.tensor.Tensor;

/** The gradients of a plan's last step by the weights' names. */
final class Gradients {
    private Gradients() {}

    /** One step of gradient descent, as a trainer would do it. */
    static void descend(TrainingPlan plan, float rate) {
        for (long i = 0; i < plan.layout().size(); i++) {
            float value = plan.parameters().getAtIndex(Tensor.FLOAT, i);
            plan.parameters()
                    .setAtIndex(Tensor.FLOAT, i, value - rate * plan.gradients().getAtIndex(Tensor.FLOAT, i));
        }
        plan.parametersChanged();
    }

    /** The cosine of the angle between the whole gradients of two plans. */
    static double cosine(TrainingPlan plan, TrainingPlan other) {
        double product = 0;
        double square = 0;
        double otherSquare = 0;
        for (long i = 0; i < plan.layout().size(); i++) {
            double gradient = plan.gradients().getAtIndex(Tensor.FLOAT, i);
            double otherGradient = other.gradients().getAtIndex(Tensor.FLOAT, i);
            product += gradient * otherGradient;
            square += gradient * gradient;
            otherSquare += otherGradient * otherGradient;
        }
        return product / Math.sqrt(square * otherSquare);
    }

    static Map<String, float[]> of(TrainingPlan plan) {
        Map<String, float[]> gradients = new LinkedHashMap<>();
        for (ParameterLayout.Slice slice : plan.layout().slices()) {
            float[] numbers = new float[Math.toIntExact(slice.count())];
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = plan.gradients().get(Tensor.FLOAT, (slice.offset() + i) * Float.BYTES);
            }
            gradients.put(slice.name(), numbers);
        }
        return gradients;
    }
}
