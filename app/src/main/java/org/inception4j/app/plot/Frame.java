package org.inception4j.app.plot;

import java.util.List;
import org.inception4j.model.Node;
import org.inception4j.model.Shape;

/**
 * A part of a network that is drawn in a frame of its own.
 *
 * @param number its place among all frames, from 0
 * @param auxiliary true for a head that only training uses
 * @param nodes each after its inputs
 */
record Frame(int number, String name, boolean auxiliary, List<Node> nodes) {
    Frame {
        nodes = List.copyOf(nodes);
    }

    /** The last node. */
    Node end() {
        return nodes.getLast();
    }

    Shape shape() {
        return end().shape();
    }
}
