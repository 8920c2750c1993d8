package org.inception4j.applications.download;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgressBarTest {
    private static final URI SOURCE = URI.create("https://example.org/models/weights.h5");

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final ProgressBar bar = ProgressBar.on(new PrintStream(bytes, true, StandardCharsets.UTF_8));

    private List<String> drawn() {
        return List.of(bytes.toString(StandardCharsets.UTF_8).split("\r"));
    }

    @Test
    void fillsAsTheFileComes() {
        for (long received : new long[] {0, 48_000_000, 48_000_001, 96_000_000}) {
            bar.progress(SOURCE, received, 96_000_000);
        }
        assertThat(drawn())
                .containsExactly(
                        "",
                        "weights.h5 ░░░░░░░░░░░░░░░░░░░░░░░░ 0.0/96.0 MB",
                        "weights.h5 ████████████░░░░░░░░░░░░ 48.0/96.0 MB",
                        "weights.h5 ████████████████████████ 96.0/96.0 MB" + System.lineSeparator());
    }

    @Test
    void countsMegabytesWhereTheSizeIsNotKnown() {
        bar.progress(SOURCE, 0, -1);
        bar.progress(SOURCE, 300_000, -1);
        bar.progress(SOURCE, 2_500_000, -1);
        assertThat(drawn()).containsExactly("", "weights.h5 0.0 MB", "weights.h5 2.5 MB");
    }

    @Test
    void beginsAnewWithTheNextFile() {
        bar.progress(SOURCE, 10, 10);
        bar.progress(URI.create("https://example.org/index.json"), 0, 10);
        assertThat(drawn().getLast()).isEqualTo("index.json ░░░░░░░░░░░░░░░░░░░░░░░░ 0.0/0.0 MB");
    }
}
