package org.inception4j.app.plot;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.inception4j.model.Add;
import org.inception4j.model.Concatenate;
import org.inception4j.model.Conv2D;
import org.inception4j.model.Dense;
import org.inception4j.model.DepthwiseConv2D;
import org.inception4j.model.Input;
import org.inception4j.model.Model;
import org.inception4j.model.Node;
import org.inception4j.model.SeparableConv2D;
import org.inception4j.model.Shape;
import org.inception4j.model.WeightSpec;
import org.inception4j.model.summary.Cost;

/**
 * What is shown of one use of a layer.
 *
 * @param number its place in the model's order, from 0
 * @param brief the settings that matter, in a few letters
 * @param weights by the weight's name, such as {@code kernel}
 */
record LayerFacts(
        int number,
        Node node,
        String name,
        String brief,
        Map<String, String> settings,
        List<WeightSpec> weights,
        long multiplyAdds) {
    /** Kinds of layers that are coloured alike. */
    enum Kind {
        CONVOLUTION,
        POOLING,
        JOIN,
        DENSE,
        INPUT,
        OTHER
    }

    static LayerFacts of(Model model, Node node, int number) {
        return new LayerFacts(
                number,
                node,
                model.name(node),
                Settings.brief(node.layer()),
                Settings.of(node.layer()),
                node.layer().weights(node.inputShapes()),
                Cost.multiplyAdds(node));
    }

    String type() {
        return node.layer() instanceof Input
                ? "InputLayer"
                : node.layer().getClass().getSimpleName();
    }

    Kind kind() {
        return switch (node.layer()) {
            case Conv2D _, DepthwiseConv2D _, SeparableConv2D _ -> Kind.CONVOLUTION;
            case Dense _ -> Kind.DENSE;
            case Add _, Concatenate _ -> Kind.JOIN;
            case Input _ -> Kind.INPUT;
            default -> type().contains("Pooling") ? Kind.POOLING : Kind.OTHER;
        };
    }

    long parameters() {
        return weights.stream().mapToLong(spec -> spec.shape().elements()).sum();
    }

    /** {@code 35×35×64}. */
    static String text(Shape shape) {
        return shape.sizes().stream().map(String::valueOf).collect(Collectors.joining("×"));
    }
}
