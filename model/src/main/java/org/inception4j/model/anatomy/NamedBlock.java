package org.inception4j.model.anatomy;

import java.util.List;
import org.inception4j.model.Model;
import org.inception4j.model.Node;
import org.inception4j.model.Shape;
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
        return model.blocks().entrySet().stream()
                .map(block -> of(model, block.getKey(), block.getValue()))
                .toList();
    }

    private static NamedBlock of(Model model, String name, Node end) {
        List<Node> nodes = model.nodes().stream()
                .filter(node -> model.block(node).filter(name::equals).isPresent())
                .toList();
        return new NamedBlock(
                name,
                end.shape(),
                nodes.size(),
                Parameters.of(nodes),
                nodes.stream().mapToLong(Cost::multiplyAdds).sum());
    }
}
