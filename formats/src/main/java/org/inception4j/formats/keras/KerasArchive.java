package org.inception4j.formats.keras;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.inception4j.formats.FormatException;
import org.inception4j.formats.MappedFile;
import org.inception4j.formats.zip.ZipArchive;

/** A {@code .keras} file: a zip of {@code config.json}, {@code metadata.json} and {@code model.weights.h5}. */
record KerasArchive(Path path, ZipArchive zip) {
    private static final String CONFIG = "config.json";
    private static final String METADATA = "metadata.json";
    private static final String WEIGHTS = "model.weights.h5";
    private static final int MAX_JSON_BYTES = 64 << 20;

    static boolean isArchive(Path path) throws IOException {
        return Files.isRegularFile(path) && ZipArchive.begins(MappedFile.open(path));
    }

    /** Keras writes its metadata first, whose name then stands in the first bytes. */
    static boolean looksLike(MemorySegment head) {
        if (!ZipArchive.begins(head)) {
            return false;
        }
        String text = new String(head.toArray(ValueLayout.JAVA_BYTE), StandardCharsets.ISO_8859_1);
        return text.contains(METADATA) || text.contains(CONFIG) || text.contains(WEIGHTS);
    }

    static KerasFile open(Path path) throws IOException {
        return new KerasArchive(path, ZipArchive.open(path)).read();
    }

    private KerasFile read() throws IOException {
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put(CONFIG, text(CONFIG));
        if (zip.names().contains(METADATA)) {
            texts.put(METADATA, text(METADATA));
        }
        return KerasFile.opened(Hdf5.of(path + ", " + WEIGHTS, content(WEIGHTS)), texts);
    }

    private String text(String name) throws IOException {
        MemorySegment content = content(name);
        if (content.byteSize() > MAX_JSON_BYTES) {
            throw new FormatException(
                    path + ", " + name,
                    "has %d bytes, more than %d".formatted(content.byteSize(), MAX_JSON_BYTES),
                    "give an archive that Keras wrote");
        }
        return new String(content.toArray(ValueLayout.JAVA_BYTE), StandardCharsets.UTF_8);
    }

    private MemorySegment content(String name) throws IOException {
        return zip.read(name)
                .orElseThrow(() -> new FormatException(
                        path.toString(), "is a zip archive without %s".formatted(name), "give a .keras file"));
    }
}
