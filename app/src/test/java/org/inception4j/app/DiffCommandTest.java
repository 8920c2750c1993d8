package org.inception4j.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.inception4j.app.Ran.inception;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.inception4j.classifier.Card;
import org.inception4j.classifier.Classifier;
import org.inception4j.model.Model;
import org.inception4j.model.zoo.Network;
import org.inception4j.model.zoo.Networks;
import org.inception4j.tensor.Weights;
import org.inception4j.vision.Preprocessing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiffCommandTest {
    @Test
    void saysInWordsHowTwoNetworksDiffer() {
        Ran ran = inception("diff", "googlenet:paper", "googlenet:torchvision").succeeds();

        assertThat(ran.outLines())
                .startsWith("googlenet:torchvision beside googlenet:paper")
                .contains(
                        "What it computes",
                        "  - In all 9 inception blocks the 5x5 convolution of the third branch is 3x3 instead of 5x5.",
                        "  - pool5/drop_7x7_s1 drops 20 % instead of 40 %.",
                        "Where googlenet:torchvision is not as its paper")
                .allMatch(line -> line.length() <= 120);
    }

    @Test
    void printsWhatTheDocumentationShows() throws IOException {
        String page = Files.readString(Ran.projectRoot().resolve("docs/command-line.md"));

        assertThat(inception("diff", "googlenet:paper", "googlenet:torchvision").outLines().stream()
                        .filter(line -> line.startsWith("  - "))
                        .limit(9))
                .allSatisfy(line -> assertThat(page).contains("\n    " + line + "\n"));
    }

    @Test
    void saysThatNothingDiffers() {
        assertThat(inception("diff", "googlenet", "googlenet:paper").succeeds().out())
                .isEqualTo(
                        "googlenet and googlenet:paper are the same in everything: layers, connections, names, first weights.\n");
    }

    @Test
    void givesProgramsOneObject() {
        JsonNode json = inception("diff", "googlenet:paper", "googlenet:torchvision", "--format", "json")
                .succeeds()
                .json()
                .getFirst();

        assertThat(json.get("identical").asBoolean()).isFalse();
        assertThat(json.get("first").get("parameters").asLong()).isEqualTo(6_998_552);
        assertThat(json.get("differences").findValuesAsText("effect"))
                .contains("result", "training", "form")
                .hasSizeGreaterThan(8);
        assertThat(json.get("blocks")).hasSize(9);
        assertThat(json.get("second").get("deviations")).isNotEmpty();
    }

    @Test
    void comparesASavedClassifier(@TempDir Path folder) throws IOException {
        Path file = saved(Networks.named("googlenet:bn"), folder);

        assertThat(inception("diff", "googlenet:bn", file, "--width", 0.25)
                        .succeeds()
                        .outLines())
                .contains(
                        "  - The input is 64x64x3 instead of 224x224x3.",
                        "  - loss3/classifier has 2 units instead of 1000.");
        inception("diff", "googlenet", "googlnet")
                .refuses("googlnet: is not among the networks; did you mean googlenet?");
    }

    @Test
    void countsASavedClassifierAsItsNetwork(@TempDir Path folder) throws IOException {
        Path file = saved(Networks.named("googlenet:torchvision"), folder);

        assertThat(inception("diff", "googlenet:torchvision", file, "--width", 0.25, "-s", 64, "-c", 2)
                        .succeeds()
                        .outLines())
                .anyMatch(line -> line.matches("  [0-9,]+ parameters, the same"));
        assertThat(inception("diff", file, "googlenet:torchvision").succeeds().outLines())
                .contains("  6,624,904 parameters instead of 368,178 (+1699.4 %)");
    }

    /** Of a quarter of the width, for two classes, with random weights. */
    private static Path saved(Network network, Path folder) throws IOException {
        Path file = folder.resolve("two.inception");
        Model model = network.build(network.defaults()
                .withAuxiliary(false)
                .withClasses(2)
                .withImageSize(64)
                .withWidth(0.25));
        try (Classifier classifier = Classifier.of(
                model,
                Weights.initialise(model, 0),
                Preprocessing.caffe(64),
                List.of("cat", "dog"),
                Card.of(network.name()))) {
            classifier.write(file);
        }
        return file;
    }
}
