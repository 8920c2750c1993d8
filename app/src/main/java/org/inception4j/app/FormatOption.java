package org.inception4j.app;

import picocli.CommandLine.Option;

/** {@code --format}, for every command that gives an answer. */
final class FormatOption {
    enum Format {
        TEXT,
        JSON;

        @Override
        public String toString() {
            return Choices.name(this);
        }
    }

    @Option(
            names = {"-f", "--format"},
            paramLabel = "text|json",
            description = "For people, or for programs: then standard output holds JSON only. Default: text.")
    private Format format = Format.TEXT;

    boolean isJson() {
        return format == Format.JSON;
    }
}
