package org.inception4j.vision;

import java.nio.file.Path;

/**
 * A picture that was left out.
 *
 * @param reason what is wrong with it, without its path
 */
public record Rejected(Path path, String reason) {
    /** For the user: {@code photos/rose.jpg: 31 Mpx JPEG is cut off after 16 of 48 rows; left out}. */
    public String message() {
        return path + ": " + reason + "; left out";
    }
}
