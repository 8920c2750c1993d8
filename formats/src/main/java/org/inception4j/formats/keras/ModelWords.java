package org.inception4j.formats.keras;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.inception4j.formats.FormatException;
import org.inception4j.model.Add;
import org.inception4j.model.Concatenate;
import org.inception4j.model.Input;
import org.inception4j.model.Layer;
import org.inception4j.model.LayerInstance;
import org.inception4j.model.Model;
import org.inception4j.model.NestedModel;
import org.inception4j.model.Node;
import org.inception4j.model.Output;
import org.inception4j.model.Shape;

/** A model as the {@code config.json} of Keras 3. */
final class ModelWords {
    private final Model model;
    private final Map<LayerInstance, String> names = new IdentityHashMap<>();
    private final Map<Node, List<Object>> histories = new HashMap<>();
    private final Map<LayerInstance, List<Object>> calls = new IdentityHashMap<>();

    private ModelWords(Model model) {
        this.model = model;
        nameLayers();
    }

    static Map<String, Object> of(Model model) throws FormatException {
        ModelWords words = new ModelWords(model);
        boolean sequential = model.sequential();
        return LayerWords.object(
                sequential ? "keras" : "keras.src.models.functional",
                sequential ? "Sequential" : "Functional",
                sequential ? words.sequential() : words.graph());
    }

    /** Keras 3 refuses names with a slash. */
    private void nameLayers() {
        Set<String> taken = new HashSet<>();
        for (Node node : model.nodes()) {
            if (!names.containsKey(node.instance())) {
                String name = model.name(node).replace('/', '_');
                while (!taken.add(name)) {
                    name += "_";
                }
                names.put(node.instance(), name);
            }
        }
    }

    private Map<String, Object> sequential() throws FormatException {
        Map<String, Object> config = named(model.name());
        List<Object> layers = new ArrayList<>();
        for (Node node : model.nodes()) {
            layers.add(layer(node));
        }
        config.put("layers", layers);
        config.put("build_input_shape", batched(model.input().shape()));
        return config;
    }

    private Map<String, Object> graph() throws FormatException {
        Map<LayerInstance, Map<String, Object>> layers = new LinkedHashMap<>();
        for (Node node : model.nodes()) {
            if (!layers.containsKey(node.instance())) {
                Map<String, Object> layer = layer(node);
                layer.put("name", names.get(node.instance()));
                layer.put("inbound_nodes", calls.computeIfAbsent(node.instance(), _ -> new ArrayList<>()));
                layers.put(node.instance(), layer);
            }
            addCall(node);
        }
        Map<String, Object> config = named(model.name());
        config.put("trainable", true);
        config.put("layers", new ArrayList<>(layers.values()));
        config.put("input_layers", ends(model.inputs()));
        config.put(
                "output_layers", ends(model.outputs().stream().map(Output::node).toList()));
        return config;
    }

    private void addCall(Node node) {
        List<Object> uses = calls.get(node.instance());
        histories.put(node, List.of(names.get(node.instance()), uses.size(), 0));
        if (node.layer() instanceof Input) {
            return;
        }
        List<Object> tensors = new ArrayList<>();
        node.inputs().forEach(input -> tensors.add(tensor(input)));
        boolean list = node.layer() instanceof Add || node.layer() instanceof Concatenate;
        Map<String, Object> call = new LinkedHashMap<>();
        call.put("args", list ? List.of(tensors) : tensors);
        call.put("kwargs", Map.of());
        uses.add(call);
    }

    private Map<String, Object> tensor(Node node) {
        Map<String, Object> config = new LinkedHashMap<>();
        config.put("shape", batched(node.shape()));
        config.put("dtype", "float32");
        config.put("keras_history", histories.get(node));
        Map<String, Object> tensor = new LinkedHashMap<>();
        tensor.put("class_name", "__keras_tensor__");
        tensor.put("config", config);
        return tensor;
    }

    /** A single one stands by itself, so that the model takes a tensor and not a list of one. */
    private List<?> ends(List<Node> nodes) {
        List<List<Object>> ends = nodes.stream().map(histories::get).toList();
        return ends.size() == 1 ? ends.getFirst() : ends;
    }

    private Map<String, Object> layer(Node node) throws FormatException {
        String name = names.get(node.instance());
        return switch (node.layer()) {
            case NestedModel nested -> {
                Map<String, Object> words = of(nested.model());
                Map<String, Object> config = named(name);
                config.putAll(fieldsWithoutName(words));
                config.put("trainable", node.instance().trainable());
                words.put("config", config);
                yield words;
            }
            case Input(Shape shape) -> {
                Map<String, Object> config = named(name);
                config.put("batch_shape", batched(shape));
                config.put("dtype", "float32");
                yield LayerWords.object("keras.layers", "InputLayer", config);
            }
            case Layer other -> {
                LayerWords words = LayerWords.of(other, "%s, layer %s".formatted(model.name(), name));
                Map<String, Object> config = named(name);
                config.put("trainable", node.instance().trainable());
                config.put("dtype", "float32");
                config.putAll(words.config());
                yield LayerWords.object("keras.layers", words.className(), config);
            }
        };
    }

    @SuppressWarnings("unchecked") // as it was put there above
    private static Map<String, Object> fieldsWithoutName(Map<String, Object> words) {
        Map<String, Object> config = new LinkedHashMap<>((Map<String, Object>) words.get("config"));
        config.remove("name");
        return config;
    }

    private static Map<String, Object> named(String name) {
        Map<String, Object> config = new LinkedHashMap<>();
        config.put("name", name);
        return config;
    }

    private static List<Object> batched(Shape shape) {
        List<Object> sizes = new ArrayList<>();
        sizes.add(null);
        sizes.addAll(shape.sizes());
        return sizes;
    }
}
