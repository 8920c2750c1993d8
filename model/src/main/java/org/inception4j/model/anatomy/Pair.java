package org.inception4j.model.anatomy;

/** A unit of the first network and the one of the second that stands in its place. */
record Pair(Unit first, Unit second, Place place) {
    Category category() {
        return first.category();
    }
}
