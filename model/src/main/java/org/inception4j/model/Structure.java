package org.inception4j.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A model as values only, so that two models can be compared: nodes are referred to by their place in the list. */
record Structure(
        String name,
        boolean sequential,
        List<Use> uses,
        List<Integer> inputs,
        List<Exit> outputs,
        Map<String, Integer> blocks) {
    record Use(String name, Layer layer, boolean trainable, List<Integer> inputs) {}

    record Exit(String name, int node, float lossWeight, boolean auxiliary) {}

    static Structure of(Model model) {
        Map<Node, Integer> places = new HashMap<>();
        List<Use> uses = new ArrayList<>();
        for (Node node : model.nodes()) {
            List<Integer> inputs = node.inputs().stream().map(places::get).toList();
            uses.add(new Use(model.name(node), node.layer(), node.instance().trainable(), inputs));
            places.put(node, places.size());
        }
        Map<String, Integer> blocks = new HashMap<>();
        model.blocks().forEach((name, end) -> blocks.put(name, places.get(end)));
        List<Integer> inputs = model.inputs().stream().map(places::get).toList();
        List<Exit> outputs = model.outputs().stream()
                .map(out -> new Exit(out.name(), places.get(out.node()), out.lossWeight(), out.auxiliary()))
                .toList();
        return new Structure(model.name(), model.sequential(), uses, inputs, outputs, blocks);
    }
}
