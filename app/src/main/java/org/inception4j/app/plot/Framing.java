package org.inception4j.app.plot;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.inception4j.model.Model;
import org.inception4j.model.Node;
import org.inception4j.model.Output;

/**
 * Cuts a model into frames: its named blocks; where it has none, the stretches between the nodes that everything passes
 * through ({@link Stretches}). Each auxiliary head is a frame too. No two frames need each other.
 */
final class Framing {
    /** Nodes under a name, before frames are numbered; more may be put to them. */
    record Part(String name, List<Node> nodes) {}

    private final Model model;
    private final Set<Node> main;
    private final List<Part> parts = new ArrayList<>();

    private Framing(Model model) {
        this.model = model;
        this.main = new HashSet<>(mainNodes(model));
    }

    static List<Frame> of(Model model) {
        Framing framing = new Framing(model);
        framing.cut();
        return framing.numbered();
    }

    private void cut() {
        Set<Node> framed = blocks();
        inputs(framed);
        List<Node> rest = model.nodes().stream()
                .filter(node -> main.contains(node) && !framed.contains(node))
                .toList();
        if (framed.isEmpty()) {
            parts.addAll(Stretches.of(model, rest));
        } else if (!rest.isEmpty()) {
            parts.add(new Part(outputNames(rest), rest));
        }
        framed.addAll(rest);
        heads(framed);
    }

    /** Blocks do not count inputs among their nodes; each is drawn in the first part that takes it. */
    private void inputs(Set<Node> framed) {
        for (Node input : model.inputs()) {
            parts.stream()
                    .filter(part ->
                            part.nodes().stream().anyMatch(node -> node.inputs().contains(input)))
                    .findFirst()
                    .filter(_ -> framed.add(input))
                    .ifPresent(part -> part.nodes().addFirst(input));
        }
    }

    /** The named blocks become parts; gives their nodes. */
    private Set<Node> blocks() {
        Map<String, List<Node>> blocks = new LinkedHashMap<>();
        model.blocks().keySet().forEach(name -> blocks.put(name, new ArrayList<>()));
        for (Node node : model.nodes()) {
            model.block(node).ifPresent(name -> blocks.get(name).add(node));
        }
        Set<Node> framed = new HashSet<>();
        blocks.forEach((name, nodes) -> {
            if (!nodes.isEmpty()) {
                parts.add(new Part(name, endingIn(model.blocks().get(name), nodes)));
                framed.addAll(nodes);
            }
        });
        return framed;
    }

    /** A block's end is its last node, also where others stand at the same depth. */
    private static List<Node> endingIn(Node end, List<Node> nodes) {
        List<Node> moved = new ArrayList<>(nodes);
        if (moved.remove(end)) {
            moved.add(end);
        }
        return moved;
    }

    private void heads(Set<Node> framed) {
        for (Output output : model.outputs()) {
            Set<Node> needed = new HashSet<>(model.withOutputs(List.of(Output.of(output.name(), output.node())))
                    .nodes());
            List<Node> own = model.nodes().stream()
                    .filter(node -> needed.contains(node) && framed.add(node))
                    .toList();
            if (!own.isEmpty()) {
                parts.add(new Part(output.name(), own));
            }
        }
    }

    /** The frames in the order in which results flow, each head after the part that it takes its input from. */
    private List<Frame> numbered() {
        List<Part> ordered = new ArrayList<>(parts.stream()
                .filter(part -> main.contains(part.nodes().getFirst()))
                .toList());
        Map<Node, Part> partOf = new HashMap<>();
        parts.forEach(part -> part.nodes().forEach(node -> partOf.put(node, part)));
        for (Part head : parts) {
            if (!ordered.contains(head)) {
                int after = head.nodes().stream()
                        .flatMap(node -> node.inputs().stream())
                        .mapToInt(input -> ordered.indexOf(partOf.get(input)))
                        .max()
                        .orElse(ordered.size() - 1);
                ordered.add(after + 1, head);
            }
        }
        List<Frame> frames = new ArrayList<>();
        for (Part part : ordered) {
            boolean auxiliary = !main.contains(part.nodes().getFirst());
            frames.add(new Frame(frames.size(), part.name(), auxiliary, part.nodes()));
        }
        return List.copyOf(frames);
    }

    private String outputNames(List<Node> rest) {
        return String.join(
                ", ",
                model.outputs().stream()
                        .filter(output -> rest.contains(output.node()))
                        .map(Output::name)
                        .toList());
    }

    /** What is left without the auxiliary heads, where anything is. */
    private static List<Node> mainNodes(Model model) {
        boolean headsOnly = model.outputs().stream().allMatch(Output::auxiliary);
        return headsOnly ? model.nodes() : model.inference().nodes();
    }
}
