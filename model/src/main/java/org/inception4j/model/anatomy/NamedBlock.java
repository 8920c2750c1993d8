package org.inception4j.model.anatomy;

import java.util.List;
import java.util.function.Predicate;
import org.inception4j.model.Model;
import org.inception4j.model.Node;
import org.inception4j.model.Shape;
import org.inception4j.model.WeightSpec;
import org.inception4j.model.summary.Cost;

/**
 * One of a model's named parts ({@link Model#blocks}).
 *
 * @param output what comes out of it
 * @param layers how many there are in it
 */
public record NamedBlock(String name, Shape output, int layers, long parameters, long multiplyAdds) {
    /** In the model's order; empty if its parts have no names. */
    public static List<NamedBlock> of(Model model) {
        return of(model, Parameters.ALL);
    }

    /** As {@link #of(Model)}, with those weights only that count as parameters. */
    public static List<NamedBlock> of(Model model, Predicate<WeightSpec> counted) {
        return model.blocks().entrySet().stream()
                .map(block -> of(model, counted, block.getKey(), block.getValue()))
                .toList();
    }

    private static NamedBlock of(Model model, Predicate<WeightSpec> counted, String name, Node end) {
        List<Node> nodes = model.nodes().stream()
                .filter(node -> model.block(node).filter(name::equals).isPresent())
                .toList();
        return new NamedBlock(
                name,
                end.shape(),
                nodes.size(),
                Parameters.of(nodes, counted),
                nodes.stream().mapToLong(Cost::multiplyAdds).sum());
    }
}
