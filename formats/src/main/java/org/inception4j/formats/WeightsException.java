package org.inception4j.formats;

import java.io.IOException;

/** A file of weights that cannot be used, with a message of the form {@code place: problem; remedy}. */
public final class WeightsException extends IOException {
    private static final long serialVersionUID = 1;

    public WeightsException(String place, String problem, String remedy) {
        super(place + ": " + problem + "; " + remedy);
    }

    /** The same refusal, said of weights. */
    public WeightsException(FormatException refusal) {
        super(refusal.getMessage(), refusal);
    }
}
