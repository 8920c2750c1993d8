package org.inception4j.formats.json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads JSON as nearly all files have it, ours among them, and leaves to {@link JsonParsing}'s library whatever is unusual or
 * wrong: that decides what is JSON, and says what is not. Loading it takes a cold start 25 ms, most of it for powers of five that
 * {@code BigDecimal} computes when it is first mentioned.
 */
final class PlainJson {
    /** Far below what the library refuses. */
    private static final int MAX_DEPTH = 16;

    private static final int MAX_NUMBER_LENGTH = 100;
    private static final int MAX_STRING_LENGTH = 10_000;

    /** Thrown and caught here alone. */
    private static final class Unusual extends RuntimeException {
        private static final long serialVersionUID = 1;

        static final Unusual HERE = new Unusual();

        private Unusual() {
            super(null, null, false, false);
        }
    }

    private final String text;
    private int at;

    private PlainJson(String text) {
        this.text = text;
    }

    /** The value as {@link JsonParsing#parse} gives it; empty where the library is to look. */
    static Optional<Object> parse(String text) {
        try {
            PlainJson json = new PlainJson(text);
            Object value = json.value(0);
            return value != null && json.isAtEnd() ? Optional.of(value) : Optional.empty();
        } catch (Unusual _) {
            return Optional.empty();
        }
    }

    /** The next character that is no space, without taking it; 0 at the end. */
    private char next() {
        while (at < text.length() && " \n\r\t".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        return peek();
    }

    private boolean isAtEnd() {
        next();
        return at == text.length();
    }

    private char peek() {
        return at < text.length() ? text.charAt(at) : 0;
    }

    private void take(char expected) {
        if (next() != expected) {
            throw Unusual.HERE;
        }
        at++;
    }

    private Object value(int depth) {
        if (depth > MAX_DEPTH) {
            throw Unusual.HERE;
        }
        return switch (next()) {
            case '{' -> object(depth);
            case '[' -> array(depth);
            case '"' -> string();
            case 't' -> word("true", true);
            case 'f' -> word("false", false);
            case 'n' -> word("null", null);
            default -> number();
        };
    }

    private Map<String, Object> object(int depth) {
        Map<String, Object> fields = new LinkedHashMap<>();
        take('{');
        boolean more = next() != '}';
        while (more) {
            next();
            String name = string();
            take(':');
            if (fields.containsKey(name)) {
                throw Unusual.HERE;
            }
            fields.put(name, value(depth + 1));
            more = anotherAfterComma();
        }
        take('}');
        return fields;
    }

    private List<Object> array(int depth) {
        List<Object> elements = new ArrayList<>();
        take('[');
        boolean more = next() != ']';
        while (more) {
            elements.add(value(depth + 1));
            more = anotherAfterComma();
        }
        take(']');
        return elements;
    }

    private boolean anotherAfterComma() {
        boolean comma = next() == ',';
        if (comma) {
            at++;
        }
        return comma;
    }

    /** Without escapes. */
    private String string() {
        int end = text.indexOf('"', at + 1);
        if (peek() != '"' || end < 0 || end - at > MAX_STRING_LENGTH) {
            throw Unusual.HERE;
        }
        String string = text.substring(at + 1, end);
        for (int i = 0; i < string.length(); i++) {
            if (string.charAt(i) == '\\' || string.charAt(i) < ' ') {
                throw Unusual.HERE;
            }
        }
        at = end + 1;
        return string;
    }

    private Object word(String word, Object value) {
        if (!text.startsWith(word, at)) {
            throw Unusual.HERE;
        }
        at += word.length();
        return value;
    }

    private JsonNumber number() {
        int start = at;
        skip('-');
        if (!skip('0')) {
            digits();
        }
        if (skip('.')) {
            digits();
        }
        if (skip('e') || skip('E')) {
            boolean _ = skip('+') || skip('-');
            digits();
        }
        if (at - start > MAX_NUMBER_LENGTH) {
            throw Unusual.HERE;
        }
        return new JsonNumber(text.substring(start, at));
    }

    private boolean skip(char optional) {
        boolean there = peek() == optional;
        if (there) {
            at++;
        }
        return there;
    }

    private void digits() {
        int start = at;
        while (peek() >= '0' && peek() <= '9') {
            at++;
        }
        if (at == start) {
            throw Unusual.HERE;
        }
    }
}
