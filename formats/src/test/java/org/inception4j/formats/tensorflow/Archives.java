package org.inception4j.formats.tensorflow;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/** Archives in memory, good ones and bad ones. */
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
        return file(name, content.getBytes(StandardCharsets.UTF_8));
    }

    Archives file(String name, byte[] body) {
        TarArchiveEntry entry = new TarArchiveEntry(name, true);
        entry.setSize(body.length);
        return put(entry, body);
    }

    Archives folder(String name) {
        return put(new TarArchiveEntry(name), new byte[0]);
    }

    Archives link(String name, String target) {
        TarArchiveEntry entry = new TarArchiveEntry(name, TarConstants.LF_SYMLINK);
        entry.setLinkName(target);
        return put(entry, new byte[0]);
    }

    byte[] zipped() throws IOException {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(zipped)) {
            gzip.write(plain());
        }
        return zipped.toByteArray();
    }

    byte[] plain() throws IOException {
        tar.close();
        return bytes.toByteArray();
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
