package org.inception4j.formats.json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.inception4j.formats.FormatException;
import org.inception4j.model.spelling.Spelling;

/**
 * A JSON value that knows where it stands. Each reading method refuses what is of another kind or does not fit, with the place
 * ({@code model.json, nodes[3].layer.filters}).
 */
public final class JsonValue {
    private final Object raw;

    /** Null for the outermost value. */
    private final JsonValue parent;

    /** The name of the file, of the field in its object, or the number in its list: put together only for an error. */
    private final Object step;

    private JsonValue(Object raw, JsonValue parent, Object step) {
        this.raw = raw;
        this.parent = parent;
        this.step = step;
    }

    /**
     * Refuses what is not JSON, has a field twice or is nested deeper than 32.
     *
     * @param place what messages call the text
     */
    public static JsonValue parse(String text, String place) throws FormatException {
        return new JsonValue(JsonParsing.parse(text, place), null, place);
    }

    public String place() {
        if (parent == null) {
            return (String) step;
        }
        String separator = step instanceof Integer ? "" : parent.parent == null ? ", " : ".";
        return parent.place() + separator + (step instanceof Integer ? "[" + step + "]" : step);
    }

    public boolean isString() {
        return raw instanceof String;
    }

    public boolean isNumber() {
        return raw instanceof JsonNumber;
    }

    public boolean isList() {
        return raw instanceof List;
    }

    public boolean isObject() {
        return raw instanceof Map;
    }

    public boolean isNull() {
        return raw == null;
    }

    public boolean has(String field) throws FormatException {
        return object().containsKey(field);
    }

    /** The field of this object; a missing one is refused. */
    public JsonValue field(String name) throws FormatException {
        if (!has(name)) {
            throw refused("the field %s is missing".formatted(name), "give a file that was written whole");
        }
        return new JsonValue(object().get(name), this, name);
    }

    /** The fields in the order of the file. */
    public Map<String, JsonValue> fields() throws FormatException {
        Map<String, JsonValue> fields = new LinkedHashMap<>();
        for (String name : object().keySet()) {
            fields.put(name, field(name));
        }
        return fields;
    }

    /** Refuses a field of another name: what is not understood must not be lost silently. */
    public void checkFields(Set<String> known) throws FormatException {
        for (String name : object().keySet()) {
            if (!known.contains(name)) {
                throw refused("has the unknown field %s".formatted(name), meant(name, known));
            }
        }
    }

    private static String meant(String name, Set<String> known) {
        return Spelling.nearest(name, known)
                .map("did you mean %s?"::formatted)
                .orElseGet(
                        () -> "known are " + String.join(", ", new TreeSet<>(known)) + "; a newer version may read it");
    }

    public List<JsonValue> elements() throws FormatException {
        if (!(raw instanceof List<?> list)) {
            throw notA("a list");
        }
        List<JsonValue> elements = new ArrayList<>(list.size());
        for (int i = 0; i < list.size(); i++) {
            elements.add(new JsonValue(list.get(i), this, i));
        }
        return elements;
    }

    public String string() throws FormatException {
        if (!(raw instanceof String text)) {
            throw notA("a string");
        }
        return text;
    }

    public boolean bool() throws FormatException {
        if (!(raw instanceof Boolean value)) {
            throw notA("a boolean");
        }
        return value;
    }

    public int int32() throws FormatException {
        return Math.toIntExact(whole(Integer.MIN_VALUE, Integer.MAX_VALUE));
    }

    public long int64() throws FormatException {
        return whole(Long.MIN_VALUE, Long.MAX_VALUE);
    }

    /** A number, or the text of one that JSON does not know: {@code "NaN"}, {@code "Infinity"}, {@code "-Infinity"}. */
    public float float32() throws FormatException {
        if (raw instanceof String) {
            return (float) notFinite();
        }
        float value = Float.parseFloat(number());
        if (Float.isInfinite(value)) {
            throw refused("is %s, more than float32 holds".formatted(shown()), "give a smaller number");
        }
        return value;
    }

    /** As {@link #float32}, in double precision. */
    public double float64() throws FormatException {
        if (raw instanceof String) {
            return notFinite();
        }
        double value = Double.parseDouble(number());
        if (Double.isInfinite(value)) {
            throw refused("is %s, more than float64 holds".formatted(shown()), "give a smaller number");
        }
        return value;
    }

    /** An error at this place. */
    public FormatException refused(String problem, String remedy) {
        return new FormatException(place(), problem, remedy);
    }

    private double notFinite() throws FormatException {
        return switch (string()) {
            case "NaN" -> Double.NaN;
            case "Infinity" -> Double.POSITIVE_INFINITY;
            case "-Infinity" -> Double.NEGATIVE_INFINITY;
            default -> throw notA("a number");
        };
    }

    private long whole(long least, long most) throws FormatException {
        String text = number();
        try {
            long value = Long.parseLong(text);
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException _) {
            // said below, as for one out of range
        }
        throw refused("is %s".formatted(shown()), "give a whole number from %d to %d".formatted(least, most));
    }

    private String number() throws FormatException {
        if (!(raw instanceof JsonNumber(String text))) {
            throw notA("a number");
        }
        return text;
    }

    @SuppressWarnings("unchecked") // only JsonParsing makes maps
    private Map<String, Object> object() throws FormatException {
        if (!(raw instanceof Map<?, ?> map)) {
            throw notA("an object");
        }
        return (Map<String, Object>) map;
    }

    private FormatException notA(String kind) {
        return refused("is %s".formatted(shown()), "give " + kind);
    }

    private String shown() {
        return switch (raw) {
            case null -> "null";
            case String text -> "\"" + shortened(text) + "\"";
            case JsonNumber(String text) -> shortened(text);
            case List<?> _ -> "a list";
            case Map<?, ?> _ -> "an object";
            default -> raw.toString();
        };
    }

    private static String shortened(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40) + "…";
    }
}
