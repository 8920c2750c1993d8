package org.inception4j.formats.tensorflow;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.inception4j.formats.WeightsException;

/** Unpacks {@code .tar} and {@code .tar.gz} of unknown origin: files and folders only, all inside, not too many, not too large. */
public final class TarArchive {
    private static final int MAX_ENTRIES = 10_000;
    private static final long MAX_BYTES = 4L << 30;

    /** Compressed ones hold at most this, or this many times their size. */
    private static final long FREE_BYTES = 64L << 20;

    private static final long MOST_FOLD = 100;
    private static final int GZIP_MAGIC = 0x1f8b;
    private static final int CHUNK_BYTES = 1 << 16;

    private final String place;
    private final Path folder;
    private final long maxBytes;
    private final byte[] chunk = new byte[CHUNK_BYTES];
    private int entries;
    private long written;

    private TarArchive(String place, Path folder, long maxBytes) {
        this.place = place;
        this.folder = folder;
        this.maxBytes = maxBytes;
    }

    /**
     * Unpacks into a folder, which is made.
     *
     * @param place what messages call the archive
     * @throws WeightsException if it is damaged, too large, or has what is no file or folder or leads out of the folder
     */
    public static void unpack(Path archive, String place, Path folder) throws IOException {
        long most = Math.max(FREE_BYTES, MOST_FOLD * Files.size(archive));
        unpack(archive, place, folder, Math.min(most, MAX_BYTES));
    }

    static void unpack(Path archive, String place, Path folder, long maxBytes) throws IOException {
        Files.createDirectories(folder);
        try (TarArchiveInputStream tar = new TarArchiveInputStream(unzipped(archive, place))) {
            new TarArchive(place, folder, maxBytes).unpack(tar);
        }
    }

    private static InputStream unzipped(Path archive, String place) throws IOException {
        BufferedInputStream in = new BufferedInputStream(Files.newInputStream(archive));
        in.mark(2);
        int magic = in.read() << 8 | in.read();
        in.reset();
        if (magic != GZIP_MAGIC) {
            return in;
        }
        try {
            return new BufferedInputStream(new GZIPInputStream(in));
        } catch (IOException _) {
            in.close();
            throw damaged(place);
        }
    }

    private void unpack(TarArchiveInputStream tar) throws IOException {
        for (TarArchiveEntry entry = next(tar); entry != null; entry = next(tar)) {
            if (++entries > MAX_ENTRIES) {
                throw refused("has more than %d entries".formatted(MAX_ENTRIES));
            }
            Path target = inside(entry);
            if (entry.isDirectory()) {
                Files.createDirectories(target);
            } else {
                Files.createDirectories(target.getParent());
                write(tar, target);
            }
        }
        if (entries == 0) {
            throw damaged(place);
        }
    }

    /** The library answers garbage with both kinds of exception. */
    private TarArchiveEntry next(TarArchiveInputStream tar) throws WeightsException {
        try {
            return tar.getNextEntry();
        } catch (IOException | RuntimeException _) {
            throw damaged(place);
        }
    }

    private Path inside(TarArchiveEntry entry) throws WeightsException {
        String name = entry.getName();
        boolean plain = entry.isDirectory() || entry.isFile() && !entry.isLink() && !entry.isSymbolicLink();
        if (!plain || entry.isSparse()) {
            throw refused("its entry %s is neither a file nor a folder".formatted(name));
        }
        Path target = folder.resolve(name.isEmpty() || name.indexOf('\0') >= 0 ? ".." : name)
                .normalize();
        if (name.startsWith("/") || !target.startsWith(folder.normalize())) {
            throw refused("its entry %s leads out of the folder".formatted(name));
        }
        return target;
    }

    private void write(InputStream tar, Path target) throws IOException {
        try (OutputStream out = Files.newOutputStream(target)) {
            for (int count = read(tar); count >= 0; count = read(tar)) {
                written += count;
                if (written > maxBytes) {
                    throw refused("holds more than %d bytes".formatted(maxBytes));
                }
                out.write(chunk, 0, count);
            }
        }
    }

    private int read(InputStream tar) throws WeightsException {
        try {
            return tar.read(chunk);
        } catch (IOException | RuntimeException _) {
            throw damaged(place);
        }
    }

    private WeightsException refused(String problem) {
        return new WeightsException(place, problem, "give an archive of a SavedModel as TF-Hub has them");
    }

    private static WeightsException damaged(String place) {
        return new WeightsException(place, "is damaged or no .tar.gz", "fetch it again");
    }
}
