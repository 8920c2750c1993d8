package org.inception4j.model.anatomy;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import org.inception4j.model.Add;
import org.inception4j.model.Node;

/**
 * Branches from one node that join again.
 *
 * @param join the layer that joins them
 * @param branches in the order in which they are joined; an empty one hands on what the split began with
 */
record Split(Node join, List<List<Stage>> branches) implements Stage {
    @Override
    public Node end() {
        return join;
    }

    boolean residual() {
        return join.layer() instanceof Add;
    }

    @Override
    public List<Node> nodes() {
        SequencedSet<Node> nodes = new LinkedHashSet<>();
        branches.forEach(branch -> branch.forEach(stage -> nodes.addAll(stage.nodes())));
        nodes.add(join);
        return List.copyOf(nodes);
    }
}
