package org.inception4j.model.summary;

import java.util.List;
import java.util.function.LongSupplier;
import org.inception4j.model.Activation;
import org.inception4j.model.AdaptiveAveragePooling2D;
import org.inception4j.model.Add;
import org.inception4j.model.AveragePooling2D;
import org.inception4j.model.BatchNormalization;
import org.inception4j.model.Concatenate;
import org.inception4j.model.Conv2D;
import org.inception4j.model.Cropping2D;
import org.inception4j.model.Dense;
import org.inception4j.model.DepthwiseConv2D;
import org.inception4j.model.Dropout;
import org.inception4j.model.Flatten;
import org.inception4j.model.GlobalAveragePooling2D;
import org.inception4j.model.GlobalMaxPooling2D;
import org.inception4j.model.Input;
import org.inception4j.model.LayerNormalization;
import org.inception4j.model.LocalResponseNormalization;
import org.inception4j.model.MaxPooling2D;
import org.inception4j.model.Model;
import org.inception4j.model.NestedModel;
import org.inception4j.model.Node;
import org.inception4j.model.Normalization;
import org.inception4j.model.Rescaling;
import org.inception4j.model.Reshape;
import org.inception4j.model.SeparableConv2D;
import org.inception4j.model.WeightSpec;
import org.inception4j.model.ZeroPadding2D;

/**
 * What one use of a layer costs for one example, forwards.
 *
 * @param multiplyAdds of the kernels only, as papers count them: biases, activations, pooling and normalisation are left out
 */
public record Cost(String layer, long multiplyAdds) {
    /** The cost of each node, in the model's order; auxiliary heads are among them. */
    public static List<Cost> table(Model model) {
        return model.nodes().stream()
                .map(node -> new Cost(model.name(node), multiplyAdds(node)))
                .toList();
    }

    /** The sum over all nodes; for what inference costs ask for that of {@link Model#inference()}. */
    public static long multiplyAdds(Model model) {
        return counted(
                model.name(),
                () -> model.nodes().stream().mapToLong(Cost::multiplyAdds).reduce(0, Math::addExact));
    }

    /** One that costs 2^63 or more is refused, as is a model. */
    public static long multiplyAdds(Node node) {
        String place =
                node.instance().name().orElseGet(() -> node.layer().getClass().getSimpleName());
        return counted(place, () -> exactMultiplyAdds(node));
    }

    private static long counted(String place, LongSupplier count) {
        try {
            return count.getAsLong();
        } catch (ArithmeticException overflow) {
            throw new IllegalArgumentException(
                    place + ": costs more multiply-adds than can be counted; give smaller shapes", overflow);
        }
    }

    private static long exactMultiplyAdds(Node node) {
        return switch (node.layer()) {
            case Conv2D _, DepthwiseConv2D _, SeparableConv2D _, Dense _ ->
                Math.multiplyExact(kernelNumbers(node), positions(node));
            case NestedModel nested -> multiplyAdds(nested.model());
            case Activation _,
                    AdaptiveAveragePooling2D _,
                    Add _,
                    AveragePooling2D _,
                    BatchNormalization _,
                    Concatenate _,
                    Cropping2D _,
                    Dropout _,
                    Flatten _,
                    GlobalAveragePooling2D _,
                    GlobalMaxPooling2D _,
                    Input _,
                    LayerNormalization _,
                    LocalResponseNormalization _,
                    MaxPooling2D _,
                    Normalization _,
                    Rescaling _,
                    Reshape _,
                    ZeroPadding2D _ -> 0;
        };
    }

    /** Each number of a kernel is multiplied once at each position; a bias is the weight of rank 1. */
    private static long kernelNumbers(Node node) {
        return node.layer().weights(node.inputShapes()).stream()
                .map(WeightSpec::shape)
                .filter(shape -> shape.rank() > 1)
                .mapToLong(shape -> shape.elements())
                .sum();
    }

    private static long positions(Node node) {
        return node.shape().elements() / node.shape().channels();
    }
}
