package org.inception4j.app;

import picocli.CommandLine.Option;

/** Options of every command; {@link ErrorHandler} looks for {@code --debug} itself, so that it works for wrong options too. */
final class CommonOptions {
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Print this help and exit.")
    private boolean help;

    @Option(names = "--debug", description = "Show the stack trace of an error.")
    private boolean debug;
}
