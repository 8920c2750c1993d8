package org.inception4j.formats.onnx;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.inception4j.model.Flatten;
import org.inception4j.model.GlobalAveragePooling2D;
import org.inception4j.model.GlobalMaxPooling2D;
import org.inception4j.model.Layer;
import org.inception4j.model.Node;
import org.inception4j.model.Reshape;
import org.inception4j.model.Shape;

/** Operators of a foreign graph that only say how numbers stand. */
final class ShapeImport {
    private static final int PICTURES = 4;
    private static final int ROWS = 2;

    private final Building building;
    private final Map<String, Integer> uses;

    /** @param uses how often each value is taken */
    ShapeImport(Building building, Map<String, Integer> uses) {
        this.building = building;
        this.uses = uses;
    }

    Value flatten(Call call) throws IOException {
        if (call.whole("axis", 1) != 1) {
            throw call.refused("flattens the batch");
        }
        return flattened(call);
    }

    private Value flattened(Call call) throws IOException {
        if (!(call.input(0) instanceof Value.Picture(Node node, boolean channelsFirst))) {
            if (call.input(0) instanceof Value.Row row) {
                return row;
            }
            throw call.refused("flattens what is no picture");
        }
        Shape shape = node.shape();
        boolean onePixel = shape.height() == 1 && shape.width() == 1;
        if (onePixel && uses.getOrDefault(call.operator().inputs().getFirst(), 0) == 1) {
            Layer vector = vector(node.layer());
            if (vector != null) {
                return Value.Row.of(
                        Building.replace(vector, node.instance().name().orElseThrow(), node.inputs()));
            }
        }
        Node flat = building.add(Flatten.of(), Building.name(call.operator(), ""), node);
        return new Value.Row(flat, channelsFirst && !onePixel ? shape : null);
    }

    /** A global pooling that gives a vector at once; null for other layers. */
    private static Layer vector(Layer layer) {
        return switch (layer) {
            case GlobalAveragePooling2D(boolean kept) when kept -> GlobalAveragePooling2D.of();
            case GlobalMaxPooling2D(boolean kept) when kept -> GlobalMaxPooling2D.of();
            default -> null;
        };
    }

    Value reshape(Call call) throws IOException {
        List<Long> shape = call.has(1) ? numbers(call, 1) : call.wholes("shape");
        Shape from = Imports.node(call, 0).shape();
        if (shape == null || !fits(shape, from)) {
            throw call.refused("makes %s of %s".formatted(shape, from));
        }
        Value input = call.input(0);
        if (shape.size() == ROWS) {
            return flattened(call);
        }
        if (shape.size() == PICTURES && input instanceof Value.Picture picture && same(shape, picture)) {
            return picture;
        }
        if (shape.size() == PICTURES && input instanceof Value.Row(Node node, Shape flattened) && flattened == null) {
            return picture(call, shape, node);
        }
        throw call.refused("makes %s of %s".formatted(shape, from));
    }

    /** Whether the sizes behind the batch hold as many numbers; one may be -1. */
    private static boolean fits(List<Long> shape, Shape from) {
        if (shape.size() != ROWS && shape.size() != PICTURES) {
            return false;
        }
        long known = 1;
        boolean open = false;
        for (long size : shape.subList(1, shape.size())) {
            if (size > from.elements() || size == 0 || size < -1 || open && size == -1) {
                return false;
            }
            open |= size == -1;
            known = size == -1 ? known : Math.multiplyExact(known, size);
        }
        return open ? from.elements() % known == 0 : known == from.elements();
    }

    private static boolean same(List<Long> shape, Value.Picture picture) {
        Shape from = picture.node().shape();
        int[] sizes =
                picture.channelsFirst() ? new int[] {from.channels(), from.height(), from.width()} : from.toArray();
        for (int i = 0; i < sizes.length; i++) {
            if (shape.get(i + 1) != -1 && shape.get(i + 1) != sizes[i]) {
                return false;
            }
        }
        return true;
    }

    /** One pixel with its channels first, or any picture with its channels last. */
    private Value picture(Call call, List<Long> shape, Node row) {
        long features = row.shape().elements();
        long others = shape.stream().skip(1).filter(size -> size != -1).reduce(1L, (a, b) -> a * b);
        int[] sizes = shape.stream()
                .skip(1)
                .mapToInt(size -> Math.toIntExact(size == -1 ? features / others : size))
                .toArray();
        boolean pixel = sizes[1] == 1 && sizes[2] == 1;
        Layer layer = pixel ? Reshape.of(1, 1, sizes[0]) : Reshape.of(sizes);
        return new Value.Picture(building.add(layer, Building.name(call.operator(), ""), row), pixel);
    }

    Value squeeze(Call call) throws IOException {
        List<Long> axes = axes(call);
        boolean channelsFirst = Imports.channelAxis(call.input(0)) == 1;
        List<Long> pixel = channelsFirst ? List.of(2L, 3L) : List.of(1L, 2L);
        List<Long> counted = axes.stream()
                .map(axis -> axis < 0 ? axis + PICTURES : axis)
                .sorted()
                .toList();
        Shape shape = Imports.node(call, 0).shape();
        if (!counted.equals(pixel) || shape.rank() != 3 || shape.height() * (long) shape.width() != 1) {
            throw call.refused("leaves out the axes %s".formatted(axes));
        }
        return flattened(call);
    }

    Value unsqueeze(Call call) throws IOException {
        List<Long> axes = axes(call);
        if (call.input(0) instanceof Value.Sizes sizes && axes.equals(List.of(0L))) {
            return sizes;
        }
        if (call.input(0) instanceof Value.Channel channel && axes.equals(List.of(1L))) {
            return channel;
        }
        if (call.input(0) instanceof Value.Row(Node node, Shape flattened)
                && flattened == null
                && axes.equals(List.of(2L, 3L))) {
            Layer pixel = Reshape.of(1, 1, node.shape().channels());
            return new Value.Picture(building.add(pixel, Building.name(call.operator(), ""), node), true);
        }
        throw call.refused("adds the axes %s".formatted(axes));
    }

    private static List<Long> axes(Call call) throws IOException {
        List<Long> axes = call.has(1) ? call.wholes(1) : call.wholes("axes");
        return axes == null ? List.of() : axes;
    }

    /** The sizes of a value, which older exporters ask for to flatten it. */
    Value sizes(Call call) throws IOException {
        Shape shape = Imports.node(call, 0).shape();
        if (call.hasAttribute("start") || call.hasAttribute("end")) {
            throw call.refused("gives a part of a shape");
        }
        List<Long> sizes = new ArrayList<>(List.of(-1L));
        if (call.input(0) instanceof Value.Picture picture && picture.channelsFirst()) {
            sizes.addAll(List.of((long) shape.channels(), (long) shape.height(), (long) shape.width()));
        } else {
            shape.sizes().forEach(size -> sizes.add((long) size));
        }
        return new Value.Sizes(sizes);
    }

    /** One size of those. */
    Value size(Call call) throws IOException {
        List<Long> sizes = numbers(call, 0);
        List<Long> index = call.wholes(1);
        if (call.whole("axis", 0) != 0 || index.size() != 1 || Math.abs(index.getFirst()) >= sizes.size()) {
            throw call.refused("takes the sizes %s of %d".formatted(index, sizes.size()));
        }
        int at = index.getFirst().intValue();
        return new Value.Sizes(List.of(sizes.get(at < 0 ? at + sizes.size() : at)));
    }

    static boolean isOfSizes(Call call) {
        return call.inputs().stream().anyMatch(Value.Sizes.class::isInstance);
    }

    /** Sizes and known numbers as one shape. */
    Value joined(Call call) throws IOException {
        List<Long> all = new ArrayList<>();
        for (int input = 0; input < call.inputs().size(); input++) {
            all.addAll(numbers(call, input));
            if (all.size() > PICTURES) {
                throw call.refused("makes a shape of more than %d sizes".formatted(PICTURES));
            }
        }
        return new Value.Sizes(all);
    }

    private static List<Long> numbers(Call call, int input) throws IOException {
        return call.input(input) instanceof Value.Sizes(List<Long> numbers) ? numbers : call.wholes(input);
    }

    Value transpose(Call call) throws IOException {
        List<Long> order = call.wholes("perm");
        if (call.input(0) instanceof Value.Picture(Node node, boolean channelsFirst) && order != null) {
            if (order.equals(channelsFirst ? List.of(0L, 2L, 3L, 1L) : List.of(0L, 3L, 1L, 2L))) {
                return new Value.Picture(node, !channelsFirst);
            }
        }
        throw call.refused("orders axes by %s".formatted(order));
    }
}
