package org.inception4j.formats.tensorflow;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.inception4j.formats.TensorEntry;
import org.inception4j.model.Shape;
import org.inception4j.tensor.Tensor;

/** Files that TensorFlow wrote, see scripts/fixtures/tensorflow_files.py, and the numbers that it put into them. */
final class Fixtures {
    private static final Path FOLDER = Path.of(System.getProperty("project.root"))
            .resolve("formats/src/test/resources/org/inception4j/formats/tensorflow");

    private Fixtures() {}

    static Path path(String name) {
        return FOLDER.resolve(name);
    }

    static TensorflowFile open(String name) throws IOException {
        return TensorflowFile.open(path(name));
    }

    static byte[] unzipped(String name) throws IOException {
        try (InputStream in = new GZIPInputStream(Files.newInputStream(path(name)))) {
            return in.readAllBytes();
        }
    }

    /** The variables of a network that TF-slim makes, in its order. */
    static List<TensorEntry> slim(String scope) throws IOException {
        List<TensorEntry> entries = new ArrayList<>();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                new ByteArrayInputStream(unzipped("slim_names.txt.gz")), StandardCharsets.UTF_8))) {
            lines.lines()
                    .filter(line -> line.startsWith(scope + "/"))
                    .map(line -> List.of(line.split(" ")))
                    .forEach(line -> entries.add(new TensorEntry(
                            line.getFirst(),
                            "DT_FLOAT",
                            line.stream().skip(1).map(Long::valueOf).toList())));
        }
        return entries;
    }

    /** As counter.py's {@code weight}. */
    static float[] weight(String name, int... sizes) {
        int count = Arrays.stream(sizes).reduce(1, (one, other) -> one * other);
        float[] values = new float[count];
        double fanIn = (double) count / sizes[sizes.length - 1];
        for (int i = 0; i < count; i++) {
            double u = uniform(name, i);
            values[i] = (float)
                    switch (name.substring(name.lastIndexOf('/') + 1)) {
                        case "gamma", "moving_variance" -> 0.8 + 0.4 * u;
                        case "kernel" -> (2 * u - 1) * Math.sqrt(6 / fanIn);
                        default -> (2 * u - 1) * 0.1;
                    };
        }
        return values;
    }

    /** The name's first number in front of zeros. */
    static Tensor marked(String name, Shape shape) {
        Tensor tensor = Tensor.zeros(shape);
        tensor.set(0, (float) uniform(name, 0));
        return tensor;
    }

    /** As counter.py's {@code uniform}. */
    static double uniform(String name, int index) {
        long hash = 0xCBF29CE484222325L;
        for (byte letter : name.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ Byte.toUnsignedLong(letter)) * 0x100000001B3L;
        }
        long z = hash + index * 0x9E3779B97F4A7C15L;
        z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return (((z ^ z >>> 31) >>> 40) + 0.5) / (1 << 24);
    }
}
