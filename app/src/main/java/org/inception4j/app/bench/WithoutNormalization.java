package org.inception4j.app.bench;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.inception4j.model.LocalResponseNormalization;
import org.inception4j.model.Model;
import org.inception4j.model.Node;
import org.inception4j.model.Output;

/** A network less its local response normalisation, which the peers' GoogLeNet does not have. */
final class WithoutNormalization {
    private final Map<Node, Node> copies = new IdentityHashMap<>();

    private WithoutNormalization() {}

    static Model of(Model model) {
        WithoutNormalization copy = new WithoutNormalization();
        for (Node node : model.nodes()) {
            copy.copies.put(node, copy.of(model, node));
        }
        List<Output> outputs = model.outputs().stream()
                .map(o -> new Output(o.name(), copy.copies.get(o.node()), o.lossWeight(), o.auxiliary()))
                .toList();
        return Model.of(
                model.name(), model.inputs().stream().map(copy.copies::get).toList(), outputs);
    }

    private Node of(Model model, Node node) {
        Node[] inputs = node.inputs().stream().map(copies::get).toArray(Node[]::new);
        return node.layer() instanceof LocalResponseNormalization
                ? inputs[0]
                : node.layer().named(model.name(node)).on(inputs);
    }
}
