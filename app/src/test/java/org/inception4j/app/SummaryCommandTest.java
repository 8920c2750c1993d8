package org.inception4j.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.inception4j.app.Ran.inception;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.inception4j.model.Model;
import org.inception4j.model.NameScope;
import org.inception4j.model.summary.Summary;
import org.inception4j.model.summary.SummaryStyle;
import org.inception4j.model.zoo.Network;
import org.inception4j.model.zoo.Networks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SummaryCommandTest {
    @Test
    void printsTheTableAndTheCost() {
        Ran ran = inception("summary", "googlenet").succeeds();

        Network paper = Networks.named("googlenet");
        Model inference = paper.build(paper.defaults().withAuxiliary(false));
        assertThat(ran.out())
                .contains("Total params: 6,998,552", "inception_3a/1x1 (Conv2D)")
                .isEqualTo(Summary.text(inference) + "Multiply-adds for one picture: 1,582,671,872\n");
    }

    @Test
    void printsTheTableOfEachKeras() {
        String tfKeras = inception("summary", "googlenet:bn", "--style", "tf-keras")
                .succeeds()
                .out();
        String keras3 = inception("summary", "googlenet:bn", "--style", "KERAS3")
                .succeeds()
                .out();

        Model model = Networks.named("googlenet:bn").build();
        String cost = "Multiply-adds for one picture: 1,582,671,872\n";
        assertThat(tfKeras).isEqualTo(Summary.text(model, SummaryStyle.TF_KERAS) + cost);
        assertThat(keras3).isEqualTo(Summary.text(model.withNames(NameScope.keras3()), SummaryStyle.KERAS_3) + cost);
    }

    @Test
    void printsOneObjectForPrograms() {
        Ran ran = inception("summary", "googlenet:bn", "--classes", 5, "--image-size", 96, "--format", "json")
                .succeeds();

        JsonNode json = ran.json().getFirst();
        assertThat(ran.outLines()).hasSize(1);
        assertThat(json.get("name").asText()).isEqualTo("googlenet:bn");
        assertThat(json.get("parameters").asLong())
                .isGreaterThan(json.get("trainable").asLong());
        assertThat(json.get("non_trainable").asLong())
                .isEqualTo(
                        json.get("parameters").asLong() - json.get("trainable").asLong());
        assertThat(json.get("blocks").get("inception_5b")).hasToString("[3,3,1024]");
        assertThat(json.get("layers").asInt()).isGreaterThan(100);
        assertThat(json.get("multiply_adds").asLong()).isBetween(100_000_000L, 400_000_000L);
        assertThat(json.get("input")).hasToString("[96,96,3]");
    }

    @Test
    void showsThePlanOnDemand() {
        Ran ran = inception(
                "summary",
                "googlenet",
                "--width",
                0.25,
                "--image-size",
                64,
                "--plan",
                "--precision",
                "fp32",
                "--threads",
                2);
        assertThat(ran.out())
                .contains("Plan: onednn, fp32, 2 threads")
                .containsPattern(
                        "activations +[0-9.]+ MB  1 picture at once; at least [0-9.]+ MB live together, apart they were")
                .containsPattern("kernels +[0-9.]+ MB")
                .containsPattern("wait for each other [0-9]+ times")
                .containsPattern("1  conv1/7x7_s2/rows16 +brg")
                .doesNotContain("ref:any");
        assertThat(inception("summary", "googlenet").out()).doesNotContain("Plan:");
    }

    @Test
    void givesThePlanToPrograms() {
        Ran ran = inception(
                "summary",
                "googlenet",
                "--width",
                0.1,
                "--image-size",
                64,
                "--plan",
                "--precision",
                "fp32",
                "--threads",
                2,
                "--batch",
                32,
                "--format",
                "json");
        assertThat(ran.out())
                .containsPattern("\"pictures_at_once\": ?8")
                .containsPattern("\"workspaces\": ?2")
                .containsPattern("\"stages\": ?0");
    }

    @Test
    void refusesAnUnknownNetwork() {
        inception("summary", "googlnet").refuses("googlnet: is not among the networks; did you mean googlenet?");
        inception("summary", "").refuses("NETWORK: is empty; give a network's name or a *.inception file");
    }

    @Test
    void showsANetworkAtItsSmallestSize() {
        assertThat(inception("summary", "googlenet:torchvision", "--image-size", 15)
                        .succeeds()
                        .out())
                .contains("[(None, 15, 15, 3)]");
        inception("summary", "googlenet:torchvision", "--image-size", 14)
                .refuses("--image-size: is 14; give at least 15 for googlenet:torchvision");
        inception("summary", "inception-v3", "--image-size", 74)
                .refuses("--image-size: is 74; give at least 75 for inception-v3:keras");
    }

    @Test
    void countsNoAuxiliaryHeadsUnlessAskedTo() {
        JsonNode without = inception("summary", "googlenet", "--format", "json")
                .succeeds()
                .json()
                .getFirst();
        JsonNode with = inception("summary", "googlenet", "--auxiliary", "--format", "json")
                .succeeds()
                .json()
                .getFirst();

        assertThat(without.get("parameters").asLong()).isEqualTo(6_998_552);
        assertThat(without.get("outputs")).hasToString("[\"prob\"]");
        assertThat(without.get("blocks").has("loss1")).isFalse();
        assertThat(with.get("parameters").asLong()).isEqualTo(13_378_280);
        assertThat(with.get("multiply_adds")).isEqualTo(without.get("multiply_adds"));
    }

    @Test
    void countsTheAuxiliaryHeadsOnDemand() {
        JsonNode json = inception("summary", "googlenet:bn", "--auxiliary", "--format", "json")
                .succeeds()
                .json()
                .getFirst();

        assertThat(json.get("outputs")).hasToString("[\"prob\",\"loss1\",\"loss2\"]");
    }

    @Test
    void refusesToChangeASavedClassifier(@TempDir Path folder) throws IOException {
        Path saved = Tiny.classifier(folder.resolve("tiny.inception"));

        assertThat(inception("summary", saved).succeeds().out()).contains("Total params: ");
        inception("summary", saved, "--auxiliary")
                .refuses(
                        saved
                                + ": is a saved classifier, whose form is fixed; leave out --image-size, --classes, --width and --auxiliary");
    }

    /** Tests run in the module's folder, where a folder of this name is put for a moment. */
    @Test
    void findsANetworkThoughAFolderHasItsName() throws IOException {
        Path namesake = Files.createDirectory(Path.of("googlenet"));
        try {
            assertThat(inception("summary", "googlenet").succeeds().out()).contains("Total params: 6,998,552");
            inception("summary", "./googlenet").refuses("./googlenet: is a folder; give a file");
        } finally {
            Files.delete(namesake);
        }
    }
}
