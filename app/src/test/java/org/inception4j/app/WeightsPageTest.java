package org.inception4j.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.inception4j.formats.TensorFile;
import org.inception4j.formats.WeightMatch;
import org.inception4j.formats.catalog.TensorFiles;
import org.inception4j.formats.safetensors.SafetensorsFile;
import org.inception4j.model.Dense;
import org.inception4j.model.Model;
import org.inception4j.model.Sequential;
import org.inception4j.model.Shape;
import org.inception4j.tensor.Weights;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What docs/weights.md shows, word for word. */
class WeightsPageTest {
    private static final Path PAGE = Ran.projectRoot().resolve("docs/weights.md");
    private static final Path SOURCE =
            Ran.projectRoot().resolve("app/src/test/java/org/inception4j/app/WeightsPageTest.java");

    private static Weights ofOnesOwnNetwork(Model model) throws IOException {
        try (TensorFile file = TensorFiles.open(Path.of("mine.safetensors"))) {
            WeightMatch match = file.match(model);
            match.missing().forEach(missing -> IO.println(missing));
            return match.complete();
        }
    }

    @AfterEach
    void removeTheFile() throws IOException {
        Files.deleteIfExists(Path.of("mine.safetensors"));
    }

    @Test
    void opensTheWeightsOfOnesOwnNetwork() throws IOException {
        Model model = Sequential.of("mine", Shape.of(3), List.of(Dense.of(2).named("fc")));
        Weights weights = Weights.initialise(model, 1);
        SafetensorsFile.write(Path.of("mine.safetensors"), weights, Map.of());
        assertThat(ofOnesOwnNetwork(model).get("fc/kernel").toArray())
                .isEqualTo(weights.get("fc/kernel").toArray());
    }

    @Test
    void showsOnlyExamplesThatStandHere() throws IOException {
        String source = withoutBlanks(Files.readString(SOURCE));
        Matcher examples = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(PAGE));
        assertThat(examples.results()).hasSize(1);
        examples.reset();
        while (examples.find()) {
            assertThat(source).contains(withoutBlanks(examples.group(1)));
        }
    }

    /** Each kind that export offers has its row, and each format that opens. */
    @Test
    void namesEveryFormat() throws IOException {
        String page = Files.readString(PAGE);
        for (ExportKind kind : ExportKind.values()) {
            assertThat(page).contains("| `%s` |".formatted(kind));
        }
        for (String format : TensorFiles.known()) {
            assertThat(page).contains(format.split(" ")[0]);
        }
    }

    private static String withoutBlanks(String text) {
        return text.replaceAll("\\s+", "");
    }
}
