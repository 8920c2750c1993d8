package org.inception4j.app.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.inception4j.formats.FormatException;
import org.inception4j.formats.json.JsonText;
import org.inception4j.formats.json.JsonValue;

/** A contender's process, and what it has answered so far. */
final class Resident implements AutoCloseable {
    private static final long PREPARATION_SECONDS = 900;
    private static final long SLACK_SECONDS = 120;
    private static final long PATIENCE_SECONDS = 5;
    private static final int KILLED = 128;
    private static final String OTHER_WORDS = "answers in other words than agreed (%s)";
    private static final Executor READERS =
            task -> Thread.ofVirtual().name("bench reader").start(task);

    private final String name;
    private final Process process;
    private final Path messages;
    private final Writer requests;
    private final BufferedReader answers;
    private final Times times = new Times();
    private String libraries = "";
    private double preparationSeconds;
    private long peakBytes;

    Resident(String name, Process process, Path messages) {
        this.name = name;
        this.process = process;
        this.messages = messages;
        this.requests = process.outputWriter(StandardCharsets.UTF_8);
        this.answers = process.inputReader(StandardCharsets.UTF_8);
    }

    String name() {
        return name;
    }

    /** All that it took to make it ready for the task, its first runs included. */
    void prepare(Task task) throws Absence {
        long start = System.nanoTime();
        libraries = text(ask(task.request(), PREPARATION_SECONDS, "made ready"), "libraries");
        preparationSeconds = (System.nanoTime() - start) / 1e9;
    }

    /** One turn. */
    void measure(double seconds) throws Absence {
        String request = JsonText.writeLine(Map.of("do", "measure", "seconds", seconds));
        JsonValue answer = ask(request, (long) (10 * seconds) + SLACK_SECONDS, "measured");
        try {
            List<Double> millis = new ArrayList<>();
            for (JsonValue each : answer.field("millis").elements()) {
                millis.add(each.float64());
            }
            times.add(millis);
            JsonValue peak = answer.field("peak_bytes");
            peakBytes = peak.isNull() ? 0 : peak.int64();
        } catch (FormatException e) {
            throw Absence.failed(OTHER_WORDS.formatted(e.getMessage()));
        }
    }

    Duration processorTime() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    Standing standing() {
        return new Standing(name, times, peakBytes, preparationSeconds, libraries);
    }

    private JsonValue ask(String request, long seconds, String doing) throws Absence {
        try {
            requests.write(request + "\n");
            requests.flush();
            String line = CompletableFuture.supplyAsync(this::nextLine, READERS).get(seconds, TimeUnit.SECONDS);
            if (line == null) {
                throw gone(doing);
            }
            return checked(JsonValue.parse(line, name));
        } catch (TimeoutException e) {
            throw Absence.failed("has not answered for %d s while it was %s".formatted(seconds, doing));
        } catch (FormatException e) {
            throw Absence.failed(OTHER_WORDS.formatted(e.getMessage()));
        } catch (ExecutionException | IOException e) {
            throw gone(doing);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Absence.failed("was interrupted");
        }
    }

    private Absence gone(String doing) {
        try {
            return ended(doing);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Absence.failed("was interrupted");
        }
    }

    private String nextLine() {
        try {
            return answers.readLine();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonValue checked(JsonValue answer) throws Absence, FormatException {
        if (answer.has("skipped")) {
            throw Absence.skipped(answer.field("skipped").string());
        }
        if (answer.has("failed")) {
            throw Absence.failed(answer.field("failed").string());
        }
        return answer;
    }

    /** {@code its process ended with 137 (killed, perhaps for its memory) while it was measured}. */
    private Absence ended(String doing) throws InterruptedException {
        int exit = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)
                ? process.exitValue()
                : process.destroyForcibly().waitFor();
        String how = exit > KILLED
                ? "was killed by signal %d%s"
                        .formatted(exit - KILLED, exit == KILLED + 9 ? ", perhaps for its memory" : "")
                : "ended with %d".formatted(exit);
        String last = lastMessage();
        return Absence.failed(
                "its process %s while it was %s%s".formatted(how, doing, last.isEmpty() ? "" : ": " + last));
    }

    private String lastMessage() {
        try {
            List<String> lines = Files.readAllLines(messages).stream()
                    .filter(line -> !line.isBlank())
                    .toList();
            return lines.isEmpty() ? "" : lines.getLast().strip();
        } catch (IOException e) {
            return "";
        }
    }

    private static String text(JsonValue answer, String field) throws Absence {
        try {
            return answer.field(field).string();
        } catch (FormatException e) {
            throw Absence.failed(OTHER_WORDS.formatted(e.getMessage()));
        }
    }

    /** Ends the process: by the end of its input if that helps, else by force. */
    @Override
    public void close() {
        try {
            requests.close();
        } catch (IOException alreadyGone) {
            process.destroyForcibly();
        }
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
            Files.deleteIfExists(messages);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            messages.toFile().deleteOnExit();
        }
    }
}
