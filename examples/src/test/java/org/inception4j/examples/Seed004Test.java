package org.inception4j.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.inception4j.model.Model;
import org.inception4j.model.summary.Summary;
import org.inception4j.model.zoo.Networks;
import org.junit.jupiter.api.Test;

class Seed004Test {
    /** Lost where the document broke a page. */
    private static final String LOST = "conv2d_113 (Conv2D)\t(None, 7, 7, 24)\t15000\t['concatenate_14[0][0]']";

    @Test
    void printsEveryRowOfTheDocumentInItsOrder() {
        List<String> document = Document.lines("004").stream()
                .filter(line -> line.split("\t").length == 4 && line.contains("(None, "))
                .toList();
        List<String> rows = new ArrayList<>(rows());
        assertThat(document).hasSize(132);
        assertThat(rows).hasSize(133).contains(LOST);
        rows.remove(LOST);
        assertThat(rows).isEqualTo(document);
    }

    @Test
    void hasTheTotalsOfTheDocument() throws Exception {
        List<String> printed = Document.printed(Seed004ThreeOutputs::main);
        assertThat(Document.lines("004"))
                .containsSequence(printed.subList(printed.size() - 4, printed.size() - 1))
                .contains("Total params: 9,691,258");
    }

    @Test
    void printsWhatItPrintedWhenHeldAgainstTheDocument() throws Exception {
        assertThat(Document.printed(Seed004ThreeOutputs::main)).isEqualTo(Document.golden("seed004.txt"));
    }

    @Test
    void isTheZoosVariant() {
        Model ours = Seed004ThreeOutputs.googlenet().withNames(Seed004ThreeOutputs.session());
        Model zoo = Networks.named("googlenet:seed-004").build();
        assertThat(zoo.withBlocks(Map.of())).isEqualTo(ours);
        assertThat(ours.parameters()).isEqualTo(9_691_258);
    }

    /** As the document has them: cells with tabs between. */
    private static List<String> rows() {
        Model model = Seed004ThreeOutputs.googlenet().withNames(Seed004ThreeOutputs.session());
        return Summary.of(model).rows().stream().map(Seed004Test::row).toList();
    }

    private static String row(Summary.Row row) {
        String sizes = row.shapes().getFirst().sizes().toString().replaceAll("[\\[\\]]", "");
        String shape = row.type().equals("InputLayer") ? "[(None, %s)]" : "(None, %s)";
        String sources = row.connectedTo().stream()
                .map(source -> "'%s[%d][0]'".formatted(source.layer(), source.use()))
                .toList()
                .toString();
        return "%s (%s)\t%s\t%d\t%s"
                .formatted(row.name(), row.type(), shape.formatted(sizes), row.parameters(), sources);
    }
}
