package org.inception4j.vision;

import java.io.IOException;

/** A picture that cannot be used, with a message of the form {@code place: problem; remedy}. */
public final class ImageException extends IOException {
    private static final long serialVersionUID = 1;

    private final String place;
    private final String problem;

    ImageException(String place, String problem, String remedy) {
        this(place, problem, remedy, null);
    }

    ImageException(String place, String problem, String remedy, Throwable cause) {
        super(place + ": " + problem + "; " + remedy, cause);
        this.place = place;
        this.problem = problem;
    }

    /** The file, as the caller named it. */
    public String place() {
        return place;
    }

    /** What is wrong, without place and remedy. */
    public String problem() {
        return problem;
    }
}
