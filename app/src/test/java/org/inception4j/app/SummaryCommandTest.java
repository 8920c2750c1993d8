package org.inception4j.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.inception4j.app.Ran.inception;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SummaryCommandTest {
    @Test
    void printsTheTableAndTheCost() {
        Ran ran = inception("summary", "googlenet").succeeds();

        assertThat(ran.outLines()).noneMatch(line -> line.endsWith(" "));
        assertThat(ran.out())
                .contains("Total params: 13,378,280", "inception_3a/1x1 (Conv2D)")
                .endsWith("Multiply-adds for one picture: 1,582,671,872\n");
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
        assertThat(json.get("layers").asInt()).isGreaterThan(100);
        assertThat(json.get("multiply_adds").asLong()).isBetween(100_000_000L, 400_000_000L);
        assertThat(json.get("input")).hasToString("[96,96,3]");
    }

    @Test
    void refusesAnUnknownNetwork() {
        inception("summary", "googlnet").refuses("googlnet: is not among the networks; did you mean googlenet?");
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
            assertThat(inception("summary", "googlenet").succeeds().out()).contains("Total params: 13,378,280");
            inception("summary", "./googlenet").refuses("./googlenet: is a folder; give a file");
        } finally {
            Files.delete(namesake);
        }
    }
}
