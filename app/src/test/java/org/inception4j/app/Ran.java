package org.inception4j.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** What a command, run in this process, printed and gave as its exit code. */
record Ran(int exitCode, String out, String err) {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** Paths and numbers may be given as they are. */
    static Ran inception(Object... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Console console = Console.of(out, err);
        int exitCode = Inception.run(
                console, Arrays.stream(arguments).map(Object::toString).toArray(String[]::new));
        console.flush();
        return new Ran(exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** Exit code 0; gives itself. */
    Ran succeeds() {
        assertThat(exitCode).as(err).isZero();
        return this;
    }

    /** Exit code 2, nothing on standard output, and this on standard error and nothing else. */
    void refuses(String sentence) {
        assertThat(err.strip()).isEqualTo(sentence);
        assertThat(out).isEmpty();
        assertThat(exitCode).isEqualTo(2);
    }

    List<String> outLines() {
        return out.lines().toList();
    }

    /** What standard output holds must be one JSON object a line. */
    List<JsonNode> json() {
        return outLines().stream().map(Ran::parse).toList();
    }

    private static JsonNode parse(String line) {
        try {
            return MAPPER.readTree(line);
        } catch (JsonProcessingException e) {
            throw new AssertionError(line, e);
        }
    }

    static Path projectRoot() {
        return Path.of(System.getProperty("project.root"));
    }
}
