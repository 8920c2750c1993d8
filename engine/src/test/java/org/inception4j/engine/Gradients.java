package org.inception4j.engine;

import java.util.LinkedHashMap;
import java.util.Map;
import org.inception4j.tensor.Tensor;

/** The gradients of a plan's last step by the weights' names. */
final class Gradients {
    private Gradients() {}

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
