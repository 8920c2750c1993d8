package org.inception4j.formats.json;

/**
 * A number as it is written in the file, so that none of its digits is lost on the way.
 *
 * @param text by JSON's rules
 */
record JsonNumber(String text) {
    static JsonNumber of(float value) {
        return new JsonNumber(Float.toString(value));
    }

    static JsonNumber of(double value) {
        return new JsonNumber(Double.toString(value));
    }

    static JsonNumber of(long value) {
        return new JsonNumber(Long.toString(value));
    }
}
