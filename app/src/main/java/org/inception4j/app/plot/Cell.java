package org.inception4j.app.plot;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.inception4j.model.Activation;
import org.inception4j.model.BatchNormalization;
import org.inception4j.model.Dropout;
import org.inception4j.model.LayerNormalization;
import org.inception4j.model.Node;
import org.inception4j.model.Rescaling;

/** Layers drawn in one box: a layer, and below it those that only finish its result (normalisation, activation). */
record Cell(List<Node> nodes) {
    Cell {
        nodes = List.copyOf(nodes);
    }

    Node end() {
        return nodes.getLast();
    }

    /** The cells of a frame's nodes, in their order. */
    static List<Cell> of(List<Node> nodes, Map<Node, Set<Node>> consumers) {
        Map<Node, List<Node>> cells = new HashMap<>();
        List<List<Node>> ordered = new ArrayList<>();
        for (Node node : nodes) {
            List<Node> cell = follows(node) ? cells.get(node.inputs().getFirst()) : null;
            if (cell == null || consumers.get(node.inputs().getFirst()).size() != 1) {
                cell = new ArrayList<>();
                ordered.add(cell);
            }
            cell.add(node);
            cells.put(node, cell);
        }
        return ordered.stream().map(Cell::new).toList();
    }

    /** Whether it is drawn below the layer that it takes its only input from. */
    static boolean follows(Node node) {
        return node.inputs().size() == 1
                && switch (node.layer()) {
                    case Activation _, BatchNormalization _, Dropout _, LayerNormalization _, Rescaling _ -> true;
                    default -> false;
                };
    }
}
