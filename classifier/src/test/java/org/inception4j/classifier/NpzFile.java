package org.inception4j.classifier;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The float32 arrays of a file by {@code numpy.savez}, of row-major order; others are left out. */
final class NpzFile {
    private static final Pattern HEADER =
            Pattern.compile("\\{'descr': '<f4', 'fortran_order': False, 'shape': \\(([0-9, ]+)\\), \\}\\s*");

    /** An array with the sizes of its axes. */
    record Array(List<Integer> shape, float[] values) {}

    private NpzFile() {}

    static Map<String, Array> read(Path file) throws IOException {
        Map<String, Array> arrays = new TreeMap<>();
        try (ZipFile zip = new ZipFile(file.toFile())) {
            for (ZipEntry entry : zip.stream().toList()) {
                try (InputStream in = zip.getInputStream(entry)) {
                    array(in.readAllBytes())
                            .ifPresent(array -> arrays.put(entry.getName().replace(".npy", ""), array));
                }
            }
        }
        return arrays;
    }

    private static Optional<Array> array(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int headerBytes = in.getShort(8);
        Matcher matcher = HEADER.matcher(new String(bytes, 10, headerBytes, StandardCharsets.ISO_8859_1));
        if (!matcher.matches()) {
            return Optional.empty();
        }
        List<Integer> shape = new ArrayList<>();
        for (String size : matcher.group(1).split(", *")) {
            shape.add(Integer.parseInt(size));
        }
        float[] values = new float[(bytes.length - 10 - headerBytes) / Float.BYTES];
        in.position(10 + headerBytes).asFloatBuffer().get(values);
        return Optional.of(new Array(shape, values));
    }
}
