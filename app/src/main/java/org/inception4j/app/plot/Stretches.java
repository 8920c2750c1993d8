package org.inception4j.app.plot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.inception4j.app.plot.Framing.Part;
import org.inception4j.model.Model;
import org.inception4j.model.Node;

/**
 * The parts of a model without named blocks. A node that everything passes through ends a stretch: where branches meet in it
 * they are a part of their own, and nodes one after the other are a part together.
 */
final class Stretches {
    private final Model model;
    private final List<Node> nodes;
    private final List<List<Node>> stretches = new ArrayList<>();
    private boolean chain;

    private Stretches(Model model, List<Node> nodes) {
        this.model = model;
        this.nodes = nodes;
    }

    /** @param nodes each after its inputs; each is in exactly one part */
    static List<Part> of(Model model, List<Node> nodes) {
        Stretches stretches = new Stretches(model, nodes);
        stretches.cut();
        return stretches.named();
    }

    private void cut() {
        int[] reach = reach();
        int start = 0;
        for (int end = 0; end < nodes.size(); end++) {
            if (reach[end] <= end || end == nodes.size() - 1) {
                add(nodes.subList(start, end + 1));
                start = end + 1;
            }
        }
    }

    /** For each node the farthest one that takes a result from before it: its own place where nothing jumps over it. */
    private int[] reach() {
        Map<Node, Integer> places = new HashMap<>();
        nodes.forEach(node -> places.put(node, places.size()));
        int[] last = new int[nodes.size()];
        for (Node node : nodes) {
            for (Node input : node.inputs()) {
                int place = places.get(input);
                last[place] = Math.max(last[place], places.get(node));
            }
        }
        int[] reach = new int[nodes.size()];
        for (int i = 1; i < reach.length; i++) {
            reach[i] = Math.max(reach[i - 1], last[i - 1]);
        }
        return reach;
    }

    /** A single node joins the chain before it, or the branches before it if it only finishes what they gave. */
    private void add(List<Node> stretch) {
        boolean single = stretch.size() == 1;
        boolean finishes = single && Cell.follows(stretch.getFirst());
        if (!stretches.isEmpty() && single && (chain || finishes)) {
            stretches.getLast().addAll(stretch);
        } else {
            stretches.add(new ArrayList<>(stretch));
            chain = single;
        }
    }

    private List<Part> named() {
        List<String> folders = stretches.stream().map(this::folder).toList();
        Set<String> once = new HashSet<>();
        Set<String> twice = new HashSet<>();
        folders.stream().filter(folder -> !once.add(folder)).forEach(twice::add);
        List<Part> parts = new ArrayList<>();
        for (int i = 0; i < stretches.size(); i++) {
            String folder = folders.get(i);
            boolean telling = !folder.isEmpty() && !twice.contains(folder);
            parts.add(new Part(telling ? folder : range(stretches.get(i)), stretches.get(i)));
        }
        return parts;
    }

    /** What the names have in common up to a slash: {@code inception_3a}; empty if nothing. */
    private String folder(List<Node> stretch) {
        List<String> common = null;
        for (Node node : stretch) {
            List<String> path = Arrays.asList(model.name(node).split("/"));
            List<String> folders = path.subList(0, path.size() - 1);
            common = common == null ? folders : common.subList(0, shared(common, folders));
        }
        return String.join("/", common);
    }

    private static int shared(List<String> one, List<String> other) {
        int length = 0;
        while (length < Math.min(one.size(), other.size()) && one.get(length).equals(other.get(length))) {
            length++;
        }
        return length;
    }

    /** Branches are called as the node where they meet, a chain by its first and last node. */
    private String range(List<Node> stretch) {
        String first = model.name(stretch.getFirst());
        boolean branches = stretch.stream().anyMatch(node -> node.inputs().size() > 1);
        if (branches) {
            return stretch.reversed().stream()
                    .filter(node -> node.inputs().size() > 1)
                    .findFirst()
                    .map(model::name)
                    .orElse(first);
        }
        return stretch.size() == 1 ? first : first + " … " + model.name(stretch.getLast());
    }
}
