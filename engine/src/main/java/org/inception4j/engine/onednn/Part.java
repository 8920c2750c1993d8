package org.inception4j.engine.onednn;

/** What one lane computes of a value: some of its rows, some of its channels, or all. */
record Part(Band rows, Band channels) {
    /** Of what is not shared out. */
    static final Part ALL = of(Band.whole(1));

    /** All channels of some rows. */
    static Part of(Band rows) {
        return new Part(rows, Band.whole(1));
    }

    int lane() {
        return rows.isWhole() ? channels.lane() : rows.lane();
    }

    /** A step's label, with what it computes. */
    String label(String name) {
        return rows.isWhole()
                ? channels.isWhole() ? name : name + "/channels" + channels.first()
                : name + "/rows" + rows.first();
    }
}
