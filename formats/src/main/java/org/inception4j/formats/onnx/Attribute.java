package org.inception4j.formats.onnx;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What an operator is told besides its inputs; kinds that the family's networks have no use for are {@link Other}. */
sealed interface Attribute {
    record Whole(long value) implements Attribute {}

    record Real(float value) implements Attribute {}

    record Text(String value) implements Attribute {}

    record Wholes(List<Long> values) implements Attribute {}

    record Reals(List<Float> values) implements Attribute {}

    record Numbers(GraphTensor tensor) implements Attribute {}

    /** A graph, strings, a sparse tensor: there, but not read. */
    record Other() implements Attribute {}

    static Attribute of(long value) {
        return new Whole(value);
    }

    static Attribute of(float value) {
        return new Real(value);
    }

    static Attribute list(long... values) {
        return new Wholes(Arrays.stream(values).boxed().toList());
    }

    /** Names and attributes in turn. */
    static Map<String, Attribute> all(Object... namesAndAttributes) {
        Map<String, Attribute> all = new LinkedHashMap<>();
        for (int i = 0; i < namesAndAttributes.length; i += 2) {
            all.put((String) namesAndAttributes[i], (Attribute) namesAndAttributes[i + 1]);
        }
        return all;
    }
}
