package org.inception4j.model.anatomy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.inception4j.model.LayerInstance;
import org.inception4j.model.Model;
import org.inception4j.model.Node;
import org.inception4j.model.Output;
import org.inception4j.model.WeightSpec;
import org.inception4j.model.summary.Cost;

/**
 * What the 1x1 convolutions before larger ones save: a network as it is beside the same network without them.
 *
 * @param without the network whose larger kernels see all channels of their block's input
 * @param blocks those of the network that have bottlenecks
 * @param totalWith what the network costs as it is
 */
public record Bottlenecks(Model with, Model without, List<Block> blocks, Spent totalWith, Spent totalWithout) {
    /** What a part of a network costs for one picture. */
    public record Spent(long parameters, long multiplyAdds) {}

    /**
     * A block both ways.
     *
     * @param removed the bottlenecks that {@code without} has not
     */
    public record Block(String name, List<String> removed, Spent with, Spent without) {}

    /** Auxiliary heads are left out. A bottleneck is a 1x1 convolution that narrows a block's input before a larger kernel. */
    public static Bottlenecks of(Model network) {
        return of(network, Parameters.ALL);
    }

    /** As {@link #of(Model)}, with those weights only that count as parameters. */
    public static Bottlenecks of(Model network, Predicate<WeightSpec> counted) {
        Model with = network.inference().flattened();
        Structure structure = Structure.of(with);
        Removal removal = new Removal(with, structure.splits());
        Model without = removal.model();
        List<Block> blocks = structure.splits().stream()
                .map(split -> block(structure, split, removal, counted))
                .filter(block -> !block.removed.isEmpty())
                .toList();
        return new Bottlenecks(with, without, blocks, spent(with.nodes(), counted), spent(without.nodes(), counted));
    }

    private static Block block(Structure structure, Split split, Removal removal, Predicate<WeightSpec> counted) {
        List<Node> nodes = split.nodes();
        List<Node> left = nodes.stream()
                .filter(node -> !removal.gone.contains(node))
                .map(removal::copy)
                .toList();
        List<String> removed = nodes.stream()
                .filter(removal.gone::contains)
                .filter(node -> Category.of(node.layer()).hasKernel())
                .map(structure.model()::name)
                .toList();
        return new Block(structure.name(split), removed, spent(nodes, counted), spent(left, counted));
    }

    private static Spent spent(Collection<Node> nodes, Predicate<WeightSpec> counted) {
        return new Spent(
                Parameters.of(nodes, counted),
                nodes.stream().mapToLong(Cost::multiplyAdds).sum());
    }

    /** Builds the graph again without the bottlenecks. */
    private static final class Removal {
        private final Model model;
        private final Set<Node> gone = new HashSet<>();
        private final Map<Node, Node> copies = new HashMap<>();
        private final Map<LayerInstance, LayerInstance> instances = new HashMap<>();

        Removal(Model model, List<Split> splits) {
            this.model = model;
            splits.forEach(this::find);
        }

        private void find(Split split) {
            for (List<Stage> branch : split.branches()) {
                if (branch.size() > 1 && Kernels.narrows(branch.getFirst()) && Kernels.seesNeighbours(branch.get(1))) {
                    gone.addAll(branch.getFirst().nodes());
                }
                branch.stream()
                        .filter(Split.class::isInstance)
                        .map(Split.class::cast)
                        .forEach(this::find);
            }
        }

        Model model() {
            model.nodes().forEach(this::copy);
            List<Output> outputs = new ArrayList<>();
            for (Output output : model.outputs()) {
                outputs.add(
                        new Output(output.name(), copies.get(output.node()), output.lossWeight(), output.auxiliary()));
            }
            return Model.of(
                    model.name(), model.inputs().stream().map(copies::get).toList(), outputs);
        }

        Node copy(Node node) {
            return copies.computeIfAbsent(node, this::made);
        }

        private Node made(Node node) {
            List<Node> inputs = node.inputs().stream().map(copies::get).toList();
            return gone.contains(node)
                    ? inputs.getFirst()
                    : instances
                            .computeIfAbsent(node.instance(), _ -> node.layer().named(model.name(node)))
                            .on(inputs.toArray(Node[]::new));
        }
    }
}
