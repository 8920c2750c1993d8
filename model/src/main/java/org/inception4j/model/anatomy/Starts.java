package org.inception4j.model.anatomy;

import java.util.Locale;
import java.util.Map;
import org.inception4j.model.Initializer;

/** Initializers in words. */
final class Starts {
    private static final Map<Initializer, String> NAMES = Map.of(
            Initializer.ZEROS, "0",
            Initializer.ONES, "1",
            Initializer.GLOROT_UNIFORM, "Glorot's uniform",
            Initializer.HE_NORMAL, "He's normal",
            Initializer.CAFFE_XAVIER, "Caffe's xavier");

    private Starts() {}

    static String words(Initializer start) {
        if (NAMES.containsKey(start)) {
            return NAMES.get(start);
        }
        return switch (start) {
            case Initializer.Constant(float value) -> Notation.number(value);
            case Initializer.TruncatedNormal normal ->
                "a truncated normal of deviation %s%s"
                        .formatted(
                                Notation.number(normal.standardDeviation()),
                                normal.mean() == 0 ? "" : " around " + Notation.number(normal.mean()));
            case Initializer.VarianceScaling(float scale, Initializer.Fan fan, Initializer.Distribution distribution) ->
                "variance scaling (%s, fan %s, %s)".formatted(Notation.number(scale), lower(fan), lower(distribution));
            default -> start.toString();
        };
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
