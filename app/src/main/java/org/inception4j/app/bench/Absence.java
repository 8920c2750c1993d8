package org.inception4j.app.bench;

/** Why a contender has no times in a case. */
final class Absence extends Exception {
    private static final long serialVersionUID = 1;

    private final boolean failure;

    private Absence(String reason, boolean failure) {
        super(reason);
        this.failure = failure;
    }

    /** It does not do such tasks. */
    static Absence skipped(String reason) {
        return new Absence(reason, false);
    }

    /** It should have done the task. */
    static Absence failed(String reason) {
        return new Absence(reason, true);
    }

    Result.Absent asResult() {
        return new Result.Absent(getMessage(), failure);
    }
}
