package org.inception4j.formats.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.inception4j.model.Dense;
import org.inception4j.model.Model;
import org.inception4j.model.Sequential;
import org.inception4j.model.Shape;
import org.inception4j.tensor.Weights;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example of ONNX in docs/file-format.md, but for the folder. */
class OnnxPageTest {
    private static final Path ROOT = Path.of(System.getProperty("project.root"));
    private static final Path SOURCE =
            ROOT.resolve("formats/src/test/java/org/inception4j/formats/onnx/OnnxPageTest.java");

    @TempDir
    Path folder;

    @Test
    void writesAndReads() throws IOException {
        Model model = Sequential.of("pets", Shape.of(4), Dense.of(2));
        Weights weights = Weights.initialise(model, 1);

        OnnxOptions options = OnnxOptions.standard().withBatch(1).withLabels(List.of("cat", "dog"));
        OnnxWriter.write(folder.resolve("pets.onnx"), model, weights, options);
        OnnxFile file = OnnxFile.open(folder.resolve("pets.onnx"));
        Model back = file.model().orElseThrow();
        Weights numbers = file.match(back).complete();

        assertThat(back).isEqualTo(model);
        assertThat(numbers.names()).isEqualTo(weights.names());
        String page = Files.readString(ROOT.resolve("docs/file-format.md"));
        String example = page.substring(page.indexOf("## ONNX"));
        example = example.substring(example.indexOf("```java") + 8);
        for (String line : example.substring(0, example.indexOf("```")).lines().toList()) {
            assertThat(Files.readString(SOURCE)).contains(line.replace("Path.of(", "folder.resolve("));
        }
    }
}
