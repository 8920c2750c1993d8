package org.inception4j.app.bench;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A Python of this machine, for peers that are written in it. */
record Python(Path program) {
    /** Names one where the command line does not. */
    static final String VARIABLE = "INCEPTION_PYTHON";

    private static final long PATIENCE_SECONDS = 120;

    /** The one that was asked for, else the variable's, else {@code python3} on the PATH. */
    static Optional<Python> find(Path wanted, Map<String, String> environment) {
        if (wanted != null) {
            return Optional.of(new Python(wanted));
        }
        String named = environment.get(VARIABLE);
        if (named != null && !named.isBlank()) {
            return Optional.of(new Python(Path.of(named)));
        }
        return Arrays.stream(environment.getOrDefault("PATH", "").split(File.pathSeparator))
                .filter(folder -> !folder.isEmpty())
                .flatMap(folder -> Stream.of("python3", "python3.exe").map(Path.of(folder)::resolve))
                .filter(Files::isExecutable)
                .findFirst()
                .map(Python::new);
    }

    /** Empty when it can import the module, else why it cannot. */
    Optional<String> cannotImport(String module) {
        try {
            Process process = new ProcessBuilder(program.toString(), "-c", "import " + module)
                    .redirectErrorStream(true)
                    .start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return Optional.of("does not end importing %s".formatted(module));
            }
            List<String> lines = said.lines().toList();
            return process.exitValue() == 0
                    ? Optional.empty()
                    : Optional.of(
                            "cannot import %s (%s)".formatted(module, lines.isEmpty() ? "it ended" : lines.getLast()));
        } catch (IOException e) {
            return Optional.of("cannot be started (%s)".formatted(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("was interrupted");
        }
    }

    /** A script of this package as a contender. */
    Entrant script(String name, String script, String... arguments) {
        try (InputStream source = Python.class.getResourceAsStream(script)) {
            Path file = Files.createTempFile("inception-bench-", "-" + script);
            file.toFile().deleteOnExit();
            Files.write(file, source.readAllBytes());
            List<String> command = Stream.concat(Stream.of(program.toString(), file.toString()), Stream.of(arguments))
                    .toList();
            return new Entrant(name, command, Map.of()).asPeer();
        } catch (IOException e) {
            throw new IllegalStateException("bench: cannot write %s to run it; make room".formatted(script), e);
        }
    }
}
