package org.inception4j.app.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A command that is started anew each time, from the start of its process to its end. */
final class Errand implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 600;
    private static final long SAMPLE_MILLIS = 20;

    private final Entrant entrant;
    private final Path messages;
    private final Times times = new Times();
    private double firstSeconds;
    private long peakBytes;

    Errand(Entrant entrant) throws IOException {
        this.entrant = entrant;
        this.messages = Files.createTempFile("inception-bench-", ".log");
    }

    String name() {
        return entrant.name();
    }

    /** Once without counting its time, which brings its files into memory; what its processes need is watched meanwhile. */
    void rehearse() throws Absence {
        long start = System.nanoTime();
        Process process = start();
        try {
            while (!process.waitFor(SAMPLE_MILLIS, TimeUnit.MILLISECONDS)) {
                peakBytes = Math.max(peakBytes, Memory.of(process.toHandle()));
            }
        } catch (InterruptedException e) {
            throw interrupted(process);
        }
        check(process);
        firstSeconds = (System.nanoTime() - start) / 1e9;
    }

    void run() throws Absence {
        long start = System.nanoTime();
        Process process = start();
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw Absence.failed("has not ended within %d s".formatted(PATIENCE_SECONDS));
            }
        } catch (InterruptedException e) {
            throw interrupted(process);
        }
        times.add(List.of((System.nanoTime() - start) / 1e6));
        check(process);
    }

    Standing standing() {
        return new Standing(name(), times, peakBytes, firstSeconds, "");
    }

    private Process start() throws Absence {
        try {
            return entrant.builder(messages)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            throw Absence.failed("cannot be started (%s)".formatted(e.getMessage()));
        }
    }

    private void check(Process process) throws Absence {
        if (process.exitValue() != 0) {
            throw Absence.failed("ends with %d: %s".formatted(process.exitValue(), lastMessage()));
        }
    }

    private String lastMessage() {
        try (Stream<String> lines = Files.lines(messages)) {
            return lines.filter(line -> !line.isBlank()).reduce("it says nothing", (_, line) -> line.strip());
        } catch (IOException e) {
            return "it says nothing";
        }
    }

    private static Absence interrupted(Process process) {
        process.destroyForcibly();
        Thread.currentThread().interrupt();
        return Absence.failed("was interrupted");
    }

    @Override
    public void close() {
        messages.toFile().deleteOnExit();
    }
}
