package org.inception4j.model.summary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.inception4j.model.Model;
import org.inception4j.model.NameScope;
import org.inception4j.model.zoo.Networks;
import org.junit.jupiter.api.Test;

/** Against the summaries that stand in the documents this project began with, where they lie beside the checkout. */
class SeedSummaryTest {
    private static final Path SEEDS = Path.of(System.getProperty("project.root"), "../shared/seeds");

    /** The page lost the two lines of = on the way. */
    @Test
    void printsTheNotebooksSequentialModel() throws IOException {
        List<String> document = from(document("000"), "Model: \"sequential\"", 16);
        assertThat(withoutDoubleLines(Summary.text(SummaryModels.sequential()))).isEqualTo(document);
    }

    /** There the second InceptionV3 of the notebook is printed until a line breaks off. */
    @Test
    void printsTheNotebooksInceptionV3AsFarAsThePageGoes() throws IOException {
        List<String> text = withoutDoubleLines(Summary.text(secondInceptionV3()));
        List<String> document = from(document("000"), "Model: \"inception_v3\"", 11);
        int whole = document.size() - 1;
        assertThat(text.subList(0, whole)).isEqualTo(document.subList(0, whole));
        assertThat(text.get(whole)).startsWith(document.getLast()).hasSize(98);
    }

    @Test
    void countsOnInTheNotebooksOrder() {
        Model second = secondInceptionV3();
        assertThat(second.nodes().stream().limit(4).map(second::name))
                .containsExactly("input_2", "conv2d_95", "batch_normalization_94", "activation_94");
    }

    /** The notebook runs its cells in this order: a Sequential of one convolution, then InceptionV3 twice. */
    private static Model secondInceptionV3() {
        Model inceptionV3 = Networks.named("inception-v3:keras").build();
        NameScope notebook = NameScope.keras2();
        SummaryModels.sequential().withNames(notebook);
        inceptionV3.withNames(notebook);
        return inceptionV3.withNames(notebook);
    }

    /** One row of the table fell into a page break. */
    @Test
    void listsTheNotebooksThreeOutputs() throws IOException {
        List<String> document = document("004").stream()
                .filter(line -> line.matches("\\w+ \\(\\w+\\)\t.*\\[.*]"))
                .toList();
        Summary summary = Summary.of(Networks.named("googlenet:seed-004").build());
        List<String> rows = summary.rows().stream().map(SeedSummaryTest::tabbed).toList();
        String lost = "conv2d_113 (Conv2D)\t(None, 7, 7, 24)\t15000\t['concatenate_14[0][0]']";
        assertThat(rows).hasSize(133).contains(lost);
        assertThat(rows.stream().filter(row -> !row.equals(lost)).toList()).isEqualTo(document);
        assertThat(summary.text(SummaryStyle.KERAS_2).lines())
                .containsAll(from(document("004"), "Total params: 9,691,258", 3));
    }

    private static String tabbed(Summary.Row row) {
        String shape = row.batchedShapes().getFirst();
        return Stream.of(
                        "%s (%s)".formatted(row.name(), row.type()),
                        row.input() ? "[" + shape + "]" : shape,
                        Long.toString(row.parameters()),
                        row.connectedTo().stream().map("'%s'"::formatted).collect(Collectors.joining(", ", "[", "]")))
                .collect(Collectors.joining("\t"));
    }

    private static List<String> withoutDoubleLines(String text) {
        return text.lines().filter(line -> !line.startsWith("=")).toList();
    }

    private static List<String> from(List<String> lines, String first, int count) {
        int start = lines.indexOf(first);
        return lines.subList(start, start + count);
    }

    private static List<String> document(String number) throws IOException {
        boolean there = Files.isDirectory(SEEDS);
        if (!there) {
            System.out.println("skipped: there is no folder shared/seeds beside the checkout");
        }
        assumeTrue(there, "there is no folder shared/seeds beside the checkout");
        try (Stream<Path> files = Files.list(SEEDS)) {
            Path file = files.filter(path -> path.getFileName().toString().startsWith(number))
                    .findFirst()
                    .orElseThrow();
            return Files.readAllLines(file);
        }
    }
}
