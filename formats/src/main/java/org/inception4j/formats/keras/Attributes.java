package org.inception4j.formats.keras;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.inception4j.formats.WeightsException;

/** What a file says of itself in attributes. */
final class Attributes {
    private static final List<String> KNOWN = List.of("keras_version", "backend", "training_config");

    private Attributes() {}

    static Map<String, String> of(Hdf5 file) throws WeightsException {
        Map<String, String> found = new LinkedHashMap<>();
        for (String name : KNOWN) {
            file.text(file.place(), file.root(), name).ifPresent(text -> found.put(name, text));
        }
        return found;
    }
}
