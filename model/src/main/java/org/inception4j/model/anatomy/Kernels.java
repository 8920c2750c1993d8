package org.inception4j.model.anatomy;

import org.inception4j.model.Conv2D;
import org.inception4j.model.DepthwiseConv2D;
import org.inception4j.model.Layer;
import org.inception4j.model.SeparableConv2D;
import org.inception4j.model.Size;

/** What convolutions have in common. */
final class Kernels {
    private Kernels() {}

    /** How much of the picture one output sees; 1x1 for what is no convolution. */
    static Size size(Layer layer) {
        return switch (layer) {
            case Conv2D conv -> conv.kernelSize();
            case DepthwiseConv2D conv -> conv.kernelSize();
            case SeparableConv2D conv -> conv.kernelSize();
            default -> Size.ONE;
        };
    }

    /** Whether the stage begins with convolutions that look at neighbours. */
    static boolean seesNeighbours(Stage stage) {
        return switch (stage) {
            case Unit unit -> size(unit.layer()).area() > 1;
            case Split split ->
                split.branches().stream().allMatch(branch -> !branch.isEmpty() && seesNeighbours(branch.getFirst()));
        };
    }

    /** Whether it is a 1x1 convolution that leaves fewer channels than it takes. */
    static boolean narrows(Stage stage) {
        return stage instanceof Unit unit
                && unit.layer() instanceof Conv2D conv
                && conv.kernelSize().equals(Size.ONE)
                && conv.strides().equals(Size.ONE)
                && conv.filters() < unit.main().inputs().getFirst().shape().channels();
    }
}
