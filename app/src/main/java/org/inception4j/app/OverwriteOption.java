package org.inception4j.app;

import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** {@code --overwrite}, for every command that writes a file: without it a file that exists is never replaced. */
final class OverwriteOption {
    @Option(names = "--overwrite", description = "Replace the output if it exists.")
    private boolean overwrite;

    /** Refuses an output that may not be written; best asked before any work is done. */
    void check(Path output) {
        if (Files.isDirectory(output)) {
            throw new IllegalArgumentException("%s: is a folder; give a file".formatted(output));
        }
        if (Files.exists(output) && !overwrite) {
            throw new IllegalArgumentException(
                    "%s: exists already; give another --output, or --overwrite to replace it".formatted(output));
        }
    }
}
