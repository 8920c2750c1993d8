package org.inception4j.model;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The named parts of a model: each the nodes that its end needs and no earlier part has. */
final class BlockMap {
    static final BlockMap NONE = new BlockMap(Map.of(), Map.of());

    private final Map<String, Node> ends;
    private final Map<Node, String> blockOf;

    private BlockMap(Map<String, Node> ends, Map<Node, String> blockOf) {
        this.ends = Collections.unmodifiableMap(ends);
        this.blockOf = blockOf;
    }

    /** @param ends in the order of the blocks; inputs of the model belong to none */
    static BlockMap of(Map<String, Node> ends) {
        Map<Node, String> blockOf = new HashMap<>();
        ends.forEach((name, end) -> claim(name, end, blockOf));
        return new BlockMap(new LinkedHashMap<>(ends), blockOf);
    }

    private static void claim(String name, Node end, Map<Node, String> blockOf) {
        Deque<Node> open = new ArrayDeque<>();
        open.push(end);
        while (!open.isEmpty()) {
            Node node = open.pop();
            if (!(node.layer() instanceof Input) && blockOf.putIfAbsent(node, name) == null) {
                node.inputs().forEach(open::push);
            }
        }
    }

    Map<String, Node> ends() {
        return ends;
    }

    Optional<String> of(Node node) {
        return Optional.ofNullable(blockOf.get(node));
    }

    /** The parts whose ends are among these nodes; nodes of the others belong to none. */
    BlockMap within(Set<Node> nodes) {
        Map<String, Node> kept = new LinkedHashMap<>();
        ends.forEach((name, end) -> {
            if (nodes.contains(end)) {
                kept.put(name, end);
            }
        });
        Map<Node, String> keptOf = new HashMap<>(blockOf);
        keptOf.keySet().retainAll(nodes);
        keptOf.values().retainAll(kept.keySet());
        return new BlockMap(kept, keptOf);
    }
}
