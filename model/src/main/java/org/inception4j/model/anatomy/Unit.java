package org.inception4j.model.anatomy;

import java.util.List;
import java.util.Optional;
import org.inception4j.model.Activation;
import org.inception4j.model.ActivationFunction;
import org.inception4j.model.BatchNormalization;
import org.inception4j.model.Conv2D;
import org.inception4j.model.Dense;
import org.inception4j.model.DepthwiseConv2D;
import org.inception4j.model.Layer;
import org.inception4j.model.Node;
import org.inception4j.model.SeparableConv2D;

/**
 * A layer together with the batch normalisation and the activation that follow it: however a source writes a convolution,
 * it is one unit.
 *
 * @param nodes the layer's, then those folded into it
 */
record Unit(List<Node> nodes) implements Stage {
    Unit {
        nodes = List.copyOf(nodes);
    }

    Node main() {
        return nodes.getFirst();
    }

    Layer layer() {
        return main().layer();
    }

    @Override
    public Node end() {
        return nodes.getLast();
    }

    /** The normalisation folded in. */
    Optional<Node> normalization() {
        return nodes.stream()
                .skip(1)
                .filter(node -> node.layer() instanceof BatchNormalization)
                .findFirst();
    }

    /** The activation that is a layer of its own and folded in. */
    Optional<Node> separateActivation() {
        return nodes.stream()
                .skip(1)
                .filter(node -> node.layer() instanceof Activation)
                .findFirst();
    }

    /** What the unit's numbers go through at its end, whichever layer says so. */
    ActivationFunction activation() {
        return separateActivation()
                .map(node -> ((Activation) node.layer()).function())
                .orElse(activation(layer()));
    }

    static ActivationFunction activation(Layer layer) {
        return switch (layer) {
            case Conv2D conv -> conv.activation();
            case DepthwiseConv2D conv -> conv.activation();
            case SeparableConv2D conv -> conv.activation();
            case Dense dense -> dense.activation();
            case Activation activation -> activation.function();
            default -> ActivationFunction.LINEAR;
        };
    }

    /** Whether {@code next}, which follows directly, is part of this unit. */
    boolean takes(Node next) {
        boolean linear = Category.of(layer()).hasKernel() && activation() == ActivationFunction.LINEAR;
        return switch (next.layer()) {
            case BatchNormalization _ -> linear && nodes.size() == 1;
            case Activation _ -> linear;
            default -> false;
        };
    }
}
