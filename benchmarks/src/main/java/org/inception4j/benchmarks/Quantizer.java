package org.inception4j.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.inception4j.app.bench.Contender.Skip;

/**
 * ONNX Runtime's own static quantisation, which there is in Python only.
 *
 * @param python null where there is none
 */
record Quantizer(Path python) {
    private static final String SCRIPT = "quantize.py";

    /** The file in 8 bits, beside it. */
    Path quantized(Path file) throws Skip, IOException {
        if (python == null) {
            throw new Skip("its quantisation needs a Python with onnxruntime and onnx; give one by --python PATH");
        }
        Path script = file.resolveSibling(SCRIPT);
        try (InputStream source = Quantizer.class.getResourceAsStream(SCRIPT)) {
            Files.copy(source, script, StandardCopyOption.REPLACE_EXISTING);
        }
        Path quantized = file.resolveSibling("quantized.onnx");
        run(List.of(python.toString(), script.toString(), file.toString(), quantized.toString()));
        return quantized;
    }

    private static void run(List<String> command) throws Skip, IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        try {
            if (process.waitFor() != 0) {
                String last = said.lines().reduce("", (_, line) -> line);
                throw new Skip("its quantisation by %s fails (%s)".formatted(command.getFirst(), last.strip()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Skip("was interrupted");
        }
    }

    /** With all that is in it. */
    static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(Quantizer::deleteOne);
        }
    }

    private static void deleteOne(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
