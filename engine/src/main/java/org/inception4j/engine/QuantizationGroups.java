package org.inception4j.engine;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.inception4j.model.AveragePooling2D;
import org.inception4j.model.Concatenate;
import org.inception4j.model.Conv2D;
import org.inception4j.model.Cropping2D;
import org.inception4j.model.Dense;
import org.inception4j.model.DepthwiseConv2D;
import org.inception4j.model.Dropout;
import org.inception4j.model.Flatten;
import org.inception4j.model.GlobalMaxPooling2D;
import org.inception4j.model.Layer;
import org.inception4j.model.MaxPooling2D;
import org.inception4j.model.Model;
import org.inception4j.model.Node;
import org.inception4j.model.Reshape;
import org.inception4j.model.ZeroPadding2D;

/**
 * Which values of a model are worth keeping in 8 bits, and which of them must share a scale. Worth keeping is what a
 * convolution or a dense layer reads. Layers that only choose, join or move numbers (maximum and windowed mean,
 * concatenation, reshaping, zero padding, cropping) work on the 8 bits themselves, so what goes in and what comes out is
 * one group with one scale.
 */
public final class QuantizationGroups {
    private final Model model;
    private final Map<Node, Node> parents = new IdentityHashMap<>();

    /**
     * Values with one scale.
     *
     * @param sources those that are computed, from which all the others are chosen
     * @param members all, the sources too
     */
    public record Group(List<Node> sources, List<Node> members) {
        public Group {
            sources = List.copyOf(sources);
            members = List.copyOf(members);
        }

        /** The range that holds those of all sources; empty where one has none. */
        Optional<Quantization.Range> range(Model model, Quantization quantization) {
            List<Quantization.Range> ranges = sources.stream()
                    .map(source -> quantization.ranges().get(model.name(source)))
                    .toList();
            return ranges.contains(null) ? Optional.empty() : ranges.stream().reduce(Quantization.Range::with);
        }
    }

    private QuantizationGroups(Model model) {
        this.model = model;
    }

    /** The groups of a flattened model, in the order of its layers. */
    public static List<Group> of(Model model) {
        QuantizationGroups groups = new QuantizationGroups(model);
        for (Node node : model.nodes()) {
            if (passes(node.layer())) {
                node.inputs().forEach(input -> groups.parents.put(groups.root(input), groups.root(node)));
            }
        }
        return groups.collect();
    }

    /** The range in which each value is kept in 8 bits; one object for all values of a group. */
    public static Map<Node, Quantization.Range> ranges(Model model, Quantization quantization) {
        quantization.check(model);
        Map<Node, Quantization.Range> ranges = new IdentityHashMap<>();
        for (Group group : of(model)) {
            group.range(model, quantization)
                    .ifPresent(range -> group.members().forEach(member -> ranges.put(member, range)));
        }
        return ranges;
    }

    /** Whether the layer multiplies 8-bit inputs by 8-bit weights. */
    public static boolean multiplies(Layer layer) {
        return layer instanceof Conv2D || layer instanceof DepthwiseConv2D || layer instanceof Dense;
    }

    private static boolean passes(Layer layer) {
        return switch (layer) {
            case AveragePooling2D _,
                    Concatenate _,
                    Cropping2D _,
                    Dropout _,
                    Flatten _,
                    GlobalMaxPooling2D _,
                    MaxPooling2D _,
                    Reshape _,
                    ZeroPadding2D _ -> true;
            default -> false;
        };
    }

    private List<Group> collect() {
        Set<Node> wanted = new HashSet<>();
        for (Node node : model.nodes()) {
            if (multiplies(node.layer())) {
                wanted.add(root(node.inputs().getFirst()));
            }
        }
        Map<Node, List<Node>> members = new LinkedHashMap<>();
        for (Node node : model.nodes()) {
            if (wanted.contains(root(node))) {
                members.computeIfAbsent(root(node), any -> new ArrayList<>()).add(node);
            }
        }
        return members.values().stream()
                .map(all -> new Group(
                        all.stream().filter(node -> !passes(node.layer())).toList(), all))
                .toList();
    }

    private Node root(Node node) {
        Node root = node;
        while (parents.containsKey(root) && parents.get(root) != root) {
            root = parents.get(root);
        }
        return root;
    }
}
