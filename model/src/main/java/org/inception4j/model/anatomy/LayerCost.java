package org.inception4j.model.anatomy;

import java.util.List;
import org.inception4j.model.Layer;
import org.inception4j.model.Model;
import org.inception4j.model.Node;
import org.inception4j.model.Shape;
import org.inception4j.model.Size;
import org.inception4j.model.summary.Cost;

/**
 * What a layer with a kernel costs for one picture: {@link #values} x {@link #numbersEach} = {@code multiplyAdds}.
 *
 * @param kernel height and width; 1x1 for a dense layer
 * @param channels that come in
 * @param multiplyAdds as {@link Cost} counts them
 * @param parameters of the layer, biases among them
 */
public record LayerCost(String layer, Size kernel, int channels, Shape output, long multiplyAdds, long parameters) {
    /** The layers of the trunk that multiply, branch after branch; normalisation and pooling do not. */
    public static List<LayerCost> of(Model model) {
        return Structure.of(model).trunk().stream()
                .flatMap(stage -> stage.nodes().stream())
                .filter(node -> Category.of(node.layer()).hasKernel())
                .map(node -> of(model, node))
                .toList();
    }

    private static LayerCost of(Model model, Node node) {
        Layer layer = node.layer();
        return new LayerCost(
                model.name(node),
                Kernels.size(layer),
                node.inputs().getFirst().shape().channels(),
                node.shape(),
                Cost.multiplyAdds(node),
                Parameters.of(node));
    }

    /** How many numbers come out. */
    public long values() {
        return output.elements();
    }

    /** How many products are summed for each of them. */
    public long numbersEach() {
        return multiplyAdds / values();
    }
}
