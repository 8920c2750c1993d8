package org.inception4j.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.inception4j.app.Ran.inception;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

class CostCommandTest {
    @Test
    void comparesABlockWithAndWithoutItsBottlenecks() {
        Ran ran = inception("cost").succeeds();

        assertThat(ran.outLines())
                .contains(
                        "  5x5          25,088            400  =  5x5 x 16      10,035,200      12,832",
                        "  5x5         25,088          4,800  =  5x5 x 192    120,422,400     153,632",
                        "Without them the block has 2.41 times the multiply-adds and 2.40 times the parameters.")
                .noneMatch(line -> line.endsWith(" "));
    }

    @Test
    void printsWhatTheDocumentationShows() throws IOException {
        String page = Files.readString(Ran.projectRoot().resolve("docs/command-line.md"));

        assertThat(inception("cost").out().lines().limit(19))
                .allSatisfy(line -> assertThat(page).contains(line.isEmpty() ? "\n" : "\n    " + line + "\n"));
    }

    @Test
    void takesAnyBlock() {
        JsonNode json = inception(
                        "cost", "--input", "14x14x480", "--filters", "192,96,208,16,48,64", "--format", "json")
                .succeeds()
                .json()
                .getFirst();

        assertThat(json.get("input")).hasToString("[14,14,480]");
        assertThat(json.get("with").get("parameters").asLong()).isEqualTo(376_176);
        assertThat(json.get("without").get("layers")).hasSize(4);
    }

    @Test
    void comparesEachBlockOfANetwork() {
        JsonNode json = inception("cost", "googlenet", "--format", "json")
                .succeeds()
                .json()
                .getFirst();

        assertThat(json.get("name").asText()).isEqualTo("googlenet:paper");
        assertThat(json.get("blocks")).hasSize(9);
        assertThat(json.get("with").get("multiply_adds").asLong()).isEqualTo(1_582_671_872);
        assertThat(inception("cost", "googlenet").succeeds().outLines())
                .contains("inception_3a     163,696     393,472  x 2.40    128,049,152    308,281,344  x 2.41");
    }

    @Test
    void refusesWhatIsNoBlock() {
        inception("cost", "--input", "28x28")
                .refuses("--input: '28x28' is not a height, a width and channels; give them as in 28x28x192");
        inception("cost", "--filters", "1,2,3")
                .refuses("--filters: '1,2,3' is not six numbers; give them as in 64,96,128,16,32,32");
        inception("cost", "--filters", "1,0,1,1,1,1")
                .refuses("--filters: '1,0,1,1,1,1' has a 0; give at least 1 of each");
        inception("cost", "--input", "28x0x192").refuses("--input: '28x0x192' has a 0; give at least 1 of each");
        inception("cost", "--input", "99999999x9999999x99999")
                .refuses("1x1: costs more multiply-adds than can be counted; give smaller shapes");
        inception("cost", "--width", 2)
                .refuses("--width: changes a network and none is named; name one, or leave it out");
        inception("cost", "--auxiliary")
                .refuses("--auxiliary: changes a network and none is named; name one, or leave it out");
        inception("cost", "googlenet", "--input", "28x28x192")
                .refuses("googlenet: has its own input and filters; leave out --input and --filters");
    }
}
