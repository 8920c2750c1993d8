package org.inception4j.model.anatomy;

import java.util.List;
import org.inception4j.model.Node;
import org.inception4j.model.Shape;

/** A step of a chain: everything between two nodes that each path passes. */
sealed interface Stage permits Unit, Split {
    /** The node whose result the next stage takes. */
    Node end();

    /** All its nodes, each after its inputs. */
    List<Node> nodes();

    default Shape shape() {
        return end().shape();
    }
}
