package org.inception4j.app;

import java.io.OutputStream;

/** What the JVM watches once after a build, so that later starts are quick: the paths that every command takes. */
final class Rehearsal {
    private Rehearsal() {}

    /** Runs short commands and writes nothing. */
    public static void main(String[] arguments) {
        Console nowhere = Console.of(OutputStream.nullOutputStream(), OutputStream.nullOutputStream());
        Inception.run(nowhere, "--version");
        Inception.run(nowhere, "help");
    }
}
