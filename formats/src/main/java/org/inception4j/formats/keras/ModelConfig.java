package org.inception4j.formats.keras;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.inception4j.formats.FormatException;
import org.inception4j.formats.json.JsonValue;
import org.inception4j.model.Input;
import org.inception4j.model.Model;
import org.inception4j.model.Node;
import org.inception4j.model.Shape;

/**
 * A model from its JSON: {@code model_config} of Keras 1 and 2, {@code config.json} of Keras 3.
 *
 * @param path where Keras 3 keeps the model's weights; empty for the outermost
 */
record ModelConfig(JsonValue json, String path, Beside beside) {
    /** The largest published networks have some thousands. */
    private static final int MAX_LAYERS = 20_000;

    /** @param inputs the shapes that a nested model gets; none for the outermost */
    Model model(List<Shape> inputs) throws IOException {
        return inputs.isEmpty()
                ? built(inputs)
                : new ModelConfig(json, path, beside.withInput(inputs.getFirst())).built(inputs);
    }

    private Model built(List<Shape> inputs) throws IOException {
        try {
            return switch (json.field("class_name").string()) {
                case "Functional", "Model" -> new GraphConfig(this).model();
                case "Sequential" -> sequential(inputs);
                case String other ->
                    throw json.refused(
                            "is of the class %s".formatted(other), "known are Functional, Model and Sequential");
            };
        } catch (IllegalArgumentException refused) {
            throw new FormatException(json.place(), refused);
        }
    }

    String name() throws FormatException {
        String name = NodeReader.name(json);
        return name.isEmpty() ? "sequential" : name;
    }

    /** The configurations of its layers, each with the place of its weights. */
    List<LayerConfig> layers() throws FormatException {
        JsonValue config = json.field("config");
        List<JsonValue> elements = (config.isList() ? config : config.field("layers")).elements();
        if (elements.size() > MAX_LAYERS) {
            throw json.refused(
                    "has %d layers".formatted(elements.size()), "models of at most %d are read".formatted(MAX_LAYERS));
        }
        LayerPaths paths = new LayerPaths(path);
        List<LayerConfig> layers = new ArrayList<>();
        for (JsonValue layer : elements) {
            String stored = paths.next(layer.field("class_name").string());
            layers.add(new LayerConfig(layer, stored, beside));
        }
        return layers;
    }

    private Model sequential(List<Shape> inputs) throws IOException {
        List<LayerConfig> layers = layers();
        if (layers.isEmpty()) {
            throw json.refused("has no layers", "give a model with layers");
        }
        boolean explicit = layers.getFirst().className().equals("InputLayer");
        Node first = explicit
                ? new NodeReader(layers.getFirst()).on(List.of())
                : input(layers.getFirst(), inputs).on();
        Node last = first;
        for (LayerConfig layer : explicit ? layers.subList(1, layers.size()) : layers) {
            last = new NodeReader(layer).on(List.of(last));
        }
        return Model.of(name(), first, last).asSequential();
    }

    /** Of a Sequential without a layer for it: the first layer's word, or the model's, or that of what it stands on. */
    private Input input(LayerConfig first, List<Shape> inputs) throws FormatException {
        Optional<Input> said = Shapes.input(first.json(), beside.input());
        if (said.isPresent()) {
            return said.get();
        }
        if (json.field("config").isObject()) {
            Optional<Input> built = Shapes.input(json, beside.input());
            if (built.isPresent()) {
                return built.get();
            }
        }
        if (inputs.isEmpty()) {
            throw json.refused("does not say what shape comes in", "call the model on data and save it again");
        }
        return new Input(inputs.getFirst());
    }
}
