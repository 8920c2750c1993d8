package org.inception4j.formats.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.inception4j.formats.WeightsException;
import org.inception4j.model.Model;
import org.inception4j.model.zoo.Networks;
import org.inception4j.tensor.Weights;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example of TensorFlow in docs/file-format.md, but for the folder. */
class TensorflowPageTest {
    private static final Path ROOT = Path.of(System.getProperty("project.root", "."));

    @TempDir
    private Path folder;

    /** The file has the first layer and the classifier alone, both slender. */
    @Test
    void looksForTheWholeNetwork() throws IOException {
        Files.copy(Fixtures.path("slim-v1.ckpt"), folder.resolve("inception_v3.ckpt"));
        assertThatThrownBy(() -> example(folder))
                .isInstanceOf(WeightsException.class)
                .hasMessageStartingWith(
                        folder.resolve("inception_v3.ckpt")
                                + ": does not fit inception-v3:slim: tensor InceptionV3/Conv2d_1a_3x3/weights has the shape (3, 3, 3, 4) and the model needs (3, 3, 3, 32), ");
    }

    private static void example(Path folder) throws IOException {
        try (TensorflowFile file = TensorflowFile.open(folder.resolve("inception_v3.ckpt"))) {
            Model model = Networks.named("inception-v3:slim").build();
            Weights weights = file.withAverages().match(model).complete();
        }
    }

    @Test
    void showsTheExampleThatStandsHere() throws IOException {
        String source = Files.readString(
                ROOT.resolve("formats/src/test/java/org/inception4j/formats/tensorflow/TensorflowPageTest.java"));
        String page = Files.readString(ROOT.resolve("docs/file-format.md"));
        String tensorflow = page.substring(page.indexOf("## TensorFlow\n"));
        String example = tensorflow
                .substring(tensorflow.indexOf("```java\n") + 8, tensorflow.indexOf("```\n\n**Names**"))
                .replaceAll("Path\\.of\\(", "folder.resolve(");
        assertThat(source.replaceAll("\\s+", "")).contains(example.replaceAll("\\s+", ""));
    }
}
