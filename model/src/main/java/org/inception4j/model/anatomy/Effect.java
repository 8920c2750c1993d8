package org.inception4j.model.anatomy;

/** What a difference between two networks is felt in. */
public enum Effect {
    /** Answers, with the same weights where they fit. */
    RESULT("What it computes"),
    /** How weights begin and are trained; answers after training only. */
    TRAINING("How it starts and trains"),
    /** Names, and ways of writing the same. */
    FORM("Names and form, with the same results");

    private final String heading;

    Effect(String heading) {
        this.heading = heading;
    }

    /** What stands above a list of such differences. */
    public String heading() {
        return heading;
    }
}
