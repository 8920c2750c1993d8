package org.inception4j.formats.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.inception4j.formats.WeightsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TarArchiveTest {
    @TempDir
    private Path folder;

    @Test
    void unpacksWithAndWithoutGzip() throws IOException {
        unpack(Archives.savedModel().zipped(), 100);
        assertThat(folder.resolve("out/saved_model.pb")).hasContent("graph");
        assertThat(folder.resolve("out/variables/variables.index")).hasContent("index");
        Files.delete(folder.resolve("out/saved_model.pb"));
        unpack(Archives.savedModel().plain(), 100);
        assertThat(folder.resolve("out/saved_model.pb")).hasContent("graph");
    }

    @Test
    void writesNothingOutsideTheFolder() throws IOException {
        refuses(new Archives().file("../evil", "x"), "its entry ../evil leads out of the folder");
        refuses(new Archives().file("a/../../evil", "x"), "its entry a/../../evil leads out of the folder");
        refuses(new Archives().file("/evil", "x"), "its entry /evil leads out of the folder");
        refuses(new Archives().file("../out-too/evil", "x"), "its entry ../out-too/evil leads out of the folder");
        assertThat(folder.resolve("evil")).doesNotExist();
        assertThat(folder.resolve("out-too")).doesNotExist();
    }

    @Test
    void makesNoLinks() throws IOException {
        refuses(new Archives().link("link", "/etc"), "its entry link is neither a file nor a folder");
    }

    @Test
    void stopsAtTheLimit() throws IOException {
        refuses(new Archives().file("a", "x".repeat(60)).file("b", "x".repeat(60)), "holds more than 100 bytes");
    }

    @Test
    void refusesWhatIsDamaged() throws IOException {
        byte[] whole = Archives.savedModel().zipped();
        for (int length = 0; length < whole.length - 20; length += 13) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> unpack(cut, 100))
                    .isInstanceOf(WeightsException.class)
                    .hasMessage("the archive: is damaged or no .tar.gz; fetch it again");
        }
        byte[] text = "<html>not found</html>".repeat(100).getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> unpack(text, 100))
                .isInstanceOf(WeightsException.class)
                .hasMessage("the archive: is damaged or no .tar.gz; fetch it again");
    }

    private void refuses(Archives archive, String problem) throws IOException {
        byte[] bytes = archive.zipped();
        assertThatThrownBy(() -> unpack(bytes, 100))
                .isInstanceOf(WeightsException.class)
                .hasMessage("the archive: %s; give an archive of a SavedModel as TF-Hub has them", problem);
    }

    private void unpack(byte[] archive, long maxBytes) throws IOException {
        Path file = Files.write(folder.resolve("archive"), archive);
        TarArchive.unpack(file, "the archive", folder.resolve("out"), maxBytes);
    }
}
