package org.inception4j.formats.keras;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.inception4j.formats.FormatException;
import org.inception4j.formats.json.JsonValue;

/**
 * A use of a layer in a configuration: lists of Keras 1 and 2, or arguments of Keras 3.
 *
 * @param number that the layer is called with besides, as arithmetic is
 * @param numberFirst whether it stands before the input
 */
record Call(JsonValue json, List<Reference> inputs, Optional<JsonValue> number, boolean numberFirst) {
    private static final String TENSOR = "__keras_tensor__";

    /** What a call may be given besides its inputs: it changes training, or nothing. */
    private static final Set<String> ARGUMENTS = Set.of("training", "mask", "name");

    /** The second operand of TensorFlow's arithmetic. */
    private static final String OPERAND = "y";

    static Call of(JsonValue json) throws FormatException {
        return json.isObject() ? ofArguments(json) : ofLists(json);
    }

    private static Call ofLists(JsonValue json) throws FormatException {
        List<JsonValue> elements = json.elements();
        boolean single = !elements.isEmpty() && elements.getFirst().isString();
        List<Reference> inputs = new ArrayList<>();
        Optional<JsonValue> number = Optional.empty();
        for (JsonValue input : single ? List.of(json) : elements) {
            inputs.add(Reference.of(input));
            List<JsonValue> parts = input.elements();
            if (parts.size() > 3 && parts.get(3).isObject()) {
                number = numberIn(parts.get(3));
            }
        }
        return new Call(json, inputs, number, false);
    }

    private static Call ofArguments(JsonValue json) throws FormatException {
        List<Reference> inputs = new ArrayList<>();
        List<JsonValue> numbers = new ArrayList<>();
        boolean first = false;
        for (JsonValue argument : json.field("args").elements()) {
            first |= argument.isNumber() && inputs.isEmpty();
            add(argument, inputs, numbers);
        }
        if (json.has("kwargs")) {
            numberIn(json.field("kwargs")).ifPresent(numbers::add);
        }
        return new Call(json, inputs, numbers.stream().findFirst(), first);
    }

    private static void add(JsonValue argument, List<Reference> inputs, List<JsonValue> numbers)
            throws FormatException {
        if (argument.isList()) {
            for (JsonValue element : argument.elements()) {
                add(element, inputs, numbers);
            }
        } else if (argument.isNumber() && numbers.isEmpty()) {
            numbers.add(argument);
        } else if (argument.isObject()
                && argument.has("class_name")
                && argument.field("class_name").string().equals(TENSOR)) {
            inputs.add(Reference.of(argument.field("config").field("keras_history")));
        } else {
            throw argument.refused("is no result of a layer", "call layers on layers' results only");
        }
    }

    private static Optional<JsonValue> numberIn(JsonValue arguments) throws FormatException {
        Optional<JsonValue> number = Optional.empty();
        for (Map.Entry<String, JsonValue> argument : arguments.fields().entrySet()) {
            JsonValue value = argument.getValue();
            if (argument.getKey().equals(OPERAND) && value.isNumber()) {
                number = Optional.of(value);
            } else if (!ARGUMENTS.contains(argument.getKey()) && !value.isNull()) {
                throw value.refused(
                        "the layer is called with %s, which is not known".formatted(argument.getKey()),
                        "known are mask, name, training");
            }
        }
        return number;
    }
}
