package org.inception4j.model.zoo;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.inception4j.model.Input;
import org.inception4j.model.Model;
import org.inception4j.model.Node;
import org.inception4j.model.Output;

/** The named parts of a network that is being built, in the order of their ends. */
final class Blocks {
    private final Map<String, Node> ends = new LinkedHashMap<>();

    /** Notes that a part ends here: what {@code end} needs and no part before has. */
    Node end(String block, Node end) {
        if (ends.put(block, end) != null) {
            throw new IllegalArgumentException("%s: two blocks have this name; give each its own".formatted(block));
        }
        return end;
    }

    /** The model from {@code input}, or from the inputs that it stems from, to these outputs. */
    Model model(String name, Node input, List<Output> outputs) {
        return Model.of(name, List.copyOf(sources(input)), outputs).withBlocks(ends);
    }

    private static Set<Node> sources(Node node) {
        Set<Node> sources = new LinkedHashSet<>();
        Set<Node> seen = new HashSet<>();
        Deque<Node> open = new ArrayDeque<>(List.of(node));
        while (!open.isEmpty()) {
            Node next = open.pop();
            if (next.layer() instanceof Input) {
                sources.add(next);
            } else if (seen.add(next)) {
                next.inputs().reversed().forEach(open::push);
            }
        }
        return sources;
    }
}
