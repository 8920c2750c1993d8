package org.inception4j.applications;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.inception4j.applications.download.Md5;
import org.inception4j.formats.WeightsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KerasCacheTest {
    private static final byte[] BODY = "weights".getBytes(StandardCharsets.UTF_8);

    @TempDir
    private Path folder;

    @Test
    void fetchesOnceAndThenUsesWhatIsThere() throws IOException {
        try (WebServer server = WebServer.start().answer("/w.h5", 200, BODY)) {
            PublishedFile published = new PublishedFile("w.h5", server.uri("/w.h5"), md5());
            List<Long> progress = new ArrayList<>();
            KerasCache cache =
                    KerasCache.of(folder.resolve("models")).withListener((_, received, _) -> progress.add(received));
            assertThat(cache.file(published)).hasBinaryContent(BODY);
            assertThat(cache.file(published)).isEqualTo(folder.resolve("models/w.h5"));
            assertThat(server.requests()).containsExactly("/w.h5");
            assertThat(progress).containsExactly(0L, 7L);
        }
    }

    @Test
    void saysWhichFileToPutWhereWhenItCannotBeFetched() throws IOException {
        WebServer server = WebServer.start();
        PublishedFile published = new PublishedFile("w.h5", server.uri("/w.h5"), md5());
        server.close();
        assertThatThrownBy(() -> KerasCache.of(folder).file(published))
                .isInstanceOf(WeightsException.class)
                .hasMessage(
                        "%s: is not there and could not be fetched (no connection to localhost); put the file from %s with the MD5 %s there",
                        folder.resolve("w.h5"), published.source(), published.md5());
    }

    @Test
    void saysThatItsFolderCannotBeWritten() throws IOException {
        Path taken = Files.createFile(folder.resolve("models"));
        PublishedFile published = new PublishedFile("w.h5", URI.create("http://localhost:1/w.h5"), md5());
        assertThatThrownBy(() -> KerasCache.of(taken).file(published))
                .isInstanceOf(WeightsException.class)
                .hasMessage(
                        "%s/w.h5: is not there and could not be fetched (its folder cannot be written: %s is a file); put the file from http://localhost:1/w.h5 with the MD5 %s there",
                        taken, taken, published.md5());
    }

    @Test
    void leavesADamagedFileAsItIs() throws IOException {
        Path file = Files.writeString(folder.resolve("w.h5"), "other");
        try (WebServer server = WebServer.start()) {
            PublishedFile published = new PublishedFile("w.h5", server.uri("/w.h5"), md5());
            assertThatThrownBy(() -> KerasCache.of(folder).file(published))
                    .isInstanceOf(WeightsException.class)
                    .hasMessage(
                            "%s: has the MD5 %s and the published file has %s; move it away to have it fetched anew, or put the file from %s in its place",
                            file, Md5.of(file), published.md5(), published.source());
            assertThat(file).hasContent("other");
            assertThat(server.requests()).isEmpty();
        }
    }

    @Test
    void isKerasOwnFolder() {
        String home = System.getenv("KERAS_HOME");
        Path expected =
                home == null || home.isBlank() ? Path.of(System.getProperty("user.home"), ".keras") : Path.of(home);
        assertThat(KerasCache.standard().folder()).isEqualTo(expected.resolve("models"));
    }

    private String md5() throws IOException {
        return Md5.of(Files.write(folder.resolve("body"), BODY));
    }
}
