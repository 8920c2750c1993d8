package org.inception4j.classifier;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.inception4j.formats.FormatException;
import org.inception4j.formats.json.JsonText;
import org.inception4j.formats.json.JsonValue;

/** A {@link Card} as JSON and back. */
final class CardJson {
    private CardJson() {}

    static String write(Card card) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("network", card.network());
        json.put("created", card.created().toString());
        json.put("libraryVersion", card.libraryVersion());
        json.put("seed", card.seed());
        json.put("metrics", card.metrics());
        json.put("dataFingerprint", card.dataFingerprint());
        json.put("source", card.source());
        return JsonText.write(json);
    }

    static Card read(String text, String place) throws FormatException {
        JsonValue json = JsonValue.parse(text, place);
        json.checkFields(
                Set.of("network", "created", "libraryVersion", "seed", "metrics", "dataFingerprint", "source"));
        return new Card(
                json.field("network").string(),
                created(json.field("created")),
                json.field("libraryVersion").string(),
                json.field("seed").int64(),
                metrics(json.field("metrics")),
                json.field("dataFingerprint").string(),
                json.field("source").string());
    }

    private static Instant created(JsonValue json) throws FormatException {
        try {
            return Instant.parse(json.string());
        } catch (DateTimeException _) {
            throw json.refused("is \"%s\"".formatted(json.string()), "give a time as 2026-01-31T12:00:00Z");
        }
    }

    private static Map<String, Double> metrics(JsonValue json) throws FormatException {
        Map<String, Double> metrics = new LinkedHashMap<>();
        for (Map.Entry<String, JsonValue> metric : json.fields().entrySet()) {
            metrics.put(metric.getKey(), metric.getValue().float64());
        }
        return metrics;
    }
}
