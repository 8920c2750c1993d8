package org.inception4j.model;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Iterator;
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

    /**
     * Keras numbers a node when it is first met, before its inputs; the node is finished after them. Without recursion: a
     * network may be deeper than a thread's stack.
     */
    private void visit(Node output) {
        Deque<Step> path = new ArrayDeque<>();
        meet(output, path);
        while (!path.isEmpty()) {
            Step step = path.getLast();
            if (step.inputs.hasNext()) {
                meet(step.inputs.next(), path);
            } else {
                finished.add(path.removeLast().node);
            }
        }
    }

    private void meet(Node node, Deque<Step> path) {
        if (met.putIfAbsent(node, met.size()) == null) {
            path.addLast(new Step(node, node.inputs().iterator()));
        }
    }

    /** A node on the way from an output, and the inputs of it that are still to be met. */
    private record Step(Node node, Iterator<Node> inputs) {}

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
