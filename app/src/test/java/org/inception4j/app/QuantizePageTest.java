package org.inception4j.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.inception4j.classifier.Classifier;
import org.inception4j.classifier.Quantizer;
import org.inception4j.engine.calibration.CalibrationMethod;
import org.inception4j.vision.ImageFolder;
import org.junit.jupiter.api.Test;

/** What docs/quantize.md shows, word for word. */
class QuantizePageTest {
    private static final Path PAGE = Ran.projectRoot().resolve("docs/quantize.md");
    private static final Path SOURCE =
            Ran.projectRoot().resolve("app/src/test/java/org/inception4j/app/QuantizePageTest.java");

    /** Is compiled; QuantizedFileTest of the classifier runs the same. */
    static void example() throws IOException {
        try (Classifier classifier = Classifier.open(Path.of("flowers.inception"))) {
            List<Path> pictures = ImageFolder.list(Path.of("photos"));
            Classifier quantized = Quantizer.quantize(classifier, pictures.subList(0, 100), CalibrationMethod.MSE);
            quantized.write(Path.of("flowers-int8.inception"));
        }
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

    @Test
    void namesEveryMethod() throws IOException {
        String page = Files.readString(PAGE);
        for (CalibrationMethod method : CalibrationMethod.values()) {
            assertThat(page).contains("`%s`".formatted(Choices.name(method)));
        }
    }

    private static String withoutBlanks(String text) {
        return text.replaceAll("\\s+", "");
    }
}
