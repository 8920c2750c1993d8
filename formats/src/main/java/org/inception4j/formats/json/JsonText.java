package org.inception4j.formats.json;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * JSON as text, the same bytes for the same values: fields in the order of the map, two spaces, the two outer levels over
 * several lines and what is deeper on one line, a line feed at the end.
 */
public final class JsonText {
    private static final int LEVELS_OVER_LINES = 2;

    private final StringBuilder out = new StringBuilder();

    private JsonText() {}

    /** Takes maps of strings, collections, strings, numbers, booleans and null; numbers that JSON does not know become strings. */
    public static String write(Map<String, ?> value) {
        JsonText text = new JsonText();
        text.value(value, 0);
        return text.out.append('\n').toString();
    }

    /** The same on one line, without a line feed at the end. */
    public static String writeLine(Map<String, ?> value) {
        JsonText text = new JsonText();
        text.value(value, LEVELS_OVER_LINES);
        return text.out.toString();
    }

    private void value(Object value, int level) {
        switch (value) {
            case null -> out.append("null");
            case JsonNumber(String text) -> out.append(text);
            case Float number -> floating(number, Float.toString(number));
            case Double number -> floating(number, Double.toString(number));
            case Number number -> out.append(number);
            case Boolean bool -> out.append(bool);
            case String text -> string(text);
            case Map<?, ?> map -> object(map, level);
            case Collection<?> list -> array(list, level);
            default ->
                throw new IllegalArgumentException("JSON: cannot hold a %s; give maps, lists, strings and numbers"
                        .formatted(value.getClass().getName()));
        }
    }

    private void floating(double value, String text) {
        if (Double.isFinite(value)) {
            out.append(text);
        } else {
            string(text);
        }
    }

    private void string(String text) {
        out.append('"');
        JsonStringEncoder.getInstance().quoteAsString(text, out);
        out.append('"');
    }

    private void object(Map<?, ?> map, int level) {
        boolean lines = overLines(map.values(), level);
        out.append('{');
        for (Iterator<? extends Map.Entry<?, ?>> fields = map.entrySet().iterator(); fields.hasNext(); ) {
            Map.Entry<?, ?> field = fields.next();
            lineBreak(lines, level + 1);
            string((String) field.getKey());
            out.append(": ");
            value(field.getValue(), level + 1);
            comma(fields.hasNext(), lines);
        }
        lineBreak(lines, level);
        out.append('}');
    }

    private void array(Collection<?> list, int level) {
        boolean lines = overLines(list, level);
        out.append('[');
        for (Iterator<?> elements = list.iterator(); elements.hasNext(); ) {
            Object element = elements.next();
            lineBreak(lines, level + 1);
            value(element, level + 1);
            comma(elements.hasNext(), lines);
        }
        lineBreak(lines, level);
        out.append(']');
    }

    /** The outermost object always, a list or object in it if it holds more than single values. */
    private static boolean overLines(Collection<?> values, int level) {
        return !values.isEmpty()
                && level < LEVELS_OVER_LINES
                && (level == 0 || values.stream().anyMatch(value -> value instanceof Map || value instanceof List));
    }

    private void lineBreak(boolean lines, int level) {
        if (lines) {
            out.append('\n').repeat("  ", level);
        }
    }

    private void comma(boolean more, boolean lines) {
        if (more) {
            out.append(lines ? "," : ", ");
        }
    }
}
