package org.inception4j.app;

import org.inception4j.model.Activation;
import org.inception4j.model.ActivationFunction;
import org.inception4j.model.Conv2D;
import org.inception4j.model.Dense;
import org.inception4j.model.Flatten;
import org.inception4j.model.Layer;
import org.inception4j.model.Model;
import org.inception4j.model.Node;

/** A classifier's answers are probabilities; networks from PyTorch end before their softmax. */
final class Probabilities {
    private static final String SOFTMAX = "probabilities";

    private Probabilities() {}

    /** True if what comes out is the plain sum of a last layer with weights. */
    static boolean areMissing(Model model) {
        return endsLinear(model.output().node());
    }

    /** The same network with a softmax behind it; its layers keep their names. */
    static Model added(Model model) {
        Node scores = model.output().node();
        return Model.of(
                model.name(),
                model.input(),
                Activation.of(ActivationFunction.SOFTMAX).named(SOFTMAX).on(scores));
    }

    private static boolean endsLinear(Node node) {
        Layer layer = node.layer();
        return switch (layer) {
            case Dense dense -> dense.activation() == ActivationFunction.LINEAR;
            case Conv2D convolution -> convolution.activation() == ActivationFunction.LINEAR;
            case Flatten _ -> endsLinear(node.inputs().getFirst());
            default -> false;
        };
    }
}
