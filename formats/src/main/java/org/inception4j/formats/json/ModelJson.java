package org.inception4j.formats.json;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.inception4j.formats.FormatException;
import org.inception4j.model.Layer;
import org.inception4j.model.LayerInstance;
import org.inception4j.model.Model;
import org.inception4j.model.Node;
import org.inception4j.model.Output;

/**
 * A model as JSON and back, exactly; the same model gives the same text. Nodes stand after their inputs, so that no text can hold
 * a cycle. A node is referred to by its layer's name, a later use of a shared layer by name and number of the use.
 */
public final class ModelJson {
    private static final String FORMAT = "inception4j model";
    private static final int VERSION = 1;

    /** The largest published networks have some thousands; more than this is no network but an attack on the reader's time. */
    private static final int MAX_NODES = 20_000;

    private ModelJson() {}

    public static String write(Model model) {
        return JsonText.write(tree(model));
    }

    /** As {@link #write}, as maps, lists, strings and numbers. */
    static Map<String, Object> tree(Model model) {
        Map<Node, Object> references = new IdentityHashMap<>();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("format", FORMAT);
        json.put("version", VERSION);
        json.put("name", model.name());
        json.put("sequential", model.sequential());
        json.put("nodes", nodes(model, references));
        json.put("inputs", model.inputs().stream().map(references::get).toList());
        json.put(
                "outputs",
                model.outputs().stream()
                        .map(output -> output(output, references))
                        .toList());
        if (!model.blocks().isEmpty()) {
            json.put("blocks", blocks(model, references));
        }
        return json;
    }

    private static List<Object> blocks(Model model, Map<Node, Object> references) {
        List<Object> blocks = new ArrayList<>();
        model.blocks().forEach((name, end) -> {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("name", name);
            json.put("end", references.get(end));
            blocks.add(json);
        });
        return blocks;
    }

    /**
     * @param place what messages call the text
     */
    public static Model read(String json, String place) throws FormatException {
        return read(JsonValue.parse(json, place));
    }

    static Model read(JsonValue root) throws FormatException {
        checkVersion(root);
        root.checkFields(Set.of("format", "version", "name", "sequential", "nodes", "inputs", "outputs", "blocks"));
        Uses uses = uses(root.field("nodes"));
        List<Node> inputs = uses.all(root.field("inputs"));
        List<Output> outputs = new ArrayList<>();
        for (JsonValue output : root.field("outputs").elements()) {
            outputs.add(output(output, uses));
        }
        try {
            Model model = uses.checked(root, Model.of(root.field("name").string(), inputs, outputs));
            Model whole = root.field("sequential").bool() ? model.asSequential() : model;
            return root.has("blocks") ? whole.withBlocks(ends(root.field("blocks"), uses)) : whole;
        } catch (IllegalArgumentException wrong) {
            throw new FormatException(root.place(), wrong);
        }
    }

    private static Map<String, Node> ends(JsonValue blocks, Uses uses) throws FormatException {
        Map<String, Node> ends = new LinkedHashMap<>();
        for (JsonValue block : blocks.elements()) {
            block.checkFields(Set.of("name", "end"));
            String name = block.field("name").string();
            if (ends.put(name, uses.one(block.field("end"))) != null) {
                throw block.refused("is a second block named %s".formatted(name), "give each its own name");
            }
        }
        return ends;
    }

    private static List<Object> nodes(Model model, Map<Node, Object> references) {
        Map<LayerInstance, Integer> uses = new IdentityHashMap<>();
        List<Object> nodes = new ArrayList<>();
        for (Node node : model.nodes()) {
            int use = uses.merge(node.instance(), 1, Integer::sum) - 1;
            references.put(node, use == 0 ? model.name(node) : reference(model.name(node), use));
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("name", model.name(node));
            json.put("inputs", node.inputs().stream().map(references::get).toList());
            if (use == 0) {
                json.put("layer", RecordJson.write(node.layer(), Layer.class));
                if (!node.instance().trainable()) {
                    json.put("trainable", false);
                }
            }
            nodes.add(json);
        }
        return nodes;
    }

    private static Map<String, Object> reference(String name, int use) {
        Map<String, Object> reference = new LinkedHashMap<>();
        reference.put("name", name);
        reference.put("use", use);
        return reference;
    }

    private static Map<String, Object> output(Output output, Map<Node, Object> references) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", output.name());
        json.put("node", references.get(output.node()));
        json.put("lossWeight", output.lossWeight());
        json.put("auxiliary", output.auxiliary());
        return json;
    }

    private static Output output(JsonValue json, Uses uses) throws FormatException {
        json.checkFields(Set.of("name", "node", "lossWeight", "auxiliary"));
        if (json.field("name").string().isBlank()) {
            throw json.field("name").refused("is blank", "give the output a name");
        }
        return new Output(
                json.field("name").string(),
                uses.one(json.field("node")),
                json.field("lossWeight").float32(),
                json.field("auxiliary").bool());
    }

    private static void checkVersion(JsonValue root) throws FormatException {
        if (!root.field("format").string().equals(FORMAT)) {
            throw root.field("format")
                    .refused(
                            "is \"%s\" and not \"%s\""
                                    .formatted(root.field("format").string(), FORMAT),
                            "give the JSON of a model");
        }
        if (root.field("version").int32() != VERSION) {
            throw root.field("version")
                    .refused(
                            "is %d and this library reads %d"
                                    .formatted(root.field("version").int32(), VERSION),
                            "use the library's version that wrote it");
        }
    }

    private static Uses uses(JsonValue nodes) throws FormatException {
        List<JsonValue> elements = nodes.elements();
        if (elements.size() > MAX_NODES) {
            throw nodes.refused("has %d nodes".formatted(elements.size()), "give at most %d".formatted(MAX_NODES));
        }
        Uses uses = new Uses();
        for (JsonValue node : elements) {
            uses.add(node);
        }
        return uses;
    }

    /** The nodes read so far, by the names of their layers and the order of use. */
    private static final class Uses {
        private final Map<String, LayerInstance> instances = new HashMap<>();
        private final Map<String, List<Node>> nodes = new LinkedHashMap<>();
        private int count;

        void add(JsonValue json) throws FormatException {
            json.checkFields(Set.of("name", "inputs", "layer", "trainable"));
            String name = json.field("name").string();
            Node[] inputs = all(json.field("inputs")).toArray(Node[]::new);
            try {
                if (json.has("layer")) {
                    define(json, name);
                }
                nodes.computeIfAbsent(name, _ -> new ArrayList<>())
                        .add(instance(json, name).on(inputs));
                count++;
            } catch (IllegalArgumentException wrong) {
                throw new FormatException(json.place(), wrong);
            }
        }

        private void define(JsonValue json, String name) throws FormatException {
            Layer layer = RecordJson.read(json.field("layer"), Layer.class);
            LayerInstance named = layer.named(name);
            boolean frozen = json.has("trainable") && !json.field("trainable").bool();
            if (instances.putIfAbsent(name, frozen ? named.withTrainable(false) : named) != null) {
                throw json.refused(
                        "a second layer is named %s".formatted(name),
                        "give each layer its own name, or leave out the field layer to share the first");
            }
        }

        private LayerInstance instance(JsonValue json, String name) throws FormatException {
            LayerInstance instance = instances.get(name);
            if (instance == null) {
                throw json.refused(
                        "the field layer is missing and no node before is named %s".formatted(name),
                        "give the layer at its first use");
            }
            return instance;
        }

        List<Node> all(JsonValue references) throws FormatException {
            List<Node> found = new ArrayList<>();
            for (JsonValue reference : references.elements()) {
                found.add(one(reference));
            }
            return found;
        }

        Node one(JsonValue reference) throws FormatException {
            if (reference.isString()) {
                return one(reference, reference.string(), 0);
            }
            reference.checkFields(Set.of("name", "use"));
            return one(
                    reference,
                    reference.field("name").string(),
                    reference.field("use").int32());
        }

        private Node one(JsonValue reference, String name, int use) throws FormatException {
            List<Node> uses = nodes.getOrDefault(name, List.of());
            if (use < 0 || use >= uses.size()) {
                throw reference.refused(
                        "refers to use %d of %s, which is not among the nodes before".formatted(use, name),
                        "list each node after its inputs");
            }
            return uses.get(use);
        }

        /** A node that no output needs would be lost silently. */
        Model checked(JsonValue root, Model model) throws FormatException {
            if (model.nodes().size() != count) {
                throw root.field("nodes")
                        .refused(
                                "has %d nodes and the outputs need %d of them"
                                        .formatted(count, model.nodes().size()),
                                "leave the others out");
            }
            return model;
        }
    }
}
