package org.inception4j.engine.onednn;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;

import java.lang.foreign.MemorySegment;
import java.util.LinkedHashMap;
import java.util.Map;
import org.inception4j.engine.LossGradient;
import org.inception4j.engine.Objective;
import org.inception4j.engine.StepResult;
import org.inception4j.engine.Targets;
import org.inception4j.model.Node;
import org.inception4j.tensor.Tensor;

/** The targets of one training step, and what its losses turn out to be. */
final class Losses {
    private final Map<String, Targets> targets;
    private final Map<String, Double> found = new LinkedHashMap<>();
    private final Map<String, Tensor> predictions = new LinkedHashMap<>();
    private double total;

    Losses(Map<String, Targets> targets) {
        this.targets = targets;
    }

    /** Evaluates one objective on what its node gave, and writes where its gradient is wanted. */
    void evaluate(Objective objective, Node node, int count, MemorySegment output, MemorySegment gradient) {
        Targets wanted = targets.get(objective.output());
        int width = Math.toIntExact(node.shape().elements());
        float[] values = new float[count * width];
        MemorySegment.copy(output, JAVA_FLOAT, 0, values, 0, values.length);
        LossGradient loss = LossGradient.of(objective, node, values, width, wanted);
        MemorySegment.copy(loss.gradient(), 0, gradient, JAVA_FLOAT, 0, values.length);
        total += loss.value() * objective.weight();
        found.put(objective.output(), loss.value());
        predictions.put(objective.output(), Tensor.of(node.shape().batched(count), values));
    }

    StepResult result() {
        return new StepResult(total, found, predictions);
    }
}
