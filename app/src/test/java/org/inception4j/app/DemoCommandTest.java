package org.inception4j.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.inception4j.app.Ran.inception;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("native")
class DemoCommandTest {
    @TempDir
    private Path folder;

    @Test
    void drawsTrainsPredictsAndReports() {
        Path run = folder.resolve("run");
        String out = inception("demo", "--pictures", 5, "--epochs", 1, "--batch", 8, "--output", run)
                .succeeds()
                .out();

        assertThat(out)
                .startsWith("Drawn      40 pictures in " + run.resolve("pictures"))
                .contains("32 pictures to learn, 8 held out, 8 classes", "epoch 1/1  ", "of 8 held-out pictures right")
                .containsPattern("(?m)^Some held-out pictures:\\R(  \\S+: \\S+, \\d+\\.\\d %.*\\R){8}")
                .endsWith("Open %s to see the curves, the confusion matrix and the mistakes.\n"
                        .formatted(run.resolve("report.html")));
        assertThat(run.resolve("report.html")).isNotEmptyFile();
    }

    @Test
    void leavesAFolderThatIsTakenAlone() throws IOException {
        Path run = Files.createDirectories(folder.resolve("run"));
        Files.writeString(run.resolve("args.json"), "{}");

        inception("demo", "--output", run).refuses(run + ": exists already; give another --output");
        assertThat(run).isDirectoryContaining("glob:**/args.json").isDirectoryNotContaining("glob:**/pictures");
    }

    /** What the demo promises, with the numbers that it has without options. */
    @Test
    @Tag("slow")
    void isRightAboutMoreThan95OfAHundredPictures() {
        String out =
                inception("demo", "--output", folder.resolve("run")).succeeds().out();

        String best = out.replaceFirst("(?s).*\nBest: (\\d+\\.\\d) % of .*", "$1");
        assertThat(Double.parseDouble(best)).isGreaterThan(95);
    }
}
