package org.inception4j.applications.hub;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** Archives of modules in memory, good ones and bad ones. */
final class Archives {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes);

    /** What the least SavedModel has. */
    static Archives savedModel() {
        return new Archives()
                .folder("./variables/")
                .file("./saved_model.pb", "graph")
                .file("./variables/variables.index", "index");
    }

    Archives file(String name, String content) {
        byte[] body = content.getBytes(StandardCharsets.UTF_8);
        TarArchiveEntry entry = new TarArchiveEntry(name, true);
        entry.setSize(body.length);
        return put(entry, body);
    }

    private Archives folder(String name) {
        return put(new TarArchiveEntry(name), new byte[0]);
    }

    byte[] zipped() throws IOException {
        tar.close();
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(zipped)) {
            bytes.writeTo(gzip);
        }
        return zipped.toByteArray();
    }

    private Archives put(TarArchiveEntry entry, byte[] body) {
        try {
            tar.putArchiveEntry(entry);
            tar.write(body);
            tar.closeArchiveEntry();
            return this;
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
