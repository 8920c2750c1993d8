package org.inception4j.formats.keras;

import java.util.Optional;
import org.inception4j.formats.FormatException;
import org.inception4j.formats.json.JsonValue;
import org.inception4j.model.Initializer;
import org.inception4j.model.Initializer.Distribution;
import org.inception4j.model.Initializer.Fan;
import org.inception4j.model.Initializer.VarianceScaling;

/** How weights start, for training from the beginning; one that has no like here becomes the layer's default. */
final class Initializers {
    private Initializers() {}

    static Initializer of(LayerFields fields, Initializer otherwise, String... names) throws FormatException {
        Optional<JsonValue> value = fields.find(names);
        if (value.isEmpty()) {
            return otherwise;
        }
        JsonValue given = value.get();
        if (given.isString()) {
            return named(given.string(), otherwise);
        }
        LayerFields config = new LayerFields(given.field("config"));
        return switch (given.field("class_name").string()) {
            case "VarianceScaling" -> scaling(config, otherwise);
            case "Constant" ->
                config.find("value").filter(JsonValue::isNumber).isPresent()
                        ? new Initializer.Constant(config.floatOr(0, "value"))
                        : otherwise;
            case "TruncatedNormal" ->
                new Initializer.TruncatedNormal(config.floatOr(0, "mean"), config.floatOr(0.05, "stddev"));
            case String name -> named(name, otherwise);
        };
    }

    private static Initializer named(String name, Initializer otherwise) {
        return switch (name) {
            case "Zeros", "zeros", "zero" -> Initializer.ZEROS;
            case "Ones", "ones", "one" -> Initializer.ONES;
            case "GlorotUniform", "glorot_uniform" -> Initializer.GLOROT_UNIFORM;
            case "GlorotNormal", "glorot_normal" -> scaling(1, Fan.AVERAGE, Distribution.TRUNCATED_NORMAL);
            case "HeUniform", "he_uniform" -> scaling(2, Fan.IN, Distribution.UNIFORM);
            case "HeNormal", "he_normal" -> Initializer.HE_NORMAL;
            case "LecunUniform", "lecun_uniform" -> scaling(1, Fan.IN, Distribution.UNIFORM);
            case "LecunNormal", "lecun_normal" -> scaling(1, Fan.IN, Distribution.TRUNCATED_NORMAL);
            default -> otherwise;
        };
    }

    private static Initializer scaling(LayerFields config, Initializer otherwise) throws FormatException {
        Fan fan =
                switch (config.textOr("fan_in", "mode")) {
                    case "fan_out" -> Fan.OUT;
                    case "fan_avg" -> Fan.AVERAGE;
                    default -> Fan.IN;
                };
        return switch (config.textOr("truncated_normal", "distribution")) {
            case "uniform" -> scaling(config.floatOr(1, "scale"), fan, Distribution.UNIFORM);
            case "normal", "truncated_normal" ->
                scaling(config.floatOr(1, "scale"), fan, Distribution.TRUNCATED_NORMAL);
            default -> otherwise;
        };
    }

    private static Initializer scaling(float scale, Fan fan, Distribution distribution) {
        return new VarianceScaling(scale, fan, distribution);
    }
}
