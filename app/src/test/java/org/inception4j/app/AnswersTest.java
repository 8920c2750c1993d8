package org.inception4j.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.inception4j.classifier.Score;
import org.junit.jupiter.api.Test;

class AnswersTest {
    private static final Path PICTURE = Path.of("rose.jpg");
    private static final long SEED = 42;

    @Test
    void writesPercentAsFormatsDo() {
        Random random = new Random(SEED);
        for (int i = 0; i < 10_000; i++) {
            float probability = i % 2 == 0 ? random.nextFloat() : Math.round(random.nextFloat() * 2000) / 2000f;
            double percent = probability * 100.0;
            assertThat(table(probability)).isEqualTo(String.format(Locale.ROOT, "rose.jpg%n%7.2f %%  rose%n", percent));
            assertThat(line(probability)).isEqualTo(String.format(Locale.ROOT, "rose.jpg: rose %.1f %%%n", percent));
        }
    }

    @Test
    void writesWhatIsNoNumber() {
        assertThat(table(Float.NaN)).isEqualTo(String.format("rose.jpg%n    NaN %%  rose%n"));
        assertThat(line(0)).isEqualTo(String.format("rose.jpg: rose 0.0 %%%n"));
    }

    private static String table(float probability) {
        return told(Answers.Style.TABLE, probability);
    }

    private static String line(float probability) {
        return told(Answers.Style.LINES, probability);
    }

    private static String told(Answers.Style style, float probability) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new Answers(Console.of(out, OutputStream.nullOutputStream()), style)
                .add(PICTURE, List.of(new Score(0, "rose", probability)));
        return out.toString(StandardCharsets.UTF_8);
    }
}
