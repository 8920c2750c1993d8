package org.inception4j.app;

/** This program as it was called, for commands that people can copy. */
final class Program {
    /** The launcher says how; quoted where a shell needs it. */
    static final String NAME = quoted(System.getProperty("inception.command", "inception"));

    private Program() {}

    /** A word as a shell takes it for one. */
    static String quoted(Object word) {
        String text = word.toString();
        return text.matches("[\\p{L}\\p{N}_./:@%+=,-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
    }
}
