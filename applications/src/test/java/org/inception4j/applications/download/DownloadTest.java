package org.inception4j.applications.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.inception4j.applications.WebServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DownloadTest {
    private static final byte[] BODY = "some weights".getBytes(StandardCharsets.UTF_8);
    private static final String MD5 = "dd20c1b32b8b02ac4cd9d9ec6f2b0e1a";

    @TempDir
    private Path folder;

    private WebServer server;

    @BeforeEach
    void start() throws IOException {
        server = WebServer.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void putsTheWholeFileInPlaceAndTellsHowFarItIs() throws IOException {
        server.answer("/weights", 200, BODY);
        List<String> progress = new ArrayList<>();
        Path file = folder.resolve("new/weights.h5");
        Download.of(server.uri("/weights"), (_, received, total) -> progress.add(received + "/" + total))
                .to(file);
        assertThat(file).hasBinaryContent(BODY);
        assertThat(progress).startsWith("0/12").endsWith("12/12");
        assertThat(file.getParent()).isDirectoryContaining("glob:**weights.h5");
    }

    @Test
    void followsRedirects() throws IOException {
        server.redirect("/old", "/weights").answer("/weights", 200, BODY);
        download("/old").to(folder.resolve("weights.h5"));
        assertThat(folder.resolve("weights.h5")).hasBinaryContent(BODY);
    }

    @Test
    void refusesAnotherFileThanExpected() throws IOException {
        server.answer("/weights", 200, BODY);
        String found = md5();
        refuses(download("/weights").withMd5(MD5), "what came has the MD5 %s instead of %s".formatted(found, MD5));
    }

    @Test
    void acceptsTheExpectedFile() throws IOException {
        server.answer("/weights", 200, BODY);
        download("/weights").withMd5(md5()).to(folder.resolve("weights.h5"));
        assertThat(folder.resolve("weights.h5")).hasBinaryContent(BODY);
    }

    @Test
    void saysWhatTheServerAnswered() {
        server.answer("/weights", 404, new byte[0]);
        refuses(download("/weights"), "localhost answered 404");
    }

    @Test
    void saysThatThereIsNoConnection() {
        URI nobody = server.uri("/weights");
        server.close();
        refuses(Download.of(nobody, DownloadListener.NONE), "no connection to localhost");
    }

    @Test
    void keepsNothingOfWhatBrokeOff() {
        server.breakOff("/weights", 100, BODY);
        refuses(download("/weights"), "the connection to localhost broke off");
    }

    @Test
    void saysThatTheServerHungUp() {
        server.hangUp("/weights");
        refuses(download("/weights"), "the connection to localhost failed: HTTP/1.1 header parser received no bytes");
    }

    @Test
    void stopsWhenMoreComesThanCanBe() {
        server.answer("/weights", 200, BODY);
        refuses(
                new Download(server.uri("/weights"), Optional.empty(), 11, DownloadListener.NONE),
                "it is longer than 11 bytes");
    }

    @Test
    void refusesOtherProtocols() {
        refuses(
                Download.of(URI.create("ftp://example.org/weights"), DownloadListener.NONE),
                "ftp://example.org/weights is no address of the web");
    }

    private Download download(String path) {
        return Download.of(server.uri(path), DownloadListener.NONE);
    }

    private String md5() throws IOException {
        return Md5.of(Files.write(folder.resolve("body"), BODY));
    }

    /** An old file stays, nothing is added. */
    private void refuses(Download download, String reason) {
        Path file = folder.resolve("cache/weights.h5");
        assertThatThrownBy(() -> download.to(file))
                .isInstanceOf(DownloadException.class)
                .hasMessage(reason);
        assertThat(file.getParent()).isEmptyDirectory();
    }
}
