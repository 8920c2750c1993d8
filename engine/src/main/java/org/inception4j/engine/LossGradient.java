package org.inception4j.engine;

import org.inception4j.model.Activation;
import org.inception4j.model.ActivationFunction;
import org.inception4j.model.Conv2D;
import org.inception4j.model.Dense;
import org.inception4j.model.DepthwiseConv2D;
import org.inception4j.model.Layer;
import org.inception4j.model.Node;
import org.inception4j.model.SeparableConv2D;

/**
 * The value of a loss and its gradient for one output and batch: plain loops, shared by the engines.
 *
 * @param value the mean over the examples, without the objective's weight
 * @param gradient of the weighted mean, for each number of the output
 * @param beforeActivation true: the gradient is that of the numbers before the output's softmax or sigmoid
 */
public record LossGradient(double value, float[] gradient, boolean beforeActivation) {
    /** {@code output} is what the node gave, (targets.count(), {@code width}) numbers row by row. */
    public static LossGradient of(Objective objective, Node node, float[] output, int width, Targets targets) {
        return new LossComputation(objective, activation(node.layer()), output, width).run(targets);
    }

    /** True where the loss of this objective will be taken before the node's softmax or sigmoid. */
    public static boolean skipsActivation(Loss loss, Node node) {
        return LossComputation.fused(loss, activation(node.layer()));
    }

    private static ActivationFunction activation(Layer layer) {
        return switch (layer) {
            case Dense dense -> dense.activation();
            case Activation activation -> activation.function();
            case Conv2D convolution -> convolution.activation();
            case DepthwiseConv2D convolution -> convolution.activation();
            case SeparableConv2D convolution -> convolution.activation();
            default -> ActivationFunction.LINEAR;
        };
    }
}
