package org.inception4j.model.anatomy;

import java.util.List;
import java.util.Optional;
import org.inception4j.model.Activation;
import org.inception4j.model.ActivationFunction;
import org.inception4j.model.BatchNormalization;
import org.inception4j.model.Conv2D;
import org.inception4j.model.Dense;
import org.inception4j.model.DepthwiseConv2D;
import org.inception4j.model.Flatten;
import org.inception4j.model.Layer;
import org.inception4j.model.Node;
import org.inception4j.model.Padding;
import org.inception4j.model.SeparableConv2D;
import org.inception4j.model.Shape;
import org.inception4j.model.Size;

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

    /** What the unit is: a depthwise convolution and the pointwise one behind it are a separable one. */
    Layer layer() {
        return inTwoSteps()
                ? separable(
                        (DepthwiseConv2D) main().layer(), (Conv2D) nodes.get(1).layer())
                : main().layer();
    }

    /** Whether it is a separable convolution in two layers. */
    boolean inTwoSteps() {
        return nodes.size() > 1 && nodes.get(1).layer() instanceof Conv2D;
    }

    private static SeparableConv2D separable(DepthwiseConv2D depthwise, Conv2D pointwise) {
        return new SeparableConv2D(
                pointwise.filters(),
                depthwise.kernelSize(),
                depthwise.strides(),
                depthwise.padding(),
                depthwise.dilation(),
                depthwise.depthMultiplier(),
                pointwise.activation(),
                pointwise.useBias(),
                depthwise.depthwiseInitializer(),
                pointwise.kernelInitializer(),
                pointwise.biasInitializer());
    }

    /** Whether a separable convolution is the same as this one after a depthwise one. */
    private static boolean isPointwise(Conv2D conv) {
        boolean padded =
                conv.padding() instanceof Padding.Explicit && !conv.padding().equals(Padding.of(0));
        return conv.kernelSize().equals(Size.ONE) && conv.strides().equals(Size.ONE) && conv.groups() == 1 && !padded;
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

    /** A convolution of a single pixel is a dense layer. */
    Category category() {
        Category category = Category.of(layer());
        return category == Category.CONVOLUTION && onOnePixel() ? Category.DENSE : category;
    }

    private boolean onOnePixel() {
        Shape input = main().inputs().getFirst().shape();
        return input.rank() == 3 && input.height() == 1 && input.width() == 1;
    }

    /** Whether it leaves every number where it is: a flatten of one pixel. */
    boolean onlyFlattens() {
        return layer() instanceof Flatten && onOnePixel();
    }

    /** Whether {@code next}, which follows directly, is part of this unit. */
    boolean takes(Node next) {
        boolean linear = Category.of(layer()).hasKernel() && activation().equals(ActivationFunction.LINEAR);
        return switch (next.layer()) {
            case BatchNormalization _ -> linear && nodes.size() == (inTwoSteps() ? 2 : 1);
            case Conv2D conv ->
                nodes.size() == 1
                        && main().layer() instanceof DepthwiseConv2D depthwise
                        && linear
                        && !depthwise.useBias()
                        && isPointwise(conv);
            case Activation _ -> linear;
            default -> false;
        };
    }
}
