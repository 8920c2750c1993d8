package org.inception4j.formats.numpy;

import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.inception4j.formats.FormatException;

/** A {@code .npz}: a zip archive with an array in each of its entries. */
final class Archive implements AutoCloseable {
    static final String SUFFIX = ".npy";

    /** So much is never too much, and so many times the file's size. */
    private static final long FREE_BYTES = 64 << 20;

    private static final int MAX_EXPANSION = 100;

    private final String place;
    private final long maxBytes;
    private final ZipFile zip;
    private final Map<String, ZipEntry> entries = new LinkedHashMap<>();

    private Archive(Path file, ZipFile zip) throws IOException {
        this.place = file.toString();
        this.zip = zip;
        this.maxBytes = Math.max(FREE_BYTES, Math.multiplyExact(Files.size(file), MAX_EXPANSION));
        for (ZipEntry entry : List.copyOf(zip.stream().toList())) {
            add(entry);
        }
    }

    static Archive open(Path file) throws IOException {
        ZipFile zip;
        try {
            zip = new ZipFile(file.toFile());
        } catch (ZipException | IllegalArgumentException damaged) {
            throw new FormatException(
                    file.toString(), "is a damaged zip file (%s)".formatted(damaged.getMessage()), "copy it again");
        }
        try {
            return new Archive(file, zip);
        } catch (IOException | RuntimeException refused) {
            zip.close();
            throw refused;
        }
    }

    private void add(ZipEntry entry) throws FormatException {
        String name = entry.getName();
        if (name.startsWith("/") || List.of(name.split("[/\\\\]")).contains("..")) {
            throw new FormatException(place, "has an entry that leads out of it: " + name, "do not trust the file");
        }
        if (name.endsWith(SUFFIX) && entries.putIfAbsent(name, entry) != null) {
            throw new FormatException(place, "has %s twice".formatted(name), "save it again");
        }
    }

    /** Names of the arrays' entries, in the order of the archive. */
    Iterable<String> names() {
        return entries.keySet();
    }

    ArrayFile begin(String name) throws IOException {
        try (InputStream in = stream(name)) {
            return ArrayFile.begin(in, at(name));
        } catch (ZipException damaged) {
            throw damaged(name, damaged.getMessage());
        }
    }

    /** What follows the first {@code skipped} bytes; the checksum is tested. */
    MemorySegment read(String name, int skipped) throws IOException {
        ZipEntry entry = entries.get(name);
        long size = entry.getSize();
        if (size > Math.min(maxBytes, Integer.MAX_VALUE - 8)) {
            throw new FormatException(
                    at(name),
                    "would grow to %d bytes, more than %d".formatted(size, maxBytes),
                    "save it without compression, in arrays of less than 2 GB");
        }
        try (InputStream in = stream(name)) {
            byte[] bytes = in.readNBytes((int) size);
            CRC32 sum = new CRC32();
            sum.update(bytes);
            if (bytes.length != size || sum.getValue() != entry.getCrc()) {
                throw damaged(name, "its checksum is wrong");
            }
            return MemorySegment.ofArray(bytes).asSlice(Math.min(skipped, bytes.length));
        } catch (ZipException damaged) {
            throw damaged(name, damaged.getMessage());
        }
    }

    private InputStream stream(String name) throws IOException {
        try {
            return zip.getInputStream(entries.get(name));
        } catch (IllegalArgumentException damaged) {
            throw damaged(name, damaged.getMessage());
        }
    }

    private FormatException damaged(String name, String problem) {
        return new FormatException(at(name), "is damaged (%s)".formatted(problem), "copy the file again");
    }

    private String at(String name) {
        return place + ", " + name;
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
