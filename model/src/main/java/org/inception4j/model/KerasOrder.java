package org.inception4j.model;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The order in which Keras lists the layers of a functional model (and in which its HDF5 files hold them): deepest first,
 * where depth is the longest way to an output; within a depth in the order in which a walk from the outputs meets them. A
 * layer with several uses stands where its deepest use stands.
 */
final class KerasOrder {
    private final Map<LayerInstance, Integer> met = new HashMap<>();
    private final Set<Node> seen = new HashSet<>();
    private final Deque<Visit> open = new ArrayDeque<>();
    private final List<Node> finished = new ArrayList<>();
    private final Map<Node, Integer> depth = new HashMap<>();

    /** A node whose inputs are being walked. */
    private record Visit(Node node, Iterator<Node> inputs) {}

    private KerasOrder() {}

    static List<Node> of(List<Node> outputs) {
        KerasOrder order = new KerasOrder();
        outputs.forEach(order::walk);
        order.measureDepths();
        List<Node> nodes = new ArrayList<>(order.finished);
        nodes.sort(order::compare);
        return List.copyOf(nodes);
    }

    private int compare(Node node, Node other) {
        int byDepth = Integer.compare(depth.get(other), depth.get(node));
        return byDepth != 0 ? byDepth : Integer.compare(met.get(node.instance()), met.get(other.instance()));
    }

    /** Without recursion, since a graph may be thousands of layers deep. */
    private void walk(Node output) {
        meet(output);
        while (!open.isEmpty()) {
            Visit visit = open.peek();
            if (visit.inputs.hasNext()) {
                meet(visit.inputs.next());
            } else {
                finished.add(open.pop().node);
            }
        }
    }

    /** Keras numbers a layer when it is first met, before its inputs; a node is finished after them. */
    private void meet(Node node) {
        if (seen.add(node)) {
            met.putIfAbsent(node.instance(), met.size());
            open.push(new Visit(node, node.inputs().iterator()));
        }
    }

    /** Against the order of finishing every node comes after those that take its result. */
    private void measureDepths() {
        Map<LayerInstance, Integer> deepest = new HashMap<>();
        for (Node node : finished.reversed()) {
            int own = Math.max(depth.getOrDefault(node, 0), deepest.getOrDefault(node.instance(), 0));
            depth.put(node, own);
            deepest.put(node.instance(), own);
            node.inputs().forEach(input -> depth.merge(input, own + 1, Math::max));
        }
    }
}
