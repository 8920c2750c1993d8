package org.inception4j.formats.keras;

import java.util.ArrayList;
import java.util.List;
import org.inception4j.formats.FormatException;
import org.inception4j.formats.json.JsonValue;

/**
 * A layer's result in a configuration: {@code ["conv2d", 0, 0]} or, in Keras 3, a {@code __keras_tensor__} whose
 * {@code keras_history} is that list.
 *
 * @param use which of the layer's calls
 */
record Reference(String layer, int use) {
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

    static Reference of(JsonValue json) throws FormatException {
        List<JsonValue> parts = json.elements();
        if (parts.size() < 3) {
            throw json.refused("has %d parts".formatted(parts.size()), "give layer, use and number of its result");
        }
        if (parts.get(2).int32() != 0) {
            throw json.refused("asks for the second result of a layer", "only layers with one result are known");
        }
        return new Reference(parts.get(0).string(), parts.get(1).int32());
    }
}
