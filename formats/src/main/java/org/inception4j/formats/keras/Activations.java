package org.inception4j.formats.keras;

import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.inception4j.formats.FormatException;
import org.inception4j.formats.json.JsonValue;
import org.inception4j.model.ActivationFunction;

/** Keras' ways to say which activation a layer has. */
final class Activations {
    /** Keras' functions by name, with the defaults of their arguments. */
    private static final Map<String, ActivationFunction> BY_NAME = Map.ofEntries(
            Map.entry("linear", ActivationFunction.LINEAR),
            Map.entry("relu", ActivationFunction.RELU),
            Map.entry("relu6", ActivationFunction.RELU6),
            Map.entry("leaky_relu", ActivationFunction.leakyRelu(0.2f)),
            Map.entry("elu", ActivationFunction.ELU),
            Map.entry("selu", ActivationFunction.SELU),
            Map.entry("gelu", ActivationFunction.GELU),
            Map.entry("silu", ActivationFunction.SILU),
            Map.entry("swish", ActivationFunction.SILU),
            Map.entry("sigmoid", ActivationFunction.SIGMOID),
            Map.entry("tanh", ActivationFunction.TANH),
            Map.entry("softmax", ActivationFunction.SOFTMAX));

    private Activations() {}

    /** The field {@code activation} of a layer; none is linear. */
    static ActivationFunction of(LayerFields fields) throws FormatException {
        Optional<JsonValue> value = fields.find("activation");
        return value.isPresent() ? of(value.get()) : ActivationFunction.LINEAR;
    }

    /** A name, a function as Keras 3 writes it, or one of the layers that are activations. */
    private static ActivationFunction of(JsonValue value) throws FormatException {
        if (value.isString()) {
            return named(value);
        }
        JsonValue className = value.field("class_name");
        if (className.string().equals("function")) {
            return named(value.field("config"));
        }
        LayerFields fields = new LayerFields(value.field("config"));
        Optional<ActivationFunction> layer = ofLayer(className.string(), fields);
        return layer.isPresent() ? layer.get() : named(className);
    }

    private static ActivationFunction named(JsonValue name) throws FormatException {
        ActivationFunction function = BY_NAME.get(name.string());
        if (function == null) {
            throw name.refused(
                    "there is no activation %s".formatted(name.string()),
                    "known are " + String.join(", ", new TreeSet<>(BY_NAME.keySet())));
        }
        return function;
    }

    /** Of the layers that are nothing but an activation; empty for all other layers. */
    static Optional<ActivationFunction> ofLayer(String className, LayerFields fields) throws FormatException {
        return switch (className) {
            case "Activation" -> Optional.of(of(fields));
            case "ReLU" -> Optional.of(relu(fields));
            case "LeakyReLU" ->
                Optional.of(ActivationFunction.leakyRelu(fields.floatOr(0.3, "negative_slope", "alpha")));
            case "ELU" -> Optional.of(ActivationFunction.elu(fields.floatOr(1, "alpha")));
            case "Softmax" -> {
                fields.checkLastAxis(-1, "axis");
                yield Optional.of(ActivationFunction.SOFTMAX);
            }
            case "Identity" -> Optional.of(ActivationFunction.LINEAR);
            default -> Optional.empty();
        };
    }

    private static ActivationFunction relu(LayerFields fields) throws FormatException {
        float slope = fields.floatOr(0, "negative_slope");
        float threshold = fields.floatOr(0, "threshold");
        float most = fields.floatOr(Float.POSITIVE_INFINITY, "max_value");
        if (threshold == 0 && slope == 0 && most == 6) {
            return ActivationFunction.RELU6;
        } else if (threshold == 0 && Float.isInfinite(most)) {
            return slope == 0 ? ActivationFunction.RELU : ActivationFunction.leakyRelu(slope);
        }
        throw fields.json()
                .refused(
                        "is a ReLU with max_value %s, negative_slope %s and threshold %s"
                                .formatted(most, slope, threshold),
                        "known are those without threshold, with max_value 6 or with a slope alone");
    }
}
