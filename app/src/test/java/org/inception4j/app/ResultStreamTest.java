package org.inception4j.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResultStreamTest {
    private static final Path FULL = Path.of("/dev/full");

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @ParameterizedTest
    @ValueSource(
            strings = {"summary googlenet", "summary googlenet --format json", "--help", "--version", "completion"})
    void tellsThatTheDiskIsFull(String command) throws IOException {
        boolean there = Files.exists(FULL);
        if (!there) {
            System.out.println("skipped: this system has no /dev/full");
        }
        assumeTrue(there, "this system has no /dev/full");
        try (OutputStream full = new FileOutputStream(FULL.toFile())) {
            assertThat(run(full, command)).isEqualTo(2);
        }
        assertThat(err.toString(StandardCharsets.UTF_8))
                .isEqualTo(
                        "standard output: cannot be written (No space left on device); make room and run it again\n");
    }

    @Test
    void saysNothingWhenNobodyReadsOn() {
        assertThat(run(failing("Broken pipe"), "summary googlenet")).isEqualTo(141);
        assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    private int run(OutputStream out, String command) {
        Console console = Console.of(out, err);
        int exitCode = Inception.run(console, command.split(" "));
        console.flush();
        return exitCode;
    }

    private static OutputStream failing(String reason) {
        return new OutputStream() {
            @Override
            public void write(int value) throws IOException {
                throw new IOException(reason);
            }
        };
    }
}
