package org.inception4j.formats.onnx;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.inception4j.model.Model;
import org.inception4j.model.Node;
import org.inception4j.model.Output;
import org.inception4j.model.Shape;

/** A whole model as a graph: its inputs and outputs under their names, its layers between. */
final class GraphWriter {
    static final String BATCH = "batch";
    private static final int PICTURE = 3;

    private final GraphBuilder graph;
    private final Model model;
    private final OnnxOptions options;
    private final Translation translation;

    /** Values that are outputs already. */
    private final Set<String> done = new HashSet<>();

    private GraphWriter(Model model, OnnxOptions options, long room) {
        this.graph = new GraphBuilder(room);
        this.model = model;
        this.options = options;
        this.translation = new Translation(graph, model);
    }

    /** The graph of a model; its auxiliary heads are left out. The same model and options give the same graph. */
    static Graph of(Model model, OnnxOptions options) {
        return of(model, options, Long.MAX_VALUE);
    }

    /** @param room more bytes of constants than this are refused by {@link IllegalArgumentException} */
    static Graph of(Model model, OnnxOptions options, long room) {
        return new GraphWriter(model.inference().flattened(), options, room).graph();
    }

    private Graph graph() {
        graph.reserve(model.inputs().stream().map(model::name).toList());
        graph.reserve(model.outputs().stream().map(Output::name).toList());
        graph.reserve(model.weights().keySet());
        List<GraphValue> inputs = new ArrayList<>();
        for (Node input : model.inputs()) {
            inputs.add(input(input));
        }
        translation.translate();
        List<GraphValue> outputs = new ArrayList<>();
        for (Output output : model.outputs()) {
            outputs.add(output(output));
        }
        return graph.graph(model.name(), inputs, outputs);
    }

    private GraphValue input(Node node) {
        String name = model.name(node);
        Optional<PixelInput> pixels = options.pixels();
        if (pixels.isPresent()) {
            translation.enter(node, prepared(pixels.get(), node));
            DataType type = pixels.get().bytes() ? DataType.UINT8 : DataType.FLOAT;
            return new GraphValue(name, type.code(), sizes(node.shape(), PictureLayout.NHWC));
        }
        boolean turned = node.shape().rank() == PICTURE && options.layout() == PictureLayout.NHWC;
        translation.enter(node, turned ? translation.channelsFirst(name + "/channels_first", name) : name);
        return new GraphValue(name, DataType.FLOAT.code(), sizes(node.shape(), options.layout()));
    }

    /** Numbers as the network takes them, of pixels. */
    private String prepared(PixelInput pixels, Node node) {
        String name = model.name(node);
        if (model.inputs().size() != 1
                || node.shape().rank() != PICTURE
                || node.shape().channels() != 3) {
            throw new IllegalArgumentException(
                    "%s: the input %s is %s, which no pixels can be made to; leave out pixels, or give a model of one picture of 3 channels"
                            .formatted(model.name(), name, node.shape()));
        }
        String value = pixels.bytes() ? cast(name) : name;
        if (pixels.reversed()) {
            value = graph.add(
                    "Gather",
                    name + "/reversed",
                    List.of(value, graph.wholes(name + "/order", 2, 1, 0)),
                    Attribute.all("axis", Attribute.of(3L)));
        }
        String scale = graph.numbers(name + "/scale", List.of(3L), floats(pixels.scale()));
        String offset = graph.numbers(name + "/offset", List.of(3L), floats(pixels.offset()));
        value = graph.add("Mul", name + "/scaled", value, scale);
        value = graph.add("Add", name + "/normalised", value, offset);
        return translation.channelsFirst(name + "/channels_first", value);
    }

    private String cast(String input) {
        long type = DataType.FLOAT.code();
        return graph.add("Cast", input + "/float", List.of(input), Attribute.all("to", Attribute.of(type)));
    }

    /** Under its own name, which the operator that gives it takes. */
    private GraphValue output(Output output) {
        Shape shape = output.node().shape();
        String value = translation.of(output.node());
        if (shape.rank() == PICTURE && options.layout() == PictureLayout.NHWC) {
            translation.channelsLast(output.name() + "/channels_last", value);
            graph.renameLast(output.name());
        } else if (!done.add(value) || !graph.rename(value, output.name())) {
            graph.add("Identity", output.name() + "/output", value);
            graph.renameLast(output.name());
        } else {
            translation.renamed(value, output.name());
            done.add(output.name());
        }
        return new GraphValue(output.name(), DataType.FLOAT.code(), sizes(shape, options.layout()));
    }

    private List<GraphValue.Dimension> sizes(Shape shape, PictureLayout layout) {
        List<GraphValue.Dimension> sizes = new ArrayList<>();
        sizes.add(options.batch() == 0 ? new GraphValue.Dimension(0, BATCH) : GraphValue.Dimension.of(options.batch()));
        if (shape.rank() == PICTURE && layout == PictureLayout.NCHW) {
            sizes.add(GraphValue.Dimension.of(shape.channels()));
            sizes.add(GraphValue.Dimension.of(shape.height()));
            sizes.add(GraphValue.Dimension.of(shape.width()));
        } else {
            shape.sizes().forEach(size -> sizes.add(GraphValue.Dimension.of(size)));
        }
        return sizes;
    }

    private static float[] floats(List<Float> values) {
        float[] array = new float[values.size()];
        for (int i = 0; i < array.length; i++) {
            array[i] = values.get(i);
        }
        return array;
    }
}
