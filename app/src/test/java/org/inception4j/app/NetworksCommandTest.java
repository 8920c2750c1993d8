package org.inception4j.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.inception4j.app.Ran.inception;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.StreamSupport;
import org.inception4j.model.zoo.Network;
import org.inception4j.model.zoo.Networks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NetworksCommandTest {
    @Test
    void listsEveryNetworkInALineOfNumbersAndASentence() {
        Ran ran = inception("networks").succeeds();

        assertThat(ran.outLines()).allMatch(line -> line.length() <= 120 && !line.endsWith(" "));
        assertThat(Networks.all()).allSatisfy(network -> assertThat(ran.out())
                .containsPattern("(?m)^%s +[\\d,]+ +\\d+\\.\\d\\d G +\\d+".formatted(network.name())));
        assertThat(ran.outLines())
                .anyMatch(line -> line.matches("googlenet:paper +6,998,552 +1\\.58 G +224 +68\\.7 +88\\.9"));
    }

    @Test
    void printsWhatTheDocumentationShows() throws IOException {
        String page = Files.readString(Ran.projectRoot().resolve("docs/command-line.md"));

        assertThat(inception("networks").outLines().subList(0, 7))
                .allSatisfy(line -> assertThat(page).contains("\n    " + line + "\n"));
    }

    @Test
    void givesProgramsAnObjectForEach() {
        List<JsonNode> json =
                inception("networks", "--format", "json").succeeds().json();

        assertThat(json.stream().map(network -> network.get("name").asText()))
                .containsExactlyElementsOf(
                        Networks.all().stream().map(Network::name).toList());
        assertThat(json.getFirst().get("parameters").asLong()).isEqualTo(6_998_552);
        assertThat(json.getFirst().get("accuracy_source").asText()).isNotBlank();
    }

    @Test
    void tellsAllAboutOne() {
        Ran ran = inception("networks", "googlenet:torchvision").succeeds();

        assertThat(ran.outLines())
                .contains(
                        "googlenet:torchvision",
                        "  parameters     6,624,904, with auxiliary heads 13,004,888",
                        "  outputs        fc, aux1 (auxiliary), aux2 (auxiliary)",
                        "  - the 5x5 branch is a 3x3 convolution (pytorch/vision#906)",
                        "inception3a  28x28x256      20     155,872    121,626,624");
    }

    @Test
    void addsUpItsBlocksToTheNetwork() {
        JsonNode json = inception("networks", "inception-v3", "--format", "json")
                .succeeds()
                .json()
                .getFirst();

        assertThat(sum(json.get("blocks"), "parameters")).isEqualTo(23_851_784);
        assertThat(sum(json.get("blocks"), "multiply_adds"))
                .isEqualTo(json.get("multiply_adds").asLong());
    }

    @Test
    void refusesAnUnknownNetwork() {
        inception("networks", "googlenet:torchvison")
                .refuses("googlenet:torchvison: is not among the networks; did you mean googlenet:torchvision?");
    }

    private static long sum(JsonNode blocks, String field) {
        return StreamSupport.stream(blocks.spliterator(), false)
                .mapToLong(block -> block.get(field).asLong())
                .sum();
    }

    @ParameterizedTest
    @ValueSource(strings = {"googlenet:torchvision", "inception-v4", "xception:timm", "inception-v3:keras"})
    void countsBlocksAsTheirNetwork(String network) {
        JsonNode json = inception("networks", network, "--format", "json")
                .succeeds()
                .json()
                .getFirst();
        long blocks = 0;
        for (JsonNode block : json.get("blocks")) {
            blocks += block.get("parameters").asLong();
        }

        assertThat(blocks).isEqualTo(json.get("parameters").asLong());
        for (String command : List.of("table", "cost")) {
            JsonNode other = inception(command, network, "--format", "json")
                    .succeeds()
                    .json()
                    .getFirst();
            assertThat((command.equals("cost") ? other.get("with") : other)
                            .get("parameters")
                            .asLong())
                    .as(command)
                    .isEqualTo(blocks);
        }
    }
}
