package org.inception4j.formats.torch;

import java.util.LinkedHashMap;
import java.util.Map;

/** A dict of Python, in its order. Two dicts are equal only if they are the same one: they may hold themselves. */
final class Dict {
    private final Map<Object, Object> items = new LinkedHashMap<>();

    Map<Object, Object> items() {
        return items;
    }
}
