package org.inception4j.model.summary;

/** Whose table a summary looks like. */
public enum SummaryStyle {
    /** Keras 2.7 to 2.9, letter by letter: 65 columns for a chain, 98 with {@code Connected to} for a graph. */
    KERAS_2
}
