package org.inception4j.app.plot;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.inception4j.model.Node;

/**
 * The graph inside a frame: cells, the gates by which results come in and go out, and the links between them.
 *
 * @param sources the nodes outside whose results come in, a gate each
 * @param exits the nodes whose results go out, a gate each
 * @param links between places in {@code sources}, {@code cells} and {@code exits}, counted through in this order
 */
record Chart(List<Node> sources, List<Cell> cells, List<Node> exits, List<Link> links) {
    /** From one place to another; {@code node} is whose result flows. */
    record Link(int from, int to, Node node) {}

    static Chart of(Frame frame, Diagram diagram) {
        List<Cell> cells = Cell.of(branchAfterBranch(frame), diagram.consumers());
        Set<Node> sources = new LinkedHashSet<>();
        frame.nodes().stream()
                .flatMap(node -> node.inputs().stream())
                .filter(input -> diagram.frame(input) != frame)
                .forEach(sources::add);
        List<Node> exits = frame.nodes().stream()
                .filter(node -> !diagram.takers(node).isEmpty())
                .toList();
        return new Chart(List.copyOf(sources), cells, exits, links(List.copyOf(sources), cells, exits));
    }

    /** Each branch from its beginning to where it joins others, in the order in which they are joined. */
    private static List<Node> branchAfterBranch(Frame frame) {
        Set<Node> own = new HashSet<>(frame.nodes());
        Set<Node> ordered = new LinkedHashSet<>();
        Deque<Node> open = new ArrayDeque<>(frame.nodes());
        while (!open.isEmpty()) {
            List<Node> missing = open.peekLast().inputs().stream()
                    .filter(input -> own.contains(input) && !ordered.contains(input))
                    .toList();
            if (missing.isEmpty()) {
                ordered.add(open.pollLast());
            } else {
                open.addAll(missing.reversed());
            }
        }
        return List.copyOf(ordered);
    }

    int size() {
        return sources.size() + cells.size() + exits.size();
    }

    private static List<Link> links(List<Node> sources, List<Cell> cells, List<Node> exits) {
        Map<Node, Integer> places = new HashMap<>();
        sources.forEach(source -> places.put(source, places.size()));
        for (int i = 0; i < cells.size(); i++) {
            int place = sources.size() + i;
            cells.get(i).nodes().forEach(node -> places.put(node, place));
        }
        List<Link> links = new ArrayList<>();
        for (int i = 0; i < cells.size(); i++) {
            int place = sources.size() + i;
            cells.get(i).nodes().getFirst().inputs().stream()
                    .distinct()
                    .forEach(input -> links.add(new Link(places.get(input), place, input)));
        }
        for (int i = 0; i < exits.size(); i++) {
            links.add(new Link(places.get(exits.get(i)), sources.size() + cells.size() + i, exits.get(i)));
        }
        return List.copyOf(links);
    }
}
