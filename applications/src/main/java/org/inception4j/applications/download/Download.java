package org.inception4j.applications.download;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Optional;
import org.inception4j.formats.AtomicFile;

/**
 * Fetches one file.
 *
 * @param source http or https; redirects are followed, not from https to http
 * @param md5 what the file must have, in hexadecimal; empty if that is not known
 * @param maxBytes a longer answer is refused
 */
public record Download(URI source, Optional<String> md5, long maxBytes, DownloadListener listener) {
    /** No weights of these networks are larger. */
    public static final long MAX_BYTES = 2L << 30;

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(20);
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(60);
    private static final int CHUNK_BYTES = 1 << 16;
    private static final int OK = 200;

    public static Download of(URI source, DownloadListener listener) {
        return new Download(source, Optional.empty(), MAX_BYTES, listener);
    }

    public Download withMd5(String expected) {
        return new Download(source, Optional.of(expected), maxBytes, listener);
    }

    /**
     * Puts it at this path when it is whole; until then it lies beside it under another name. Folders are made.
     *
     * @throws DownloadException if it could not be fetched or is another file than expected; nothing is left behind
     */
    public void to(Path file) throws IOException {
        try {
            write(file.toAbsolutePath());
        } catch (FileSystemException refused) {
            throw new DownloadException("its folder cannot be written: " + reason(refused), refused);
        }
    }

    private void write(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        Path temporary = Files.createTempFile(file.getParent(), "." + file.getFileName(), ".part");
        try {
            fetch(temporary);
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    private static String reason(FileSystemException refused) {
        return refused instanceof FileAlreadyExistsException
                ? refused.getFile() + " is a file"
                : AtomicFile.reason(refused);
    }

    private void fetch(Path temporary) throws IOException {
        MessageDigest digest = Md5.digest();
        try (HttpClient client = HttpClient.newBuilder()
                        .followRedirects(HttpClient.Redirect.NORMAL)
                        .connectTimeout(CONNECT_TIMEOUT)
                        .build();
                OutputStream out = new DigestOutputStream(Files.newOutputStream(temporary), digest)) {
            HttpResponse<InputStream> answer = answer(client);
            try (InputStream in = answer.body()) {
                copy(
                        in,
                        out,
                        answer.headers().firstValueAsLong("content-length").orElse(-1));
            }
        }
        String received = Md5.text(digest);
        if (md5.isPresent() && !md5.get().equals(received)) {
            throw new DownloadException("what came has the MD5 %s instead of %s".formatted(received, md5.get()));
        }
    }

    private HttpResponse<InputStream> answer(HttpClient client) throws IOException {
        HttpResponse<InputStream> answer = send(client);
        if (answer.statusCode() != OK) {
            answer.body().close();
            throw new DownloadException("%s answered %d".formatted(source.getHost(), answer.statusCode()));
        }
        return answer;
    }

    private HttpResponse<InputStream> send(HttpClient client) throws DownloadException {
        try {
            return client.send(
                    HttpRequest.newBuilder(source).timeout(ANSWER_TIMEOUT).build(),
                    HttpResponse.BodyHandlers.ofInputStream());
        } catch (HttpTimeoutException late) {
            throw new DownloadException("%s did not answer in time".formatted(source.getHost()), late);
        } catch (ConnectException unreachable) {
            throw new DownloadException("no connection to %s".formatted(source.getHost()), unreachable);
        } catch (IOException broken) {
            throw new DownloadException(
                    "the connection to %s failed: %s".formatted(source.getHost(), broken.getMessage()), broken);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new DownloadException("it was interrupted", stopped);
        } catch (IllegalArgumentException wrong) {
            throw new DownloadException("%s is no address of the web".formatted(source), wrong);
        }
    }

    private void copy(InputStream in, OutputStream out, long total) throws IOException {
        byte[] chunk = new byte[CHUNK_BYTES];
        long received = 0;
        listener.progress(source, received, total);
        for (int count = read(in, chunk); count >= 0; count = read(in, chunk)) {
            out.write(chunk, 0, count);
            received += count;
            if (received > maxBytes) {
                throw new DownloadException("it is longer than %d bytes".formatted(maxBytes));
            }
            listener.progress(source, received, total);
        }
    }

    /** A connection that ends early is the network's fault, a disk that is full is not. */
    private int read(InputStream in, byte[] chunk) throws DownloadException {
        try {
            return in.read(chunk);
        } catch (IOException broken) {
            throw new DownloadException("the connection to %s broke off".formatted(source.getHost()), broken);
        }
    }
}
