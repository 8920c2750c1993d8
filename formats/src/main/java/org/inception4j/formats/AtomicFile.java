package org.inception4j.formats;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * Files that are replaced as a whole: whoever opens one finds the old contents or the new ones, also after a crash, a kill or a
 * full disk. Written to a temporary file in the same folder, forced to the disk, renamed, the folder forced.
 */
public final class AtomicFile {
    private static final String SUFFIX = ".part";

    /** What writes the contents; give the stream large pieces, it has no buffer; do not close it. */
    @FunctionalInterface
    public interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    private AtomicFile() {}

    /**
     * Writes {@code file}; after an exception the old one is as it was. Temporary files that killed writers of the same file
     * left behind are deleted.
     */
    public static void write(Path file, Content content) throws IOException {
        try {
            replace(Files.exists(file) ? file.toRealPath() : file.toAbsolutePath(), content);
        } catch (IOException failed) {
            throw refusal(file, failed);
        }
    }

    private static void replace(Path target, Content content) throws IOException {
        deleteLeftovers(target);
        Path temporary = target.resolveSibling(prefix(target) + UUID.randomUUID() + SUFFIX);
        try {
            writeForced(temporary, content);
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(temporary);
        }
        forceFolder(target.getParent());
    }

    /** What the system says of a file that cannot be written, without its name: {@code No space left on device}. */
    public static String reason(IOException failed) {
        if (failed.getCause() instanceof IOException cause) {
            return reason(cause);
        }
        return switch (failed) {
            case AccessDeniedException _ -> "not permitted";
            case NoSuchFileException _ -> "there is no such folder";
            case FileSystemException named when named.getReason() != null -> named.getReason();
            default -> failed.getMessage();
        };
    }

    /** Not one of a file system's, to which readers of messages would add what the file's name is and what to do. */
    private static IOException refusal(Path file, IOException failed) {
        Path folder = file.toAbsolutePath().getParent();
        String reason = Files.isDirectory(folder)
                ? "cannot be written (%s); an old file is as it was, make room or choose another folder"
                        .formatted(reason(failed))
                : "there is no folder %s; make it first".formatted(folder);
        return new IOException(file + ": " + reason, failed);
    }

    private static void writeForced(Path temporary, Content content) throws IOException {
        try (FileChannel channel =
                FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            lock(channel);
            content.writeTo(Channels.newOutputStream(channel));
            channel.force(true);
        }
    }

    /**
     * Until it is closed, so that another writer can tell the file from a leftover; where a network folder knows no locks,
     * leftovers stay.
     */
    private static boolean lock(FileChannel channel) {
        try {
            return channel.tryLock() != null;
        } catch (IOException | OverlappingFileLockException _) {
            return false;
        }
    }

    private static void deleteLeftovers(Path target) throws IOException {
        String prefix = prefix(target);
        try (DirectoryStream<Path> files = Files.newDirectoryStream(target.getParent(), file -> {
            String name = file.getFileName().toString();
            return name.startsWith(prefix) && name.endsWith(SUFFIX);
        })) {
            for (Path file : files) {
                deleteIfAbandoned(file);
            }
        }
    }

    private static void deleteIfAbandoned(Path file) throws IOException {
        boolean abandoned;
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            abandoned = lock(channel);
        } catch (IOException _) {
            // another writer renamed or deleted it, or it belongs to another user
            abandoned = false;
        }
        if (abandoned) {
            Files.deleteIfExists(file);
        }
    }

    /** A rename is on the disk when its folder is; some systems cannot open a folder, and there it is left to them. */
    private static void forceFolder(Path folder) throws IOException {
        FileChannel channel;
        try {
            channel = FileChannel.open(folder, StandardOpenOption.READ);
        } catch (IOException _) {
            return;
        }
        try (channel) {
            channel.force(true);
        }
    }

    private static String prefix(Path target) {
        return "." + target.getFileName() + ".";
    }
}
