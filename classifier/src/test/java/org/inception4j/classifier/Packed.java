package org.inception4j.classifier;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.inception4j.formats.json.JsonText;

/** Takes {@code .inception} files apart and packs changed ones. */
final class Packed {
    private Packed() {}

    static Map<String, byte[]> entries(Path file) throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        try (ZipFile zip = new ZipFile(file.toFile())) {
            for (ZipEntry entry : zip.stream().toList()) {
                entries.put(entry.getName(), zip.getInputStream(entry).readAllBytes());
            }
        }
        return entries;
    }

    /** With the hashes that these entries have. */
    static void writeWithHashes(Map<String, byte[]> entries, Path file) throws IOException {
        Map<String, Object> hashes = new LinkedHashMap<>();
        for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
            if (!entry.getKey().equals("hashes.json")) {
                Checksums sums = new Checksums();
                sums.write(entry.getValue());
                hashes.put(entry.getKey(), sums.sha256Hex());
            }
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("format", "inception4j classifier");
        json.put("version", 1);
        json.put("sha256", hashes);
        entries.put("hashes.json", JsonText.write(json).getBytes(UTF_8));
        write(entries, file);
    }

    static void write(Map<String, byte[]> entries, Path file) throws IOException {
        List<ZipLayout.Entry> listed = new ArrayList<>();
        for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
            Checksums sums = new Checksums();
            sums.write(entry.getValue());
            listed.add(new ZipLayout.Entry(entry.getKey(), sums.size(), sums.crc32()));
        }
        ZipLayout layout = new ZipLayout(listed);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int i = 0; i < listed.size(); i++) {
            out.writeBytes(layout.header(i));
            out.writeBytes(entries.get(listed.get(i).name()));
        }
        out.writeBytes(layout.directory());
        Files.write(file, out.toByteArray());
    }

    /** Where a part of a file begins. */
    static int offset(byte[] bytes, byte[] part) {
        for (int i = 0; i + part.length <= bytes.length; i++) {
            if (Arrays.equals(bytes, i, i + part.length, part, 0, part.length)) {
                return i;
            }
        }
        throw new AssertionError("not found");
    }
}
