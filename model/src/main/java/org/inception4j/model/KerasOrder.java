package org.inception4j.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * The order in which Keras lists the layers of a functional model (and in which its HDF5 files hold them): deepest first,
 * where depth is the longest way to an output; within a depth in the order in which a walk from the outputs meets them.
 */
final class KerasOrder {
    private final Map<Node, Integer> met = new IdentityHashMap<>();
    private final List<Node> finished = new ArrayList<>();

    private KerasOrder() {}

    static List<Node> of(List<Node> outputs) {
        KerasOrder walk = new KerasOrder();
        outputs.forEach(walk::visit);
        Map<Node, Integer> depth = walk.depths();
        List<Node> nodes = new ArrayList<>(walk.finished);
        nodes.sort(Comparator.<Node>comparingInt(node -> -depth.get(node)).thenComparingInt(walk.met::get));
        return List.copyOf(nodes);
    }

    /** Keras numbers a node when it is first met, before its inputs; the node is finished after them. */
    private void visit(Node node) {
        if (met.putIfAbsent(node, met.size()) != null) {
            return;
        }
        node.inputs().forEach(this::visit);
        finished.add(node);
    }

    private Map<Node, Integer> depths() {
        Map<Node, Integer> depth = new IdentityHashMap<>();
        List<Node> fromOutputs = new ArrayList<>(finished);
        Collections.reverse(fromOutputs);
        for (Node node : fromOutputs) {
            int own = depth.computeIfAbsent(node, _ -> 0);
            node.inputs().forEach(input -> depth.merge(input, own + 1, Math::max));
        }
        return depth;
    }
}
