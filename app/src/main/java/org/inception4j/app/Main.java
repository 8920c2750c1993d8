package org.inception4j.app;

/** Where {@code ./inception} starts. */
public final class Main {
    private Main() {}

    /** Runs one command and ends the process with its exit code. */
    public static void main(String[] arguments) {
        Console console = Console.ofProcess();
        int exitCode = Inception.run(console, arguments);
        console.flush();
        System.exit(exitCode);
    }
}
