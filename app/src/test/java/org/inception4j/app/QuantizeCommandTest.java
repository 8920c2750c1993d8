package org.inception4j.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.inception4j.app.Ran.inception;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.inception4j.classifier.Classifier;
import org.inception4j.engine.Engine;
import org.inception4j.engine.InferenceOptions;
import org.inception4j.engine.Precision;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("native")
class QuantizeCommandTest {
    @TempDir
    private static Path shared;

    private static Path model;
    private static Path pictures;

    @TempDir
    private Path folder;

    @BeforeAll
    static void make() throws IOException {
        model = Tiny.classifier(shared.resolve("tiny.inception"));
        pictures = Tiny.pictures(shared.resolve("pictures"), 4);
    }

    private static void needsUnits(Path quantized) throws IOException {
        try (Classifier classifier = Classifier.open(quantized)) {
            InferenceOptions options = InferenceOptions.standard()
                    .withQuantization(classifier.quantization().orElseThrow());
            assumeTrue(Engine.best().resolve(options) == Precision.INT8, "this processor has no units for 8 bits");
        }
    }

    @Test
    void writesAClassifierInEightBitsAndComparesIt() throws IOException {
        Path output = folder.resolve("small.inception");
        Ran ran = inception("quantize", model, "--calibrate", pictures, "--pictures", 10, "--output", output)
                .succeeds();

        assertThat(ran.out())
                .startsWith("%s: ".formatted(output))
                .contains(" values in 8 bits, ranges by mse over 10 pictures of %s%n".formatted(pictures));
        needsUnits(output);
        assertThat(ran.out())
                .containsPattern("(?m)^top-1 +\\d+\\.\\d\\d % +\\d+\\.\\d\\d %$")
                .containsPattern("(?m)^one picture +\\d+\\.\\d\\d ms +\\d+\\.\\d\\d ms$")
                .containsPattern("(?m)^The same class for \\d+\\.\\d\\d % of 22 other pictures of ");
        assertThat(inception("evaluate", output, pictures).succeeds().out())
                .startsWith("32 pictures, 0 left out, by onednn, int8, ");
        assertThat(inception("inspect", output).succeeds().out())
                .containsPattern("(?m)^int8 +ranges of \\d+ layers, by mse over 10 pictures$");
    }

    @Test
    void writesBesideTheModelUnlessTold() throws IOException {
        Path copy = Files.copy(model, folder.resolve("flowers.inception"));
        inception("quantize", copy, "-c", pictures, "-n", 2).succeeds();
        assertThat(folder.resolve("flowers-int8.inception")).exists();

        inception("quantize", copy, "-c", pictures, "-n", 2)
                .refuses(folder.resolve("flowers-int8.inception")
                        + ": exists already; give another --output, or --overwrite to replace it");
    }

    @Test
    void printsOneObjectForPrograms() throws IOException {
        Path output = folder.resolve("small.inception");
        JsonNode json = inception(
                        "quantize", model, "-c", pictures, "-n", 100, "-m", "percentile", "-o", output, "-f", "json")
                .succeeds()
                .json()
                .getFirst();

        assertThat(json.get("file").asText()).isEqualTo(output.toString());
        assertThat(json.get("method").asText()).isEqualTo("percentile");
        assertThat(json.get("pictures").asInt()).isEqualTo(32);
        needsUnits(output);
        assertThat(json.get("images").asInt()).isEqualTo(32);
        assertThat(json.get("same").asDouble()).isBetween(0.0, 1.0);
        assertThat(json.get("top1").get("int8").asDouble()).isBetween(0.0, 1.0);
        assertThat(json.get("milliseconds_batch_1").get("int8").asDouble()).isPositive();
    }

    @Test
    void comparesOnPicturesOfAnotherFolder() throws IOException {
        Path others = Tiny.pictures(folder.resolve("others"), 1);
        Path output = folder.resolve("small.inception");
        Ran ran = inception("quantize", model, "-c", pictures, "-n", 2, "-e", others, "-o", output)
                .succeeds();
        needsUnits(output);
        assertThat(ran.out()).contains(" of 8 pictures of %s; ".formatted(others));
    }

    @Test
    void leavesOutPicturesThatAreNone() throws IOException {
        Path mixed = Tiny.pictures(folder.resolve("mixed"), 1);
        Path bad = BadPictures.empty(mixed.resolve(Tiny.LABELS.getFirst()));
        Ran ran = inception("quantize", model, "-c", mixed, "-o", folder.resolve("q.inception"), "-f", "json")
                .succeeds();
        assertThat(ran.err()).contains(bad.toString());
        assertThat(ran.json().getFirst().get("pictures").asInt()).isEqualTo(8);
    }

    @Test
    void refusesWithoutPictures() throws IOException {
        Path empty = Files.createDirectory(folder.resolve("empty"));
        inception("quantize", model, "-c", empty, "-o", folder.resolve("q.inception"))
                .refuses(empty + ": has no pictures; give a folder with some");
        inception("quantize", model, "-c", pictures, "-n", 0, "-o", folder.resolve("q.inception"))
                .refuses("--pictures: is 0; give at least 1");
    }

    @Test
    void refusesEightBitsOfAModelWithoutRanges() {
        inception("predict", model, Tiny.files(pictures).getFirst(), "--precision", "int8")
                .refuses(
                        "precision: INT8, and nothing says what range the model's values have; calibrate it first (inception quantize), or give AUTO");
    }
}
