package org.inception4j.engine;

import java.util.Map;
import org.inception4j.tensor.Tensor;

/**
 * What a training step found before the parameters change.
 *
 * @param loss the weighted sum of all objectives
 * @param losses each output's own loss, without its weight
 * @param predictions what each output with an objective gave, (count, sizes…), in training mode
 */
public record StepResult(double loss, Map<String, Double> losses, Map<String, Tensor> predictions) {}
