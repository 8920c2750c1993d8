package org.inception4j.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.inception4j.app.Ran.inception;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

class TableCommandTest {
    @Test
    void putsThePaperBesideTheNetwork() {
        Ran ran = inception("table", "googlenet").succeeds();

        assertThat(ran.outLines())
                .allMatch(line -> line.length() <= 120 && !line.endsWith(" "))
                .anyMatch(line -> line.matches("convolution +7x7/2 +112x112x64 +1 +9.2K +2.7K \\*1 +118M +34M \\*2"))
                .anyMatch(line -> line.matches(
                        "inception \\(3a\\) +28x28x256 +2 +64 +96 +128 +16 +32 +32 +160K +159K +128M +128M"))
                .contains(
                        "  *3 inception (4a), params: printed 364K; the printed widths make 375,552 weights (367K), and the printed ops fit those");
    }

    @Test
    void printsWhatTheDocumentationShows() throws IOException {
        String page = Files.readString(Ran.projectRoot().resolve("docs/command-line.md"));

        assertThat(inception("table", "googlenet").outLines().subList(2, 14))
                .allSatisfy(line -> assertThat(page).contains("\n    " + line + "\n"));
    }

    @Test
    void saysThatTorchvisionsKernelsAreSmaller() {
        List<String> lines =
                inception("table", "googlenet:torchvision").succeeds().outLines();

        assertThat(lines)
                .allMatch(line -> line.length() <= 120)
                .contains("  - #5x5 has kernels of 3x3 in 9 rows")
                .anyMatch(line -> line.contains("32 (3x3)"));
    }

    @Test
    void marksWhereTheNetworkIsNotThePapers() {
        List<String> lines =
                inception("table", "googlenet", "--width", 0.5).succeeds().outLines();

        assertThat(lines)
                .anyMatch(line -> line.contains("32 [64]"))
                .contains("Where this network is not the paper's, the paper's cell stands in brackets:")
                .anyMatch(line -> line.startsWith("  - #1x1 differs in 9 rows: 32 instead of 64 (inception (3a)), "));
    }

    @Test
    void writesSpreadsheets() {
        List<String> lines =
                inception("table", "googlenet", "--format", "csv").succeeds().outLines();

        assertThat(lines).hasSize(1 + 21);
        assertThat(lines.getFirst()).startsWith("type,name,count,patch/stride,patch/stride (paper),output,");
        assertThat(lines.get(1)).contains(",9.2K,2.7K,118M,34M,9408,9472,118013952,", ",\"params: the printed widths");
    }

    @Test
    void writesOneObjectForPrograms() {
        JsonNode json = inception("table", "googlenet", "--format", "json")
                .succeeds()
                .json()
                .getFirst();

        JsonNode first = json.get("rows").get(0);
        assertThat(json.get("parameters").asLong()).isEqualTo(6_998_552);
        assertThat(first.get("paper").get("params").asText()).isEqualTo("2.7K");
        assertThat(first.get("weights").asLong()).isEqualTo(9408);
        assertThat(StreamSupport.stream(json.get("rows").spliterator(), false)
                        .filter(row -> !row.get("doubts").isEmpty()))
                .hasSize(7);
    }

    @Test
    void writesAPageThatStandsAlone() {
        String page =
                inception("table", "googlenet", "--format", "html").succeeds().out();

        assertThat(page)
                .startsWith("<!DOCTYPE html>")
                .contains("<td class=\"paper doubt\">2.7K<sup>1</sup></td>", "--paper: #ffffff;")
                .doesNotContain("<script", "http-equiv", "src=", "<link");
    }

    @Test
    void refusesAnUnknownFormat() {
        inception("table", "googlenet", "--format", "xml").refuses("--format: is 'xml'; give text, json, csv or html");
    }
}
