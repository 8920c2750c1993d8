package org.inception4j.formats.torch;

import java.util.Arrays;
import java.util.List;
import org.inception4j.formats.FeatureOrder;
import org.inception4j.model.Dense;
import org.inception4j.model.Node;
import org.inception4j.model.SeparableConv2D;
import org.inception4j.model.Shape;
import org.inception4j.model.WeightSpec;

/**
 * A weight of a layer as PyTorch has it.
 *
 * @param parameter below the layer's module: {@code weight}, {@code running_mean}, {@code pointwise.weight}
 * @param sizes in PyTorch's order of axes
 * @param order from there to ours
 */
record TorchWeight(WeightSpec spec, String parameter, List<Long> sizes, AxisOrder order) {
    /** @param node the layer's use, which says where its features come from */
    static TorchWeight of(Node node, WeightSpec spec) {
        String kind = spec.name().substring(spec.name().lastIndexOf('/') + 1);
        Shape shape = spec.shape();
        String parameter = parameter(node, kind);
        return switch (kind) {
            case "kernel" -> node.layer() instanceof Dense ? dense(node, spec) : convolution(spec, parameter);
            case "pointwise_kernel" -> convolution(spec, parameter);
            case "depthwise_kernel" ->
                new TorchWeight(
                        spec,
                        parameter,
                        sizes(shape.size(2) * shape.size(3), 1, shape.size(0), shape.size(1)),
                        AxisOrder.of(shape, 2, 3, 0, 1));
            default -> new TorchWeight(spec, parameter, sizes(shape.toArray()), AxisOrder.same(shape));
        };
    }

    private static String parameter(Node node, String kind) {
        if (node.layer() instanceof SeparableConv2D) {
            return kind.equals("depthwise_kernel")
                    ? "depthwise.weight"
                    : "pointwise." + (kind.equals("bias") ? "bias" : "weight");
        }
        return switch (kind) {
            case "kernel", "depthwise_kernel", "gamma" -> "weight";
            case "beta" -> "bias";
            case "moving_mean" -> "running_mean";
            case "moving_variance" -> "running_var";
            default -> kind;
        };
    }

    /** (outputs, inputs, height, width) there, (height, width, inputs, outputs) here. */
    private static TorchWeight convolution(WeightSpec spec, String parameter) {
        Shape shape = spec.shape();
        return new TorchWeight(
                spec,
                parameter,
                sizes(shape.size(3), shape.size(2), shape.size(0), shape.size(1)),
                AxisOrder.of(shape, 3, 2, 0, 1));
    }

    /** (outputs, inputs) there, and a flattened picture's inputs run over its channels first. */
    private static TorchWeight dense(Node node, WeightSpec spec) {
        Shape shape = spec.shape();
        int[] features = FeatureOrder.of(node.inputs().getFirst());
        return new TorchWeight(
                spec,
                "weight",
                sizes(shape.size(1), shape.size(0)),
                AxisOrder.of(shape, 1, 0).withIndices(1, features));
    }

    private static List<Long> sizes(int... sizes) {
        return Arrays.stream(sizes).mapToObj(size -> (long) size).toList();
    }
}
