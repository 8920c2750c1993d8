package org.inception4j.formats.onnx;

import java.io.IOException;
import java.util.List;
import org.inception4j.model.ActivationFunction;
import org.inception4j.model.BatchNormalization;
import org.inception4j.model.Conv2D;
import org.inception4j.model.Dense;
import org.inception4j.model.DepthwiseConv2D;
import org.inception4j.model.Initializer;
import org.inception4j.model.Layer;
import org.inception4j.model.LayerNormalization;
import org.inception4j.model.Node;
import org.inception4j.model.Padding;
import org.inception4j.model.Shape;
import org.inception4j.model.Size;
import org.inception4j.tensor.Tensor;

/** Operators of a foreign graph that have weights, as layers. */
final class ProductImport {
    private static final int KERNEL_AXES = 4;

    private final Building building;

    ProductImport(Building building) {
        this.building = building;
    }

    Value convolution(Call call) throws IOException {
        Node input = call.picture().node();
        GraphTensor kernel = call.known(1);
        Tensor numbers = building.read(kernel);
        int groups = call.size("group", call.whole("group", 1));
        int channels = input.shape().channels();
        if (numbers.shape().rank() != KERNEL_AXES || (long) numbers.shape().size(1) * groups != channels) {
            throw call.refused(
                    "has the kernel %s in %d groups on %d channels".formatted(numbers.shape(), groups, channels));
        }
        int filters = numbers.shape().size(0);
        boolean depthwise = groups > 1 && groups == channels && filters % channels == 0;
        Layer layer = depthwise
                ? depthwise(call, numbers.shape(), filters / channels)
                : convolution(call, numbers.shape(), groups);
        String name = building.unique(Building.name(call.operator(), kernel.name()));
        Node node = layer.named(name).on(input);
        building.weight(
                name,
                depthwise ? "depthwise_kernel" : "kernel",
                WeightOrder.fromOnnx(
                        numbers,
                        layer.weights(List.of(input.shape())).getFirst().shape()));
        bias(call, name, filters);
        return new Value.Picture(node, true);
    }

    private static Layer convolution(Call call, Shape kernel, int groups) throws IOException {
        int[] strides = call.sizes("strides", 1, 1);
        int[] dilations = call.sizes("dilations", 1, 1);
        return new Conv2D(
                kernel.size(0),
                kernelSize(call, kernel),
                Size.of(strides[0], strides[1]),
                padding(call),
                Size.of(dilations[0], dilations[1]),
                groups,
                ActivationFunction.LINEAR,
                call.has(2),
                Initializer.GLOROT_UNIFORM,
                Initializer.ZEROS);
    }

    private static Layer depthwise(Call call, Shape kernel, int multiplier) throws IOException {
        int[] strides = call.sizes("strides", 1, 1);
        int[] dilations = call.sizes("dilations", 1, 1);
        return new DepthwiseConv2D(
                kernelSize(call, kernel),
                Size.of(strides[0], strides[1]),
                padding(call),
                Size.of(dilations[0], dilations[1]),
                multiplier,
                ActivationFunction.LINEAR,
                call.has(2),
                Initializer.GLOROT_UNIFORM,
                Initializer.ZEROS);
    }

    private static Size kernelSize(Call call, Shape kernel) throws IOException {
        int[] said = call.sizes("kernel_shape", kernel.size(2), kernel.size(3));
        if (said[0] != kernel.size(2) || said[1] != kernel.size(3)) {
            throw call.refused(
                    "says kernel_shape %s and has the kernel %s".formatted(List.of(said[0], said[1]), kernel));
        }
        return Size.of(said[0], said[1]);
    }

    /** Of a convolution or pooling. */
    static Padding padding(Call call) throws IOException {
        return switch (call.text("auto_pad", "NOTSET")) {
            case "SAME_UPPER" -> Padding.SAME;
            case "VALID" -> Padding.VALID;
            case "NOTSET" -> {
                int[] pads = call.sizes("pads", 0, 0, 0, 0);
                boolean none = (pads[0] | pads[1] | pads[2] | pads[3]) == 0;
                yield none ? Padding.VALID : new Padding.Explicit(pads[0], pads[2], pads[1], pads[3]);
            }
            default -> throw call.refused("pads by the rule %s".formatted(call.text("auto_pad", "")));
        };
    }

    private void bias(Call call, String layer, int units) throws IOException {
        if (call.has(2)) {
            building.weight(layer, "bias", vector(call, 2, units));
        }
    }

    /** A known input of so many numbers, whatever sizes of 1 it has besides. */
    private Tensor vector(Call call, int input, int count) throws IOException {
        Tensor numbers = building.read(call.known(input));
        if (numbers.size() != count) {
            throw call.refused("has %s as input %d and needs %d numbers".formatted(numbers.shape(), input, count));
        }
        return numbers.reshaped(Shape.of(count));
    }

    Value gemm(Call call) throws IOException {
        if (call.flag("transA", false) || call.real("alpha", 1) != 1 || call.has(2) && call.real("beta", 1) != 1) {
            throw call.refused("transposes or scales what it multiplies");
        }
        return product(call, call.flag("transB", false), call.has(2));
    }

    Value product(Call call, boolean turned, boolean useBias) throws IOException {
        if (!(call.input(0) instanceof Value.Row row)) {
            throw call.refused("takes what is no vector");
        }
        GraphTensor matrix = call.known(1);
        Tensor numbers = building.read(matrix);
        int features = row.node().shape().channels();
        if (numbers.shape().rank() != 2 || numbers.shape().size(turned ? 1 : 0) != features) {
            throw call.refused("multiplies %d features by the matrix %s".formatted(features, numbers.shape()));
        }
        int units = numbers.shape().size(turned ? 0 : 1);
        String name = building.unique(Building.name(call.operator(), matrix.name()));
        Node node = Dense.of(units).withBias(useBias).named(name).on(row.node());
        building.weight(name, "kernel", kernel(numbers, turned, row.flattened()));
        if (useBias) {
            bias(call, name, units);
        }
        return Value.Row.of(node);
    }

    /** As (features, units), the features of a picture that was flattened with its channels first in this library's order. */
    private static Tensor kernel(Tensor matrix, boolean turned, Shape flattened) {
        int features = matrix.shape().size(turned ? 1 : 0);
        int units = matrix.shape().size(turned ? 0 : 1);
        float[] from = matrix.toArray();
        float[] to = new float[from.length];
        for (int feature = 0; feature < features; feature++) {
            int theirs = flattened == null ? feature : channelsFirst(feature, flattened);
            for (int unit = 0; unit < units; unit++) {
                to[feature * units + unit] = from[turned ? unit * features + theirs : theirs * units + unit];
            }
        }
        return Tensor.of(Shape.of(features, units), to);
    }

    private static int channelsFirst(int index, Shape picture) {
        int channels = picture.channels();
        return index % channels * (picture.height() * picture.width()) + index / channels;
    }

    /** A dense layer without bias that takes what is added to it. */
    Value withBias(Node dense, String name, Tensor bias) {
        building.weight(name, "bias", bias);
        return Value.Row.of(Building.replace(((Dense) dense.layer()).withBias(true), name, dense.inputs()));
    }

    Value batchNormalization(Call call) throws IOException {
        if (call.flag("training_mode", false)) {
            throw call.refused("is in training");
        }
        Node input =
                switch (call.input(0)) {
                    case Value.Picture(Node node, boolean channelsFirst) when channelsFirst -> node;
                    case Value.Row(Node node, Shape flattened) when flattened == null -> node;
                    default -> throw call.refused("takes what is no picture with its channels first");
                };
        BatchNormalization layer =
                new BatchNormalization(call.real("momentum", 0.9f), call.real("epsilon", 1e-5f), true, true, false);
        int channels = input.shape().channels();
        String name =
                building.unique(Building.name(call.operator(), call.known(1).name()));
        Node node = layer.named(name).on(input);
        building.weight(name, "gamma", vector(call, 1, channels));
        building.weight(name, "beta", vector(call, 2, channels));
        building.weight(name, "moving_mean", vector(call, 3, channels));
        building.weight(name, "moving_variance", vector(call, 4, channels));
        return input.shape().rank() == 1 ? Value.Row.of(node) : new Value.Picture(node, true);
    }

    Value layerNormalization(Call call) throws IOException {
        boolean last =
                switch (call.input(0)) {
                    case Value.Picture(Node _, boolean channelsFirst) -> !channelsFirst;
                    case Value.Row(Node _, Shape flattened) -> flattened == null;
                    case Value.Known _, Value.Sizes _, Value.Channel _ -> false;
                };
        long axis = call.whole("axis", -1);
        Node input = last ? Imports.node(call, 0) : null;
        if (input == null || axis != -1 && axis != input.shape().rank()) {
            throw call.refused("normalises other axes than the channels");
        }
        boolean center = call.has(2);
        LayerNormalization layer = new LayerNormalization(call.real("epsilon", 1e-5f), center, true);
        String name =
                building.unique(Building.name(call.operator(), call.known(1).name()));
        Node node = layer.named(name).on(input);
        building.weight(name, "gamma", vector(call, 1, input.shape().channels()));
        if (center) {
            building.weight(name, "beta", vector(call, 2, input.shape().channels()));
        }
        return Imports.like(call.input(0), node);
    }
}
