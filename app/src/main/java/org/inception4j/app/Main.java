package org.inception4j.app;

import java.util.Locale;

/** Where {@code ./inception} starts. */
public final class Main {
    private Main() {}

    /** Runs one command and ends the process with its exit code. */
    public static void main(String[] arguments) {
        Locale.setDefault(Locale.Category.FORMAT, Locale.ROOT); // 0.93 everywhere, never 0,93: programs read it too
        Console console = Console.ofProcess();
        int exitCode = Inception.run(console, arguments);
        console.flush();
        System.exit(exitCode);
    }
}
