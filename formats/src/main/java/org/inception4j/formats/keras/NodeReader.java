package org.inception4j.formats.keras;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.inception4j.formats.FormatException;
import org.inception4j.formats.json.JsonValue;
import org.inception4j.model.Add;
import org.inception4j.model.Layer;
import org.inception4j.model.LayerInstance;
import org.inception4j.model.NestedModel;
import org.inception4j.model.Node;
import org.inception4j.model.Rescaling;
import org.inception4j.model.Shape;

/** One layer of a configuration and its uses: the first makes the layer, later ones share its weights. */
final class NodeReader {
    /** The blocks of Keras' InceptionResNetV2, whose sums were Lambdas of (inputs, scale) before they were a class. */
    private static final Pattern RESIDUAL_SUM = Pattern.compile("block(35|17|8)(_\\d+)?");

    private final LayerConfig config;
    private Optional<Rescaling> arithmetic = Optional.empty();
    private LayerInstance made;

    NodeReader(LayerConfig config) {
        this.config = config;
    }

    /** Keras 1 to 3 have it in the configuration, which is a list for the oldest Sequential. */
    static String name(JsonValue layer) throws FormatException {
        JsonValue config = layer.field("config");
        if (config.isObject() && config.has("name")) {
            return config.field("name").string();
        }
        return layer.has("name") ? layer.field("name").string() : "";
    }

    /** This layer is nothing but arithmetic with a number, if there is one. */
    void calculate(Optional<Rescaling> rescaling) {
        arithmetic = rescaling;
    }

    /** Another use of the layer. */
    Node on(List<Node> inputs) throws IOException {
        try {
            Optional<Float> scale = scaleOfSum();
            return scale.isPresent()
                    ? scaledSum(scale.get(), inputs)
                    : instance(inputs).on(inputs.toArray(Node[]::new));
        } catch (IllegalArgumentException refused) {
            throw new FormatException(config.json().place(), refused);
        }
    }

    LayerInstance instance(List<Node> inputs) throws IOException {
        if (made == null) {
            Layer layer = arithmetic.isPresent()
                    ? arithmetic.get()
                    : layer(inputs.stream().map(Node::shape).toList());
            String name = name(config.json());
            made = (name.isEmpty() ? layer.shared() : layer.named(name)).withTrainable(trainable());
        }
        return made;
    }

    private Layer layer(List<Shape> inputs) throws IOException {
        return switch (config.className()) {
            case "InputLayer" ->
                Shapes.input(config.json(), config.beside().input())
                        .orElseThrow(() -> config.json().refused("has no shape", "save the model again"));
            case "Functional", "Model", "Sequential" ->
                NestedModel.of(new ModelConfig(config.json(), config.path(), config.beside()).model(inputs));
            default -> config.layer(inputs);
        };
    }

    private boolean trainable() throws FormatException {
        JsonValue fields = config.json().field("config");
        return !fields.isObject() || new LayerFields(fields).flagOr(true, "trainable");
    }

    /** The scale is read from the arguments; the code beside them is not looked at. */
    private Optional<Float> scaleOfSum() throws FormatException {
        JsonValue fields = config.json().field("config");
        return switch (config.className()) {
            case LayerConfig.SUM -> Optional.of(new LayerFields(fields).floatOr(1, "scale"));
            case "Lambda" -> {
                Optional<JsonValue> arguments = new LayerFields(fields).find("arguments");
                boolean sum = RESIDUAL_SUM.matcher(name(config.json())).matches()
                        && arguments.isPresent()
                        && arguments.get().fields().keySet().equals(Set.of("scale"));
                yield sum ? Optional.of(arguments.get().field("scale").float32()) : Optional.empty();
            }
            default -> Optional.empty();
        };
    }

    /** {@code inputs[0] + scale * inputs[1]}. */
    private Node scaledSum(float scale, List<Node> inputs) throws FormatException {
        if (inputs.size() != 2) {
            throw config.json().refused("sums %d inputs".formatted(inputs.size()), "give two");
        }
        String name = name(config.json());
        if (scale == 1) { // the last block's
            return Add.of().named(name).on(inputs.toArray(Node[]::new));
        }
        Node scaled = Rescaling.of(scale, 0).named(name + "/scale").on(inputs.get(1));
        return Add.of().named(name).on(inputs.get(0), scaled);
    }
}
