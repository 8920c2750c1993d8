package org.inception4j.classifier;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.inception4j.engine.Quantization;
import org.inception4j.engine.Quantization.Range;
import org.inception4j.formats.FormatException;
import org.inception4j.formats.json.JsonText;
import org.inception4j.formats.json.JsonValue;

/** A {@link Quantization} as JSON and back. */
final class QuantizationJson {
    private QuantizationJson() {}

    static String write(Quantization quantization) {
        Map<String, Object> ranges = new LinkedHashMap<>();
        quantization.ranges().forEach((layer, range) -> ranges.put(layer, List.of(range.min(), range.max())));
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("method", quantization.method());
        json.put("pictures", quantization.pictures());
        json.put("ranges", ranges);
        return JsonText.write(json);
    }

    /** @throws IllegalArgumentException if there are no ranges, or one is none */
    static Quantization read(String text, String place) throws FormatException {
        JsonValue json = JsonValue.parse(text, place);
        json.checkFields(Set.of("method", "pictures", "ranges"));
        Map<String, Range> ranges = new LinkedHashMap<>();
        for (Map.Entry<String, JsonValue> range : json.field("ranges").fields().entrySet()) {
            ranges.put(range.getKey(), range(range.getValue()));
        }
        return new Quantization(
                ranges, json.field("method").string(), json.field("pictures").int32());
    }

    private static Range range(JsonValue json) throws FormatException {
        List<JsonValue> ends = json.elements();
        if (ends.size() != 2) {
            throw json.refused("has %d numbers".formatted(ends.size()), "give the smallest and the largest");
        }
        return new Range(ends.get(0).float32(), ends.get(1).float32());
    }
}
