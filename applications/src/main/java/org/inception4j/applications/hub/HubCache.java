package org.inception4j.applications.hub;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDateTime;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.inception4j.applications.download.Download;
import org.inception4j.applications.download.DownloadException;
import org.inception4j.applications.download.DownloadListener;
import org.inception4j.formats.WeightsException;
import org.inception4j.formats.tensorflow.TarArchive;

/**
 * TF-Hub's own folder of modules: a module lies in a folder named by the SHA-1 of its handle, beside it a text that says which it
 * is. What Python has fetched is used, and Python finds what is fetched here.
 */
public record HubCache(Path folder, DownloadListener listener) {
    /** {@code $TFHUB_CACHE_DIR}, without that variable {@code tfhub_modules} in the folder for temporary files. */
    public static HubCache standard() {
        return of(Optional.ofNullable(System.getenv("TFHUB_CACHE_DIR"))
                .filter(value -> !value.isBlank())
                .map(Path::of)
                .orElseGet(() -> Path.of(System.getProperty("java.io.tmpdir"), "tfhub_modules")));
    }

    public static HubCache of(Path folder) {
        return new HubCache(folder, DownloadListener.NONE);
    }

    public HubCache withListener(DownloadListener changed) {
        return new HubCache(folder, changed);
    }

    /** The SavedModel's folder: the one given, an unpacked archive, or what lies or comes to lie in this cache. */
    Path savedModel(String handle) throws IOException {
        if (handle.startsWith("http://") || handle.startsWith("https://")) {
            Path module = folder.resolve(sha1(handle));
            if (!Files.isDirectory(module)) {
                fetch(handle, module);
            }
            return checked(handle, module);
        }
        Path local = Path.of(handle);
        if (Files.isDirectory(local)) {
            return checked(handle, local);
        }
        if (!Files.isRegularFile(local)) {
            throw new WeightsException(handle, "there is no such folder or file", "check the path");
        }
        return checked(handle, unpacked(local));
    }

    private static Path checked(String handle, Path module) throws WeightsException {
        if (!Files.isRegularFile(module.resolve("saved_model.pb"))) {
            throw new WeightsException(
                    handle,
                    "%s has no saved_model.pb".formatted(module),
                    "give a module in the format of TensorFlow 2, or delete that folder to have it fetched anew");
        }
        return module;
    }

    private void fetch(String handle, Path module) throws IOException {
        Path archive = folder.resolve(module.getFileName() + "." + UUID.randomUUID() + ".tar.gz");
        try {
            download(handle, module, archive);
            unpack(archive, handle, module);
        } finally {
            Files.deleteIfExists(archive);
        }
    }

    private void download(String handle, Path module, Path archive) throws IOException {
        try {
            Download.of(compressed(handle), listener).to(archive);
        } catch (DownloadException failed) {
            throw new WeightsException(
                    handle,
                    "could not be fetched (%s)".formatted(failed.getMessage()),
                    "fetch %s elsewhere and give its path, or unpack it into %s".formatted(compressed(handle), module));
        }
    }

    /** Unpacked once for each state of the archive. */
    private Path unpacked(Path archive) throws IOException {
        FileTime changed = Files.getLastModifiedTime(archive);
        String state = "%s %d %s".formatted(archive.toRealPath(), Files.size(archive), changed);
        Path module = folder.resolve(sha1(state));
        if (!Files.isDirectory(module)) {
            Files.createDirectories(folder);
            unpack(archive, archive.toString(), module);
        }
        return module;
    }

    /** Into a folder beside, which is renamed when it is whole. */
    private void unpack(Path archive, String handle, Path module) throws IOException {
        Path temporary = folder.resolve(module.getFileName() + "." + UUID.randomUUID() + ".tmp");
        try {
            TarArchive.unpack(archive, handle, temporary);
            Files.writeString(folder.resolve(module.getFileName() + ".descriptor.txt"), descriptor(handle));
            Files.move(temporary, module, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException taken) {
            if (!Files.isDirectory(module)) {
                throw taken;
            }
            // another process was faster
        } finally {
            deleteFolder(temporary);
        }
    }

    private static void deleteFolder(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private static URI compressed(String handle) {
        return URI.create(handle + (handle.contains("?") ? "&" : "?") + "tf-hub-format=compressed");
    }

    private static String descriptor(String handle) {
        return "Module: %s%nDownload Time: %s%nDownloader Hostname: %s (PID:%d)"
                .formatted(
                        handle,
                        LocalDateTime.now(),
                        host(),
                        ProcessHandle.current().pid());
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException _) {
            return "localhost";
        }
    }

    private static String sha1(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("SHA-1: every Java platform has it", impossible);
        }
    }
}
