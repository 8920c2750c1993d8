package org.inception4j.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.inception4j.app.Ran.inception;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlotCommandTest {
    @TempDir
    private Path folder;

    @Test
    void writesAPageOrAPictureByTheOutputsEnding() throws IOException {
        Path page = folder.resolve("net.html");
        Path picture = folder.resolve("net.SVG");

        assertThat(inception("plot", "googlenet", "--output", page).succeeds().out())
                .matches("\\Q" + page + "\\E: googlenet:paper, \\d+ layers in \\d+ blocks, 6,998,552 parameters\\R");
        inception("plot", "googlenet", "--output", picture).succeeds();

        assertThat(Files.readString(page)).startsWith("<!DOCTYPE html>").contains("inception_3a/3x3_reduce");
        assertThat(Files.readString(picture)).startsWith("<svg ").contains("inception_3a/3x3_reduce");
    }

    @Test
    void drawsTheHeadsOnDemand() throws IOException {
        Path picture = folder.resolve("net.svg");

        inception("plot", "googlenet", "--output", picture).succeeds();
        assertThat(Files.readString(picture)).doesNotContain("auxiliary head");
        inception("plot", "googlenet", "--output", picture, "--auxiliary", "--overwrite")
                .succeeds();
        assertThat(Files.readString(picture)).contains("auxiliary head");
    }

    @Test
    void drawsASavedClassifier() throws IOException {
        Path saved = Tiny.classifier(folder.resolve("tiny.inception"));
        Path page = folder.resolve("tiny.html");

        inception("plot", saved, "--output", page).succeeds();

        assertThat(Files.readString(page)).contains("<h1>googlenet:bn</h1>");
    }

    @Test
    void refusesOtherEndings() {
        Path output = folder.resolve("net.png");

        inception("plot", "googlenet", "--output", output)
                .refuses(output + ": is neither *.html nor *.svg; give --output one of these endings");
        assertThat(output).doesNotExist();
    }

    @Test
    void replacesAFileOnlyWhenTold() throws IOException {
        Path output = Files.writeString(folder.resolve("net.svg"), "mine");

        inception("plot", "googlenet", "--output", output)
                .refuses(output + ": exists already; give another --output, or --overwrite to replace it");
        assertThat(output).hasContent("mine");
        inception("plot", "googlenet", "--output", output, "--overwrite").succeeds();
        assertThat(Files.readString(output)).startsWith("<svg ");
    }

    @Test
    void refusesAFolderAsOutputAndAFolderThatIsMissing() throws IOException {
        Path taken = Files.createDirectory(folder.resolve("taken.svg"));
        Path missing = folder.resolve("none/net.svg");

        inception("plot", "googlenet", "--output", taken).refuses(taken + ": is a folder; give a file");
        inception("plot", "googlenet", "--output", missing)
                .refuses("%s: there is no folder %s; make it first".formatted(missing, missing.getParent()));
    }

    @Test
    void refusesAnUnknownNetworkBeforeItWrites() {
        Path output = folder.resolve("net.svg");

        assertThat(inception("plot", "googlnet", "--output", output).err()).contains("did you mean googlenet?");
        assertThat(output).doesNotExist();
    }
}
