package org.inception4j.model.summary;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.inception4j.model.Input;
import org.inception4j.model.LayerInstance;
import org.inception4j.model.Model;
import org.inception4j.model.NestedModel;
import org.inception4j.model.Node;
import org.inception4j.model.Shape;
import org.inception4j.model.WeightSpec;

/**
 * A model's layers as rows of data, for any style of table.
 *
 * @param chain whether each layer has one use and takes what the one before gives: then a table needs no connections
 * @param parameters how many numbers all weights hold together; {@code trainable} of them change in training
 */
public record Summary(String model, boolean chain, List<Row> rows, long parameters, long trainable) {
    /**
     * A layer, with all its uses.
     *
     * @param type the layer's class by Keras' name
     * @param shapes what comes out of each use, without the batch
     * @param connectedTo what each use takes, use after use: a layer's name and which use of that layer, from 0
     */
    public record Row(String name, String type, List<Shape> shapes, long parameters, List<Source> connectedTo) {
        private static final String INPUT = "InputLayer";

        boolean input() {
            return type.equals(INPUT);
        }

        /** What comes out of each use as Python writes it: {@code (None, 28, 28, 3)}. */
        List<String> batchedShapes() {
            return shapes.stream()
                    .map(shape -> shape.sizes().stream().map(String::valueOf).collect(joining(", ", "(None, ", ")")))
                    .toList();
        }
    }

    /** A use of a layer whose result goes into another. */
    public record Source(String layer, int use) {
        /** As Keras writes the first tensor of a use: {@code conv2d[0][0]}. */
        @Override
        public String toString() {
            return "%s[%d][0]".formatted(layer, use);
        }
    }

    /** The model's table in the style of Keras 2. */
    public static String text(Model model) {
        return text(model, SummaryStyle.KERAS_2);
    }

    public static String text(Model model, SummaryStyle style) {
        return of(model).text(style);
    }

    /** One row a layer, in the model's order; the input of a {@code Sequential} has none, as in Keras. */
    public static Summary of(Model model) {
        Map<LayerInstance, List<Node>> uses = new LinkedHashMap<>();
        for (Node node : model.nodes()) {
            uses.computeIfAbsent(node.instance(), _ -> new ArrayList<>()).add(node);
        }
        List<Row> rows = uses.values().stream()
                .filter(nodes -> !(model.sequential() && nodes.getFirst().layer() instanceof Input))
                .map(nodes -> row(model, nodes, uses))
                .toList();
        boolean chain = model.sequential()
                || inARow(model.nodes()) && uses.size() == model.nodes().size();
        return new Summary(model.name(), chain, rows, model.parameters(), model.trainableParameters());
    }

    /** Whether each node takes what the one before gives and nothing else; any of them may be an output. */
    private static boolean inARow(List<Node> nodes) {
        return IntStream.range(0, nodes.size())
                .allMatch(i -> nodes.get(i).inputs().equals(nodes.subList(Math.max(0, i - 1), i)));
    }

    /** How many numbers training by gradients does not change: moving averages and frozen layers. */
    public long nonTrainable() {
        return parameters - trainable;
    }

    /** Lines with {@code \n} after each. */
    public String text(SummaryStyle style) {
        return switch (style) {
            case KERAS_2 -> PlainTable.keras2(this);
            case TF_KERAS -> PlainTable.tfKeras(this);
            case KERAS_3 -> BoxTable.of(this);
        };
    }

    private static Row row(Model model, List<Node> uses, Map<LayerInstance, List<Node>> all) {
        Node first = uses.getFirst();
        List<Source> sources = uses.stream()
                .flatMap(use -> use.inputs().stream())
                .map(input ->
                        new Source(model.name(input), all.get(input.instance()).indexOf(input)))
                .toList();
        return new Row(
                model.name(first),
                type(first),
                uses.stream().map(Node::shape).toList(),
                model.weights(first).stream()
                        .map(WeightSpec::shape)
                        .mapToLong(Shape::elements)
                        .sum(),
                sources);
    }

    private static String type(Node node) {
        return switch (node.layer()) {
            case Input _ -> Row.INPUT;
            case NestedModel nested -> nested.className();
            default -> node.layer().getClass().getSimpleName();
        };
    }
}
