package org.inception4j.formats.keras;

import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.inception4j.formats.FormatException;

/** A {@code .keras} file: a zip of {@code config.json}, {@code metadata.json} and {@code model.weights.h5}. */
final class KerasArchive {
    private static final String CONFIG = "config.json";
    private static final String METADATA = "metadata.json";
    private static final String WEIGHTS = "model.weights.h5";

    /** Numbers hardly compress and JSON compresses about tenfold; below this size nobody is hurt. */
    private static final int MAX_EXPANSION = 100;

    private static final long FREE_BYTES = 64L << 20;
    private static final int MAX_JSON_BYTES = 64 << 20;
    private static final int MAX_ENTRIES = 10_000;
    private static final byte[] SIGNATURE = {'P', 'K', 3, 4};

    private final Path path;
    private final ZipFile zip;

    private KerasArchive(Path path, ZipFile zip) {
        this.path = path;
        this.zip = zip;
    }

    static boolean isArchive(Path path) throws IOException {
        if (!Files.isRegularFile(path)) {
            return false;
        }
        try (InputStream in = Files.newInputStream(path)) {
            return MemorySegment.ofArray(in.readNBytes(SIGNATURE.length)).mismatch(MemorySegment.ofArray(SIGNATURE))
                    < 0;
        }
    }

    /** Keras writes its metadata first, whose name then stands in the first bytes. */
    static boolean looksLike(MemorySegment head) {
        if (head.byteSize() < SIGNATURE.length
                || head.asSlice(0, SIGNATURE.length).mismatch(MemorySegment.ofArray(SIGNATURE)) >= 0) {
            return false;
        }
        byte[] bytes = head.toArray(ValueLayout.JAVA_BYTE);
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        return text.contains(METADATA) || text.contains(CONFIG) || text.contains(WEIGHTS);
    }

    static KerasFile open(Path path) throws IOException {
        try (ZipFile zip = new ZipFile(path.toFile())) {
            return new KerasArchive(path, zip).read();
        } catch (ZipException | IllegalArgumentException damaged) {
            throw new FormatException(
                    path.toString(),
                    "is a damaged zip archive (%s)".formatted(damaged.getMessage()),
                    "copy or download it again");
        }
    }

    private KerasFile read() throws IOException {
        List<? extends ZipEntry> entries = Collections.list(zip.entries());
        checkNames(entries);
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put(CONFIG, text(CONFIG));
        if (zip.getEntry(METADATA) != null) {
            texts.put(METADATA, text(METADATA));
        }
        byte[] weights = bytes(WEIGHTS, Integer.MAX_VALUE - 8);
        return KerasFile.opened(Hdf5.of(path + ", " + WEIGHTS, weights), texts);
    }

    private void checkNames(List<? extends ZipEntry> entries) throws FormatException {
        if (entries.size() > MAX_ENTRIES) {
            throw new FormatException(
                    path.toString(),
                    "has %d entries".formatted(entries.size()),
                    "archives of at most %d are read".formatted(MAX_ENTRIES));
        }
        for (ZipEntry entry : entries) {
            String name = entry.getName();
            if (name.startsWith("/")
                    || name.contains("\\")
                    || name.contains(":")
                    || List.of(name.split("/")).contains("..")) {
                throw new FormatException(
                        path + ", " + name, "is a path out of the archive", "give an archive that Keras wrote");
            }
        }
    }

    private String text(String name) throws IOException {
        return new String(bytes(name, MAX_JSON_BYTES), StandardCharsets.UTF_8);
    }

    /** What the archive says of the size is not believed: reading stops where the limit is. */
    private byte[] bytes(String name, int most) throws IOException {
        ZipEntry entry = zip.getEntry(name);
        if (entry == null) {
            throw new FormatException(
                    path.toString(), "is a zip archive without %s".formatted(name), "give a .keras file");
        }
        long justified = Math.max(FREE_BYTES, Files.size(path) * MAX_EXPANSION);
        int limit = (int) Math.min(most, justified);
        try (InputStream in = zip.getInputStream(entry)) {
            byte[] bytes = in.readNBytes(limit);
            if (in.read() >= 0) {
                throw new FormatException(
                        path + ", " + name,
                        "expands to more than %d bytes".formatted(limit),
                        "give an archive that Keras wrote");
            }
            return bytes;
        }
    }
}
