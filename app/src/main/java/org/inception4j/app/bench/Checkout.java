package org.inception4j.app.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The sources that ./inception was started from; peers that run on the JVM are a module of them.
 *
 * @param root null where this was not started from sources
 */
record Checkout(Path root) {
    /** Where ./inception says that it lies. */
    private static final String PROPERTY = "inception.root";

    static Checkout ofThisProgram() {
        String root = System.getProperty(PROPERTY);
        return new Checkout(root == null ? null : Path.of(root));
    }

    /** What a user starts. */
    Optional<Path> launcher() {
        return Optional.ofNullable(root)
                .map(folder -> folder.resolve("inception"))
                .filter(Files::isExecutable);
    }

    /** The class path of the module benchmarks, built on first use. */
    String benchmarks() throws Absence {
        Path script = root == null ? null : root.resolve("scripts").resolve("benchmarks.sh");
        if (script == null || !Files.isReadable(script)) {
            throw Absence.skipped("is built from the sources; start by the ./inception of a checkout");
        }
        try {
            Process process = new ProcessBuilder("bash", script.toString())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            List<String> lines = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            if (process.waitFor() != 0 || lines.isEmpty()) {
                throw Absence.failed("could not be built; see the message above");
            }
            return lines.getLast();
        } catch (IOException e) {
            throw Absence.failed("could not be built (%s)".formatted(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Absence.failed("was interrupted");
        }
    }
}
