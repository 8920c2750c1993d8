package org.inception4j.formats.keras;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.inception4j.model.Model;
import org.inception4j.tensor.Weights;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example of Keras in docs/file-format.md, but for the folder. */
class KerasPageTest {
    private static final Path ROOT = Path.of(System.getProperty("project.root", "."));

    @TempDir
    private Path folder;

    @Test
    void readsAndWrites() throws IOException {
        Files.copy(KerasFixtures.file(folder, "convolutions.keras"), folder.resolve("flowers.keras"));
        example(folder);
        assertThat(folder.resolve("trained.weights.h5")).isNotEmptyFile();
    }

    private static void example(Path folder) throws IOException {
        try (KerasFile file = KerasFile.open(folder.resolve("flowers.keras"))) {
            Model model = file.model().orElseThrow();
            Weights weights = file.match(model).complete();
            KerasWriter.write(folder.resolve("trained.weights.h5"), model, weights);
        }
    }

    @Test
    void showsTheExampleThatStandsHere() throws IOException {
        String source = Files.readString(
                ROOT.resolve("formats/src/test/java/org/inception4j/formats/keras/KerasPageTest.java"));
        String page = Files.readString(ROOT.resolve("docs/file-format.md"));
        String keras = page.substring(page.indexOf("## Keras\n"));
        String example = keras.substring(keras.indexOf("```java\n") + 8, keras.indexOf("```\n\n**Models**"))
                .replaceAll("Path\\.of\\(", "folder.resolve(");
        assertThat(source.replaceAll("\\s+", "")).contains(example.replaceAll("\\s+", ""));
    }
}
