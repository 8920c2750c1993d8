package org.inception4j.formats;

import java.io.IOException;

/** A file whose contents cannot be used, with a message of the form {@code place: problem; remedy}. */
public final class FormatException extends IOException {
    private static final long serialVersionUID = 1;

    public FormatException(String place, String problem, String remedy) {
        super(place + ": " + problem + "; " + remedy);
    }

    /** A refusal by a constructor, whose message has problem and remedy already. */
    public FormatException(String place, RuntimeException refusal) {
        super(place + ": " + refusal.getMessage(), refusal);
    }
}
