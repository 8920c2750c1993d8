package org.inception4j.model.zoo;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.inception4j.model.Layer;
import org.inception4j.model.Model;
import org.inception4j.model.Node;
import org.inception4j.model.Output;
import org.inception4j.model.Shape;

/** What one asks of a network once it is built. */
final class Built {
    private Built() {}

    static <T extends Layer> List<T> layers(Model model, Class<T> kind) {
        return model.nodes().stream()
                .map(Node::layer)
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    /** What comes out of each block. */
    static Map<String, Shape> shapes(Model model) {
        Map<String, Shape> shapes = new LinkedHashMap<>();
        model.blocks().forEach((block, end) -> shapes.put(block, end.shape()));
        return shapes;
    }

    /** How many numbers each block has. */
    static Map<String, Long> weights(Model model) {
        Map<String, Long> weights = new LinkedHashMap<>();
        model.blocks().keySet().forEach(block -> weights.put(block, 0L));
        for (Node node : model.nodes()) {
            long own = model.weights(node).stream()
                    .mapToLong(spec -> spec.shape().elements())
                    .sum();
            model.block(node).ifPresent(block -> weights.merge(block, own, Long::sum));
        }
        return weights;
    }

    /** The output's name and shape: {@code last_linear (7)}. */
    static String ending(Model model) {
        Output output = model.output();
        return output.name() + " " + output.node().shape().toString().replace(",)", ")");
    }
}
