package org.inception4j.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Puts the layers of nested models in the place of the nested models; an inner layer is named {@code outer/inner}. */
final class Flattening {
    /** So that a nested model that is used twice shares its layers. */
    private final Map<Path, LayerInstance> instances = new HashMap<>();

    /** A layer under the names of the models around it. */
    private record Path(String prefix, LayerInstance layer) {}

    /** What stands around the nodes of one model: its name in the outer one with a slash, and whether that learns. */
    private record Place(Model model, String prefix, boolean trainable, Map<Node, Node> made) {
        String name(Node node) {
            return prefix + model.name(node);
        }

        boolean trainable(Node node) {
            return trainable && node.instance().trainable();
        }
    }

    private Flattening() {}

    static Model of(Model model) {
        if (model.nodes().stream().noneMatch(node -> node.layer() instanceof NestedModel)) {
            return model;
        }
        Place top = new Place(model, "", true, new HashMap<>());
        new Flattening().copyAll(top);
        List<Output> outputs = new ArrayList<>();
        for (Output output : model.outputs()) {
            outputs.add(
                    new Output(output.name(), top.made.get(output.node()), output.lossWeight(), output.auxiliary()));
        }
        Map<String, Node> blocks = new LinkedHashMap<>();
        model.blocks().forEach((name, end) -> blocks.put(name, top.made.get(end)));
        Model flat = Model.of(
                model.name(), model.inputs().stream().map(top.made::get).toList(), outputs);
        return flat.withBlocks(blocks);
    }

    private void copyAll(Place place) {
        for (Node node : place.model.nodes()) {
            if (!place.made.containsKey(node)) {
                place.made.put(node, copy(node, place));
            }
        }
    }

    private Node copy(Node node, Place place) {
        Node[] inputs = node.inputs().stream().map(place.made::get).toArray(Node[]::new);
        if (node.layer() instanceof NestedModel nested) {
            return inside(nested.model(), inputs[0], place.name(node), place.trainable(node));
        }
        return instances
                .computeIfAbsent(
                        new Path(place.prefix, node.instance()),
                        _ -> new LayerInstance(node.layer(), place.name(node), place.trainable(node)))
                .on(inputs);
    }

    private Node inside(Model inner, Node input, String name, boolean trainable) {
        Place place = new Place(inner, name + "/", trainable, new HashMap<>());
        place.made.put(inner.input(), input);
        copyAll(place);
        return place.made.get(inner.output().node());
    }
}
