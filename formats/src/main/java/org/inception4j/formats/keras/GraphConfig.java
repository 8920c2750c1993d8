package org.inception4j.formats.keras;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.inception4j.formats.FormatException;
import org.inception4j.formats.json.JsonValue;
import org.inception4j.model.Input;
import org.inception4j.model.Model;
import org.inception4j.model.Node;
import org.inception4j.model.Output;
import org.inception4j.model.spelling.Spelling;

/** A graph of layers that refer to each other by name and number of use, in any order. */
final class GraphConfig {
    /** Similar names are sought among those of so many letters, since it takes the product of the lengths. */
    private static final int LONGEST_COMPARED = 100;

    private final ModelConfig config;
    private final Map<Reference, Node> made = new HashMap<>();
    private final Map<Reference, List<Use>> waiting = new LinkedHashMap<>();
    private final Deque<Use> ready = new ArrayDeque<>();
    private final Map<String, JsonValue> names = new LinkedHashMap<>();

    /** A use of a layer that is not yet built; {@code open} counts the inputs that are missing. */
    private static final class Use {
        private final NodeReader layer;
        private final Reference result;
        private final List<Reference> inputs;
        private int open;

        Use(NodeReader layer, Reference result, List<Reference> inputs) {
            this.layer = layer;
            this.result = result;
            this.inputs = inputs;
            this.open = inputs.size();
        }
    }

    GraphConfig(ModelConfig config) {
        this.config = config;
    }

    Model model() throws IOException {
        for (LayerConfig layer : config.layers()) {
            addUses(layer);
        }
        while (!ready.isEmpty()) {
            build(ready.remove());
        }
        List<Node> inputs = ends("input_layers");
        for (Node input : inputs) {
            if (!(input.layer() instanceof Input)) {
                throw config.json().refused("takes %s as an input".formatted(input), "list its input layers only");
            }
        }
        List<Output> outputs =
                ends("output_layers").stream().map(node -> Output.of("", node)).toList();
        return Model.of(config.name(), inputs, outputs);
    }

    private void addUses(LayerConfig layer) throws IOException {
        JsonValue json = layer.json();
        String name = json.has("name") ? json.field("name").string() : NodeReader.name(json);
        if (names.put(name, json) != null) {
            throw json.refused("is a second layer named %s".formatted(name), "give each its own name");
        }
        NodeReader reader = new NodeReader(layer);
        List<JsonValue> uses = json.field("inbound_nodes").elements();
        if (uses.isEmpty()) {
            ready.add(new Use(reader, new Reference(name, 0), List.of()));
        }
        for (int i = 0; i < uses.size(); i++) {
            Call call = Call.of(uses.get(i));
            reader.calculate(Arithmetic.of(json, call));
            Use use = new Use(reader, new Reference(name, i), call.inputs());
            if (use.open == 0) {
                throw uses.get(i).refused("has no inputs", "save the model again");
            }
            use.inputs.forEach(input ->
                    waiting.computeIfAbsent(input, _ -> new ArrayList<>()).add(use));
        }
    }

    private void build(Use use) throws IOException {
        Node node = use.layer.on(use.inputs.stream().map(made::get).toList());
        made.put(use.result, node);
        for (Use waits : waiting.getOrDefault(use.result, List.of())) {
            waits.open--;
            if (waits.open == 0) {
                ready.add(waits);
            }
        }
    }

    private List<Node> ends(String field) throws FormatException {
        JsonValue json = config.json().field("config").field(field);
        List<Node> nodes = new ArrayList<>();
        for (Reference reference : Reference.ofList(json)) {
            Node node = made.get(reference);
            if (node == null) {
                throw neverBuilt(json, reference);
            }
            nodes.add(node);
        }
        return nodes;
    }

    /** What stops the walk is a name that is not there, or a circle. */
    private FormatException neverBuilt(JsonValue json, Reference wanted) {
        for (Reference reference : waiting.keySet()) {
            if (!names.containsKey(reference.layer())) {
                return noSuch(json, reference.layer());
            }
        }
        return names.containsKey(wanted.layer())
                ? json.refused(
                        "%s waits for itself, or for a use of a layer that is not there".formatted(wanted.layer()),
                        "save the model again")
                : noSuch(json, wanted.layer());
    }

    private FormatException noSuch(JsonValue json, String name) {
        List<String> comparable = names.keySet().stream()
                .filter(known -> known.length() <= LONGEST_COMPARED)
                .toList();
        String shown = name.length() <= LONGEST_COMPARED ? name : name.substring(0, LONGEST_COMPARED) + "…";
        return json.refused(
                "there is no layer %s".formatted(shown),
                Spelling.nearest(shown, comparable)
                        .map("did you mean %s?"::formatted)
                        .orElse("save the model again"));
    }
}
