package org.inception4j.formats.onnx;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.inception4j.model.BatchNormalization;
import org.inception4j.model.LayerNormalization;
import org.inception4j.model.LocalResponseNormalization;
import org.inception4j.model.Normalization;
import org.inception4j.model.Rescaling;
import org.inception4j.model.Shape;

/** Normalisations as operators. */
final class Normalizations {
    private static final int PICTURE = 3;

    private final GraphBuilder graph;

    Normalizations(GraphBuilder graph) {
        this.graph = graph;
    }

    /** @param weights those that the layer has, in its order */
    String batch(BatchNormalization layer, String name, String input, Shape shape, List<String> weights) {
        Iterator<String> given = weights.iterator();
        List<String> inputs = new ArrayList<>();
        inputs.add(channelsSecond(name, input, shape));
        inputs.add(layer.scale() ? given.next() : filled(name + "/gamma", shape.channels(), 1));
        inputs.add(layer.center() ? given.next() : filled(name + "/beta", shape.channels(), 0));
        given.forEachRemaining(inputs::add);
        Map<String, Attribute> attributes =
                Attribute.all("epsilon", Attribute.of(layer.epsilon()), "momentum", Attribute.of(layer.momentum()));
        if (!between(shape)) {
            return graph.add("BatchNormalization", name, inputs, attributes);
        }
        String normal = graph.add("BatchNormalization", name + "/normal", inputs, attributes);
        return graph.transpose(name, normal, lastBehindSecond(shape.rank()));
    }

    String layer(LayerNormalization layer, String name, String input, Shape shape, List<String> weights) {
        Iterator<String> given = weights.iterator();
        boolean picture = shape.rank() == PICTURE;
        List<String> inputs = new ArrayList<>();
        inputs.add(picture ? graph.transpose(name + "/channels_last", input, 0, 2, 3, 1) : input);
        inputs.add(layer.scale() ? given.next() : filled(name + "/gamma", shape.channels(), 1));
        given.forEachRemaining(inputs::add);
        Map<String, Attribute> attributes =
                Attribute.all("axis", Attribute.of(-1L), "epsilon", Attribute.of(layer.epsilon()));
        String normal = graph.add("LayerNormalization", picture ? name + "/normal" : name, inputs, attributes);
        return picture ? graph.transpose(name, normal, 0, 3, 1, 2) : normal;
    }

    /** ONNX divides alpha by the size as this library does. */
    String local(LocalResponseNormalization layer, String name, String input) {
        Map<String, Attribute> attributes = Attribute.all(
                "size", Attribute.of((long) layer.size()),
                "alpha", Attribute.of(layer.alpha()),
                "beta", Attribute.of(layer.beta()),
                "bias", Attribute.of(layer.k()));
        return graph.add("LRN", name, List.of(input), attributes);
    }

    String given(Normalization layer, String name, String input, Shape shape) {
        int channels = shape.channels();
        float[] mean = new float[channels];
        float[] deviation = new float[channels];
        for (int channel = 0; channel < channels; channel++) {
            mean[channel] = layer.mean().get(channel);
            deviation[channel] = (float) Math.sqrt(layer.variance().get(channel));
        }
        List<Long> sizes = shape.rank() == PICTURE ? List.of((long) channels, 1L, 1L) : List.of((long) channels);
        String around0 = graph.add("Sub", name + "/around_0", input, graph.numbers(name + "/mean", sizes, mean));
        return graph.add("Div", name, around0, graph.numbers(name + "/deviation", sizes, deviation));
    }

    String rescaled(Rescaling layer, String name, String input) {
        String scaled = graph.add("Mul", name + "/scaled", input, graph.scalar(name + "/scale", layer.scale()));
        return graph.add("Add", name, scaled, graph.scalar(name + "/offset", layer.offset()));
    }

    /** ONNX normalises the second axis, behind the batch. */
    private String channelsSecond(String name, String input, Shape shape) {
        return between(shape)
                ? graph.transpose(name + "/channels_first", input, secondBehindFirst(shape.rank()))
                : input;
    }

    /** True for shapes whose channels the graph does not have as the second axis. */
    private static boolean between(Shape shape) {
        return shape.rank() != PICTURE && shape.rank() > 1;
    }

    private static long[] secondBehindFirst(int rank) {
        long[] order = new long[rank + 1];
        order[1] = rank;
        for (int axis = 2; axis <= rank; axis++) {
            order[axis] = axis - 1L;
        }
        return order;
    }

    private static long[] lastBehindSecond(int rank) {
        long[] order = new long[rank + 1];
        for (int axis = 1; axis < rank; axis++) {
            order[axis] = axis + 1L;
        }
        order[rank] = 1;
        return order;
    }

    private String filled(String name, int channels, float value) {
        float[] values = graph.room(channels);
        Arrays.fill(values, value);
        return graph.numbers(name, Collections.singletonList((long) channels), values);
    }
}
