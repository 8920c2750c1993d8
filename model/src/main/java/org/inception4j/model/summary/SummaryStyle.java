package org.inception4j.model.summary;

/** Whose table a summary looks like, letter by letter. */
public enum SummaryStyle {
    /** Keras 2.7 to 2.12: 65 columns for a chain, 98 with {@code Connected to} for a graph. */
    KERAS_2("keras2"),
    /** Keras 2.13 to 2.15 and tf-keras: as wide, other columns for a graph, totals with the memory that weights take. */
    TF_KERAS("tf-keras"),
    /**
     * Keras 3 on a terminal wide enough: a box of 88 columns for a chain, 108 with {@code Connected to} for a graph. Names are
     * the model's own; {@code model.withNames(NameScope.keras3())} gives those that Keras 3 would.
     */
    KERAS_3("keras3");

    private final String label;

    SummaryStyle(String label) {
        this.label = label;
    }

    /** As people write it on the command line. */
    public String label() {
        return label;
    }
}
