package org.inception4j.formats.keras;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Where Keras 3 keeps the layers of one model: named by their classes and counted, whatever their own names are. */
final class LayerPaths {
    private final String parent;
    private final Map<String, Integer> used = new HashMap<>();

    /** @param parent the path of the model, empty for the outermost */
    LayerPaths(String parent) {
        this.parent = parent.isEmpty() ? "layers/" : parent + "/layers/";
    }

    /** The place of the next layer of this class. */
    String next(String className) {
        String base = snakeCase(className);
        int number = used.merge(base, 1, Integer::sum) - 1;
        return parent + (number == 0 ? base : base + "_" + number);
    }

    /** Keras' {@code to_snake_case}. */
    static String snakeCase(String className) {
        return className
                .substring(className.indexOf('>') + 1)
                .replaceAll("\\W+", "")
                .replaceAll("(.)([A-Z][a-z]+)", "$1_$2")
                .replaceAll("([a-z])([A-Z])", "$1_$2")
                .toLowerCase(Locale.ROOT);
    }
}
