package org.inception4j.model.anatomy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.inception4j.model.Activation;
import org.inception4j.model.Input;
import org.inception4j.model.Model;
import org.inception4j.model.Node;
import org.inception4j.model.Output;

/**
 * A model as a trunk of stages from its input to its main output, with heads beside it. Whatever the layers are called, it
 * follows from the graph alone: a stage ends at each node that every path from the input to the output passes (its
 * dominators), and what lies between two of them and is more than a layer is a split.
 */
record Structure(Model model, List<Stage> trunk, List<Head> heads) {
    /** The stages of another output, from the {@code root} on that it shares with the trunk. */
    record Head(Output output, Node root, List<Stage> stages) {}

    /** Models that serve as layers are dissolved. */
    static Structure of(Model given) {
        Model model = given.flattened();
        Stages stages = new Stages(model);
        Node root = model.inputs().size() == 1 ? model.input() : null;
        List<Stage> trunk = stages.between(root, model.output().node());
        Set<Node> shared = new HashSet<>();
        shared.add(root);
        trunk.forEach(stage -> shared.addAll(stage.nodes()));
        List<Head> heads = model.outputs().stream()
                .skip(1)
                .map(output -> stages.head(output, shared))
                .toList();
        return new Structure(model, trunk, heads);
    }

    /** The splits of the trunk: the network's blocks. */
    List<Split> splits() {
        return trunk.stream()
                .filter(Split.class::isInstance)
                .map(Split.class::cast)
                .toList();
    }

    /** The block's name: the model's own, else what the names of its layers begin with, or the joining layer's. */
    String name(Split split) {
        Optional<String> own = model.block(split.join());
        boolean alone = splits().stream()
                        .filter(other -> model.block(other.join()).equals(own))
                        .count()
                <= 1;
        if (own.isPresent() && alone) {
            return own.get();
        }
        List<String> names = split.nodes().stream().map(model::name).toList();
        String common = commonPath(names);
        return common.isEmpty() ? model.name(split.join()) : common;
    }

    private static String commonPath(List<String> names) {
        String common = names.getFirst();
        for (String name : names) {
            while (!common.isEmpty() && !(name.equals(common) || name.startsWith(common + "/"))) {
                common = common.substring(0, Math.max(0, common.lastIndexOf('/')));
            }
        }
        return common;
    }

    /** Finds stages by the tree of dominators. */
    private static final class Stages {
        /** The nearest node that each path from the inputs to this one passes; null where there is none. */
        private final Map<Node, Node> dominators = new HashMap<>();

        private final Map<Node, Integer> depths = new HashMap<>();

        Stages(Model model) {
            for (Node node : model.nodes()) {
                Node dominator = node.inputs().stream().reduce(this::common).orElse(null);
                dominators.put(node, dominator);
                depths.put(node, depth(dominator) + 1);
            }
        }

        private int depth(Node node) {
            return node == null ? 0 : depths.get(node);
        }

        private Node common(Node one, Node other) {
            Node first = one;
            Node second = other;
            while (!Objects.equals(first, second)) {
                boolean climb = depth(first) >= depth(second);
                first = climb ? dominators.get(first) : first;
                second = climb ? second : dominators.get(second);
            }
            return first;
        }

        Head head(Output output, Set<Node> trunk) {
            Node root = output.node();
            while (root != null && !trunk.contains(root)) {
                root = dominators.get(root);
            }
            return new Head(output, root, between(root, output.node()));
        }

        /** From what {@code from} gives to what {@code to} gives. */
        List<Stage> between(Node from, Node to) {
            List<Node> ends = new ArrayList<>();
            for (Node node = to; node != null && node != from; node = dominators.get(node)) {
                ends.addFirst(node);
            }
            List<Stage> stages = new ArrayList<>();
            for (Node end : ends) {
                add(end, stages);
            }
            return List.copyOf(stages);
        }

        private static boolean isPartOfLast(Node end, List<Stage> stages) {
            boolean flattened = stages.size() > 1 && stages.getLast() instanceof Unit unit && unit.onlyFlattens();
            if (flattened
                    && end.layer() instanceof Activation
                    && stages.get(stages.size() - 2) instanceof Unit before) {
                if (before.takes(end)) {
                    Stage flatten = stages.removeLast();
                    List<Node> nodes = new ArrayList<>(stages.removeLast().nodes());
                    nodes.addAll(flatten.nodes());
                    stages.add(new Unit(nodes));
                    return true;
                }
            }
            return !stages.isEmpty() && stages.getLast() instanceof Unit unit && unit.takes(end);
        }

        private void add(Node end, List<Stage> stages) {
            if (end.inputs().size() > 1) {
                Node from = dominators.get(end);
                stages.add(new Split(
                        end,
                        end.inputs().stream().map(input -> between(from, input)).toList()));
            } else if (isPartOfLast(end, stages)) {
                List<Node> nodes = new ArrayList<>(stages.removeLast().nodes());
                nodes.add(end);
                stages.add(new Unit(nodes));
            } else if (!(end.layer() instanceof Input)) {
                stages.add(new Unit(List.of(end)));
            }
        }
    }
}
