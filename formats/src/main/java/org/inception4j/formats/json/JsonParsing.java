package org.inception4j.formats.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.inception4j.formats.FormatException;

/**
 * Text to maps, lists, strings, {@link JsonNumber}s, booleans and null. Jackson's streaming half only: its data binding costs a
 * cold start of a tenth of a second.
 */
final class JsonParsing {
    /** Nothing that is written here is deeper than 6. */
    private static final int MAX_DEPTH = 32;

    /** How the library writes a place within a message: with words about its own settings. */
    private static final Pattern PLACE = Pattern.compile("\\[Source: .*?line: (\\d+), column: (\\d+)]");

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxNumberLength(400)
                    .build())
            .build();

    private JsonParsing() {}

    static Object parse(String text, String place) throws FormatException {
        try (JsonParser parser = FACTORY.createParser(text)) {
            try {
                return whole(parser, place);
            } catch (JsonProcessingException wrong) {
                JsonLocation location = wrong.getLocation() == null ? parser.currentLocation() : wrong.getLocation();
                throw new FormatException(
                        at(place, location),
                        "is no valid JSON (%s)".formatted(problem(wrong)),
                        "give a file that was written whole");
            }
        } catch (FormatException wrong) {
            throw wrong;
        } catch (IOException impossible) {
            throw new IllegalStateException(place + ": text in memory cannot be read", impossible);
        }
    }

    private static Object whole(JsonParser parser, String place) throws IOException {
        if (parser.nextToken() == null) {
            throw new FormatException(place, "is empty", "give a file that was written whole");
        }
        Object value = value(parser);
        if (parser.nextToken() != null) {
            throw new FormatException(
                    at(place, parser.currentTokenLocation()),
                    "goes on after its end",
                    "give a file that holds one JSON value");
        }
        return value;
    }

    private static Object value(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> array(parser);
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new JsonNumber(parser.getText());
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> null;
        };
    }

    private static Map<String, Object> object(JsonParser parser) throws IOException {
        Map<String, Object> fields = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            fields.put(name, value(parser));
        }
        return fields;
    }

    private static List<Object> array(JsonParser parser) throws IOException {
        List<Object> elements = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            elements.add(value(parser));
        }
        return elements;
    }

    private static String at(String place, JsonLocation location) {
        return "%s, line %d, column %d".formatted(place, location.getLineNr(), location.getColumnNr());
    }

    /** The library's words, where they say what a reader can use. */
    private static String problem(JsonProcessingException wrong) {
        if (wrong instanceof JsonEOFException) {
            return "it ends before it is complete";
        }
        return PLACE.matcher(wrong.getOriginalMessage().lines().findFirst().orElse("damaged"))
                .replaceAll("line $1, column $2");
    }
}
