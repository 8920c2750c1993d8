package org.inception4j.app.plot;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.inception4j.model.Model;
import org.inception4j.model.Node;

/** A model cut into frames, and what is known of its layers and of who takes what from whom. */
final class Diagram {
    private final Model model;
    private final List<Frame> frames;
    private final Map<Node, LayerFacts> facts = new LinkedHashMap<>();
    private final Map<Node, Set<Node>> consumers = new HashMap<>();
    private final Map<Node, Frame> frameOf = new HashMap<>();
    private final Map<Frame, Chart> charts = new LinkedHashMap<>();

    private Diagram(Model model) {
        this.model = model;
        this.frames = Framing.of(model);
        for (Node node : model.nodes()) {
            facts.put(node, LayerFacts.of(model, node, facts.size()));
            consumers.put(node, new LinkedHashSet<>());
            node.inputs().forEach(input -> consumers.get(input).add(node));
        }
        frames.forEach(frame -> frame.nodes().forEach(node -> frameOf.put(node, frame)));
        frames.forEach(frame -> charts.put(frame, Chart.of(frame, this)));
    }

    static Diagram of(Model model) {
        return new Diagram(model);
    }

    Model model() {
        return model;
    }

    List<Frame> frames() {
        return frames;
    }

    /** All layers' uses in the model's order. */
    Collection<LayerFacts> layers() {
        return facts.values();
    }

    LayerFacts facts(Node node) {
        return facts.get(node);
    }

    List<LayerFacts> facts(Frame frame) {
        return frame.nodes().stream().map(facts::get).toList();
    }

    Frame frame(Node node) {
        return frameOf.get(node);
    }

    Chart chart(Frame frame) {
        return charts.get(frame);
    }

    Map<Node, Set<Node>> consumers() {
        return consumers;
    }

    /** The frames other than its own that take a node's result, in their order. */
    List<Frame> takers(Node node) {
        List<Frame> takers = new ArrayList<>(
                consumers.get(node).stream().map(frameOf::get).distinct().toList());
        takers.remove(frameOf.get(node));
        takers.sort((one, other) -> Integer.compare(one.number(), other.number()));
        return takers;
    }

    /** How many numbers the weights of a frame hold; those that several uses share count once. */
    long parameters(Frame frame) {
        Map<String, Long> sizes = new HashMap<>();
        for (LayerFacts layer : facts(frame)) {
            sizes.put(layer.name(), layer.parameters());
        }
        return sizes.values().stream().mapToLong(Long::longValue).sum();
    }

    long multiplyAdds(Frame frame) {
        return facts(frame).stream().mapToLong(LayerFacts::multiplyAdds).sum();
    }
}
