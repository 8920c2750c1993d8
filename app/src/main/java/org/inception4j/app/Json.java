package org.inception4j.app;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One JSON object, written on one line in the order in which its fields were given. */
final class Json {
    private static final JsonFactory FACTORY = new JsonFactory();

    private final Map<String, Object> fields = new LinkedHashMap<>();

    private Json() {}

    static Json object() {
        return new Json();
    }

    /** A value is text, a number (one that is none, like NaN, becomes null), a truth value, another object, or a list of these. */
    Json with(String name, Object value) {
        fields.put(name, value);
        return this;
    }

    @Override
    public String toString() {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = FACTORY.createGenerator(text)) {
            write(this, generator);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static void write(Object value, JsonGenerator generator) throws IOException {
        switch (value) {
            case null -> generator.writeNull();
            case Json object -> writeObject(object, generator);
            case List<?> list -> writeList(list, generator);
            case Float number when !Float.isFinite(number) -> generator.writeNull();
            case Float number -> generator.writeNumber(number);
            case Double number when !Double.isFinite(number) -> generator.writeNull();
            case Double number -> generator.writeNumber(number);
            case Number number -> generator.writeNumber(number.longValue());
            case Boolean truth -> generator.writeBoolean(truth);
            default -> generator.writeString(value.toString());
        }
    }

    private static void writeObject(Json object, JsonGenerator generator) throws IOException {
        generator.writeStartObject();
        for (Map.Entry<String, Object> field : object.fields.entrySet()) {
            generator.writeFieldName(field.getKey());
            write(field.getValue(), generator);
        }
        generator.writeEndObject();
    }

    private static void writeList(List<?> list, JsonGenerator generator) throws IOException {
        generator.writeStartArray();
        for (Object each : list) {
            write(each, generator);
        }
        generator.writeEndArray();
    }
}
