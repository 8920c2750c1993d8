package org.inception4j.formats.keras;

import java.util.Optional;
import java.util.Set;
import org.inception4j.formats.FormatException;
import org.inception4j.formats.json.JsonValue;
import org.inception4j.model.Rescaling;

/** {@code x / 127.5 - 1}, written with operators in the middle of a graph: each is a layer of its own, a {@link Rescaling} here. */
final class Arithmetic {
    private static final Set<String> DIVISIONS = Set.of("TrueDivide", "Divide", "math.truediv", "math.divide");

    private Arithmetic() {}

    /** @return empty if the layer is no arithmetic with a number */
    static Optional<Rescaling> of(JsonValue layer, Call call) throws FormatException {
        if (call.number().isEmpty()) {
            return Optional.empty();
        }
        JsonValue value = call.number().get();
        double number = value.float64();
        boolean first = call.numberFirst();
        String operation = operation(layer);
        return switch (operation) {
            case String over when first && DIVISIONS.contains(over) -> throw unknown(value, over);
            case String over when DIVISIONS.contains(over) -> Optional.of(rescaling(value, 1 / number, 0));
            case "Multiply", "math.multiply" -> Optional.of(rescaling(value, number, 0));
            case "Add", "math.add", "__operators__.add" -> Optional.of(rescaling(value, 1, number));
            case "Subtract", "math.subtract" ->
                Optional.of(first ? rescaling(value, -1, number) : rescaling(value, 1, -number));
            default -> throw unknown(value, operation);
        };
    }

    private static FormatException unknown(JsonValue number, String operation) {
        return number.refused(
                "%s of this number is not known".formatted(operation),
                "known are sums, differences and products with a number, and quotients by one");
    }

    private static Rescaling rescaling(JsonValue number, double scale, double offset) throws FormatException {
        try {
            return Rescaling.of(scale, offset);
        } catch (IllegalArgumentException refused) {
            throw new FormatException(number.place(), refused);
        }
    }

    /** The class in Keras 3; in tf.keras a function of TensorFlow's. */
    private static String operation(JsonValue layer) throws FormatException {
        String className = layer.field("class_name").string();
        JsonValue config = layer.field("config");
        return className.equals("TFOpLambda") && config.has("function")
                ? config.field("function").string()
                : className;
    }
}
