package org.inception4j.examples;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The documents themselves, where they lie beside the checkout, and what the examples print. */
final class Document {
    private static final Path SEEDS = Path.of(System.getProperty("project.root"), "..", "shared", "seeds");

    /** A {@code main} that prints. */
    interface Program {
        void main(String[] arguments) throws Exception;
    }

    private Document() {}

    /** The document's lines; without the document the test is skipped with the reason. */
    static List<String> lines(String number) {
        if (!Files.isDirectory(SEEDS)) {
            System.out.println("skipped: there is no folder shared/seeds beside the checkout");
            abort("no folder shared/seeds");
        }
        try (Stream<Path> files = Files.list(SEEDS)) {
            Path file = files.filter(path -> path.getFileName().toString().startsWith(number))
                    .findFirst()
                    .orElseThrow();
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What it prints, line by line. */
    static List<String> printed(Program program) throws Exception {
        PrintStream before = System.out;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
            program.main(new String[0]);
        } finally {
            System.setOut(before);
        }
        return bytes.toString(StandardCharsets.UTF_8).lines().toList();
    }

    /** A file of ours with what the example printed when it had been held against the document. */
    static List<String> golden(String name) {
        try (InputStream in = Document.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
