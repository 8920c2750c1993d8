package org.inception4j.formats.keras;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.inception4j.formats.FormatException;
import org.inception4j.formats.json.JsonValue;

/**
 * A layer's result in a configuration: {@code ["conv2d", 0, 0]} or, in Keras 3, a {@code __keras_tensor__} whose
 * {@code keras_history} is that list.
 *
 * @param use which of the layer's calls
 */
record Reference(String layer, int use) {
    private static final String TENSOR = "__keras_tensor__";

    /** What a call may be given besides its inputs: it changes training, or nothing. */
    private static final Set<String> ARGUMENTS = Set.of("training", "mask", "name");

    /** The inputs of a call: lists of Keras 1 and 2, or arguments of Keras 3. */
    static List<Reference> ofCall(JsonValue call) throws FormatException {
        if (!call.isObject()) {
            return ofList(call);
        }
        List<Reference> inputs = new ArrayList<>();
        for (JsonValue argument : call.field("args").elements()) {
            addTensors(argument, inputs);
        }
        if (call.has("kwargs")) {
            checkArguments(call.field("kwargs"));
        }
        return inputs;
    }

    private static void addTensors(JsonValue argument, List<Reference> inputs) throws FormatException {
        if (argument.isList()) {
            for (JsonValue element : argument.elements()) {
                addTensors(element, inputs);
            }
        } else if (argument.isObject()
                && argument.has("class_name")
                && argument.field("class_name").string().equals(TENSOR)) {
            inputs.add(of(argument.field("config").field("keras_history")));
        } else {
            throw argument.refused("is no result of a layer", "call layers on layers' results only");
        }
    }

    private static void checkArguments(JsonValue arguments) throws FormatException {
        for (Map.Entry<String, JsonValue> argument : arguments.fields().entrySet()) {
            if (!ARGUMENTS.contains(argument.getKey()) && !argument.getValue().isNull()) {
                throw argument.getValue()
                        .refused(
                                "the layer is called with %s, which is not known".formatted(argument.getKey()),
                                "known are mask, name, training");
            }
        }
    }

    /** One reference or a list of them; Keras 3 has names before them where inputs are a dictionary. */
    static List<Reference> ofList(JsonValue json) throws FormatException {
        if (json.isObject()) {
            List<Reference> named = new ArrayList<>();
            for (JsonValue one : json.fields().values()) {
                named.addAll(ofList(one));
            }
            return named;
        }
        List<JsonValue> elements = json.elements();
        if (!elements.isEmpty() && elements.getFirst().isString()) {
            return List.of(of(json));
        }
        List<Reference> references = new ArrayList<>();
        for (JsonValue element : elements) {
            references.add(of(element));
        }
        return references;
    }

    private static Reference of(JsonValue json) throws FormatException {
        List<JsonValue> parts = json.elements();
        if (parts.size() < 3) {
            throw json.refused("has %d parts".formatted(parts.size()), "give layer, use and number of its result");
        }
        if (parts.get(2).int32() != 0) {
            throw json.refused("asks for the second result of a layer", "only layers with one result are known");
        }
        if (parts.size() > 3 && parts.get(3).isObject()) {
            checkArguments(parts.get(3));
        }
        return new Reference(parts.get(0).string(), parts.get(1).int32());
    }
}
