package org.inception4j.formats.onnx;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.inception4j.model.Activation;
import org.inception4j.model.ActivationFunction;
import org.inception4j.model.Add;
import org.inception4j.model.BatchNormalization;
import org.inception4j.model.Concatenate;
import org.inception4j.model.Dense;
import org.inception4j.model.Layer;
import org.inception4j.model.Node;
import org.inception4j.model.Normalization;
import org.inception4j.model.Rescaling;
import org.inception4j.model.Shape;
import org.inception4j.tensor.Tensor;

/** Sums, products and joins of a foreign graph, as layers. */
final class ArithmeticImport {
    private final Building building;
    private final ProductImport products;
    private final Map<String, Integer> uses;

    ArithmeticImport(Building building, ProductImport products, Map<String, Integer> uses) {
        this.building = building;
        this.products = products;
        this.uses = uses;
    }

    /** Of two inputs, the computed one and what it becomes with the known one: times this, plus that. */
    private record Known(int computed, int known) {
        static Known of(Call call) throws IOException {
            boolean firstKnown = call.input(0) instanceof Value.Known;
            return new Known(firstKnown ? 1 : 0, firstKnown ? 0 : 1);
        }
    }

    private static boolean oneIsKnown(Call call) {
        return call.inputs().size() == 2 && call.inputs().stream().anyMatch(Value.Known.class::isInstance);
    }

    Value sum(Call call) throws IOException {
        if (oneIsKnown(call)) {
            Known sides = Known.of(call);
            Tensor offset = building.read(call.known(sides.known));
            Value biased = biased(call, sides, offset);
            return biased != null ? biased : affine(call, sides, filled(offset, 1), offset.toArray());
        }
        return joined(call, Add.of());
    }

    /** What a dense layer without bias gives that nothing else takes, with a bias; null for all else. */
    private Value biased(Call call, Known sides, Tensor offset) throws IOException {
        String before = call.operator().inputs().get(sides.computed);
        boolean dense = call.input(sides.computed) instanceof Value.Row(Node node, Shape _)
                && node.layer() instanceof Dense layer
                && !layer.useBias()
                && layer.units() == offset.size();
        if (!dense || uses.getOrDefault(before, 0) != 1) {
            return null;
        }
        Node node = Imports.node(call, sides.computed);
        String name = node.instance().name().orElseThrow();
        return products.withBias(node, name, offset.reshaped(Shape.of(Math.toIntExact(offset.size()))));
    }

    Value difference(Call call) throws IOException {
        Known sides = knownSides(call);
        float[] known = building.read(call.known(sides.known)).toArray();
        boolean reversed = sides.known == 0;
        float[] scale = new float[known.length];
        Arrays.fill(scale, reversed ? -1 : 1);
        return affine(call, sides, scale, reversed ? known : negated(known));
    }

    Value product(Call call) throws IOException {
        if (!oneIsKnown(call)) {
            return gated(call);
        }
        Known sides = Known.of(call);
        float[] scale = building.read(call.known(sides.known)).toArray();
        return affine(call, sides, scale, new float[scale.length]);
    }

    Value quotient(Call call) throws IOException {
        Known sides = knownSides(call);
        if (sides.known == 0) {
            throw call.refused("divides by what it computes");
        }
        float[] scale = building.read(call.known(1)).toArray();
        for (int i = 0; i < scale.length; i++) {
            scale[i] = (float) (1.0 / scale[i]);
        }
        return affine(call, sides, scale, new float[scale.length]);
    }

    private static Known knownSides(Call call) throws IOException {
        if (!oneIsKnown(call)) {
            throw call.refused("takes two values that are computed");
        }
        return Known.of(call);
    }

    /** x times sigmoid(x). */
    private Value gated(Call call) throws IOException {
        if (call.inputs().size() == 2) {
            Node first = Imports.node(call, 0);
            Node second = Imports.node(call, 1);
            Node x = isSigmoidOf(second, first) ? first : isSigmoidOf(first, second) ? second : null;
            if (x != null) {
                Layer silu = Activation.of(ActivationFunction.SILU);
                return Imports.like(call.input(0), building.add(silu, Building.name(call.operator()), x));
            }
        }
        throw call.refused("multiplies values that are computed");
    }

    private static boolean isSigmoidOf(Node sigmoid, Node x) {
        return sigmoid.layer().equals(Activation.of(ActivationFunction.SIGMOID))
                && sigmoid.inputs().getFirst() == x;
    }

    /** The computed input times {@code scale} plus {@code offset}: one of each, or one for each channel. */
    private Value affine(Call call, Known sides, float[] scale, float[] offset) throws IOException {
        Value value = call.input(sides.computed);
        if (value instanceof Value.Channel(Value.Picture picture, int index, double s, double o) && scale.length == 1) {
            return new Value.Channel(picture, index, s * scale[0], o * scale[0] + offset[0]);
        }
        Node node = Imports.node(call, sides.computed);
        String name = Building.name(call.operator());
        if (scale.length == 1) {
            return Imports.like(value, building.add(new Rescaling(scale[0], offset[0]), name, node));
        }
        if (!alongChannels(call.known(sides.known).sizes(), value, node.shape().channels())) {
            throw call.refused("takes known numbers of the sizes %s, which are not one for each channel"
                    .formatted(call.known(sides.known).sizes()));
        }
        return Imports.like(value, affine(name, node, scale, offset));
    }

    private static boolean alongChannels(List<Long> sizes, Value value, int channels) {
        if (value instanceof Value.Row(Node _, Shape flattened) && flattened != null) {
            return false;
        }
        List<Long> significant = sizes.stream().dropWhile(size -> size == 1).toList();
        boolean first = value instanceof Value.Picture picture && picture.channelsFirst();
        long count = channels;
        return significant.equals(first ? List.of(count, 1L, 1L) : List.of(count));
    }

    private Node affine(String name, Node node, float[] scale, float[] offset) {
        List<Float> mean = new ArrayList<>();
        List<Float> variance = new ArrayList<>();
        for (int i = 0; i < scale.length; i++) {
            mean.add((float) (-offset[i] / (double) scale[i]));
            variance.add((float) (1 / ((double) scale[i] * scale[i])));
        }
        boolean normalising = mean.stream().allMatch(Float::isFinite)
                && variance.stream().allMatch(v -> v > 0 && Float.isFinite(v))
                && isPositive(scale);
        return normalising
                ? building.add(Normalization.of(mean, variance), name, node)
                : frozen(building.unique(name), node, scale, offset);
    }

    /** Any numbers: a batch normalisation that normalises nothing and never learns. */
    private Node frozen(String name, Node node, float[] scale, float[] offset) {
        Shape channels = Shape.of(scale.length);
        float[] ones = new float[scale.length];
        Arrays.fill(ones, 1);
        building.weight(name, "gamma", Tensor.of(channels, scale));
        building.weight(name, "beta", Tensor.of(channels, offset));
        building.weight(name, "moving_mean", Tensor.zeros(channels));
        building.weight(name, "moving_variance", Tensor.of(channels, ones));
        Layer layer = BatchNormalization.of().withEpsilon(Float.MIN_NORMAL);
        return layer.named(name).withTrainable(false).on(node);
    }

    Value concatenation(Call call) throws IOException {
        Value first = call.input(0);
        long axis = call.whole("axis", 1);
        long counted = axis < 0 ? axis + Imports.axes(first) : axis;
        if (counted != Imports.channelAxis(first)) {
            throw call.refused("joins along the axis %d and not along the channels".formatted(axis));
        }
        if (first instanceof Value.Channel) {
            return transformed(call);
        }
        return call.inputs().size() == 1 ? first : joined(call, Concatenate.of());
    }

    private Value joined(Call call, Layer layer) throws IOException {
        Value first = call.input(0);
        Node[] nodes = new Node[call.inputs().size()];
        for (int i = 0; i < nodes.length; i++) {
            nodes[i] = Imports.node(call, i);
            if (!Imports.like(call.input(i), nodes[0]).equals(Imports.like(first, nodes[0]))
                    || call.input(i) instanceof Value.Row(Node _, Shape flattened) && flattened != null) {
                throw call.refused("takes values whose axes are in different orders");
            }
        }
        return Imports.like(first, building.add(layer, Building.name(call.operator(), ""), nodes));
    }

    /** All channels of a picture, each scaled and shifted by itself. */
    private Value transformed(Call call) throws IOException {
        List<Value> inputs = call.inputs();
        float[] scale = new float[inputs.size()];
        float[] offset = new float[inputs.size()];
        Value.Picture picture = ((Value.Channel) inputs.getFirst()).picture();
        for (int i = 0; i < inputs.size(); i++) {
            if (!(inputs.get(i) instanceof Value.Channel(Value.Picture from, int index, double s, double o))
                    || from.node() != picture.node()
                    || index != i) {
                throw call.refused("joins channels of a picture in another order");
            }
            scale[i] = (float) s;
            offset[i] = (float) o;
        }
        if (inputs.size() != picture.node().shape().channels()) {
            throw call.refused("joins %d of %d channels"
                    .formatted(inputs.size(), picture.node().shape().channels()));
        }
        return new Value.Picture(affine(Building.name(call.operator()), picture.node(), scale, offset), true);
    }

    /** One channel of a picture. */
    Value channel(Call call) throws IOException {
        Value.Picture picture = call.picture();
        List<Long> index = call.wholes(1);
        int channels = picture.node().shape().channels();
        if (call.whole("axis", 0) != 1 || index.size() != 1 || index.getFirst() < 0 || index.getFirst() >= channels) {
            throw call.refused("takes other parts than a channel");
        }
        return new Value.Channel(picture, index.getFirst().intValue(), 1, 0);
    }

    private static float[] filled(Tensor like, float value) {
        float[] values = new float[Math.toIntExact(like.size())];
        Arrays.fill(values, value);
        return values;
    }

    private static boolean isPositive(float[] values) {
        for (float value : values) {
            if (!(value > 0)) {
                return false;
            }
        }
        return true;
    }

    private static float[] negated(float[] values) {
        float[] negated = new float[values.length];
        for (int i = 0; i < negated.length; i++) {
            negated[i] = -values[i];
        }
        return negated;
    }
}
