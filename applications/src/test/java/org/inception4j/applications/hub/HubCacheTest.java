package org.inception4j.applications.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.inception4j.applications.WebServer;
import org.inception4j.formats.WeightsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HubCacheTest {
    private static final String MODULE = "/google/tf2-preview/inception_v3/feature_vector/2";

    @TempDir
    private Path folder;

    @Test
    void fetchesAModuleOnceAndKeepsItAsTfHubDoes() throws IOException {
        try (WebServer server =
                WebServer.start().answer(MODULE, 200, Archives.savedModel().zipped())) {
            String handle = server.uri(MODULE).toString();
            HubCache cache = HubCache.of(folder.resolve("hub"));
            Path module = cache.savedModel(handle);
            assertThat(module.resolve("saved_model.pb")).hasContent("graph");
            assertThat(module.getFileName().toString()).matches("[0-9a-f]{40}");
            assertThat(files())
                    .containsExactly(module.getFileName().toString(), module.getFileName() + ".descriptor.txt");
            assertThat(folder.resolve("hub/" + module.getFileName() + ".descriptor.txt"))
                    .content()
                    .startsWith("Module: " + handle + "\nDownload Time: ");
            assertThat(cache.savedModel(handle)).isEqualTo(module);
            assertThat(server.requests()).containsExactly(MODULE + "?tf-hub-format=compressed");
        }
    }

    /** The folder's name as Python's hashlib gives it. */
    @Test
    void findsWhatPythonHasFetched() throws IOException {
        Path module = folder.resolve("hub/5cf1e8f944ef572fbd27c62e35e433f53159c260");
        Files.createDirectories(module);
        Files.writeString(module.resolve("saved_model.pb"), "graph");
        assertThat(HubCache.of(folder.resolve("hub")).savedModel("https://tfhub.dev" + MODULE))
                .isEqualTo(module);
    }

    @Test
    void takesAFolderAndAnArchiveFromThisMachine() throws IOException {
        HubCache cache = HubCache.of(folder.resolve("hub"));
        Path archive = Files.write(
                folder.resolve("module.tar.gz"), Archives.savedModel().zipped());
        Path module = cache.savedModel(archive.toString());
        assertThat(module.resolve("saved_model.pb")).hasContent("graph");
        assertThat(cache.savedModel(archive.toString())).isEqualTo(module);
        assertThat(cache.savedModel(module.toString())).isEqualTo(module);
        Files.write(archive, Archives.savedModel().file("assets/more", "more").zipped());
        assertThat(cache.savedModel(archive.toString()).resolve("assets/more")).hasContent("more");
    }

    @Test
    void saysWhereToPutAModuleThatCannotBeFetched() throws IOException {
        WebServer server = WebServer.start();
        String handle = server.uri(MODULE).toString();
        server.close();
        assertThatThrownBy(() -> HubCache.of(folder.resolve("hub")).savedModel(handle))
                .isInstanceOf(WeightsException.class)
                .hasMessageMatching(
                        "\\Q%s: could not be fetched (no connection to localhost); fetch %s?tf-hub-format=compressed elsewhere and give its path, or unpack it into %s\\E/[0-9a-f]{40}"
                                .formatted(handle, handle, folder.resolve("hub")));
        assertThat(files()).isEmpty();
    }

    @Test
    void keepsNothingOfABadArchive() throws IOException {
        try (WebServer server = WebServer.start()
                .answer(MODULE, 200, new Archives().file("../evil", "x").zipped())) {
            String handle = server.uri(MODULE).toString();
            assertThatThrownBy(() -> HubCache.of(folder.resolve("hub")).savedModel(handle))
                    .isInstanceOf(WeightsException.class)
                    .hasMessage(
                            "%s: its entry ../evil leads out of the folder; give an archive of a SavedModel as TF-Hub has them",
                            handle);
            assertThat(files()).isEmpty();
        }
    }

    @Test
    void refusesWhatIsNoModule() throws IOException {
        Path other = Files.createDirectories(folder.resolve("other"));
        HubCache cache = HubCache.of(folder.resolve("hub"));
        assertThatThrownBy(() -> cache.savedModel(other.toString()))
                .isInstanceOf(WeightsException.class)
                .hasMessage(
                        "%s: %s has no saved_model.pb; give a module in the format of TensorFlow 2, or delete that folder to have it fetched anew",
                        other, other);
        assertThatThrownBy(() -> cache.savedModel("none/inception_v3/feature_vector"))
                .isInstanceOf(WeightsException.class)
                .hasMessage("none/inception_v3/feature_vector: there is no such folder or file; check the path");
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("hub"))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
