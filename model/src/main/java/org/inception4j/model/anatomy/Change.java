package org.inception4j.model.anatomy;

/**
 * What one layer has otherwise than the one in its place: a predicate, in which {@code {is}}, {@code {has}} and
 * {@code {moves}} stand for a verb that fits one subject or many, and {@code %s} for the new value and the old one.
 */
record Change(Effect effect, String predicate, String value, String old) {
    static final String FILTERS = "{has} %s filters instead of %s";

    static Change of(Effect effect, String predicate) {
        return new Change(effect, predicate, "", "");
    }

    /** The predicate of one subject or of many. */
    String text(boolean plural) {
        return conjugated(predicate.formatted(value, old), plural);
    }

    /** Whether others of the same kind may have other values. */
    boolean hasValues() {
        return !value.isEmpty();
    }

    /** Whether it is the number of filters. */
    boolean isOfWidth() {
        return predicate.equals(FILTERS);
    }

    static String conjugated(String predicate, boolean plural) {
        return predicate
                .replace("{is}", plural ? "are" : "is")
                .replace("{has}", plural ? "have" : "has")
                .replace("{multiplies}", plural ? "multiply" : "multiplies")
                .replaceAll("\\{(\\w+)s}", plural ? "$1" : "$1s");
    }
}
