package org.inception4j.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.inception4j.model.Input;
import org.inception4j.model.Model;
import org.inception4j.model.Node;
import org.inception4j.model.Shape;
import org.junit.jupiter.api.Test;

class Seed000Test {
    private static final String TABLE = "Model: \"%s\"";

    @Test
    void printsWhatItPrintedWhenHeldAgainstTheNotebook() throws Exception {
        assertThat(Document.printed(Seed000FirstModelsAndInceptionV3::main)).isEqualTo(Document.golden("seed000.txt"));
    }

    @Test
    void printsTheNotebooksTableLetterByLetter() throws Exception {
        List<String> notebook = Document.lines("000");
        List<String> printed = Document.printed(Seed000FirstModelsAndInceptionV3::main);
        int from = notebook.indexOf(TABLE.formatted("sequential"));
        int to = notebook.subList(from, notebook.size()).indexOf("Non-trainable params: 0") + from + 2;
        int ours = printed.indexOf(TABLE.formatted("sequential"));
        // the page that the notebook became dropped the lines of equals signs
        List<String> table = printed.subList(ours, printed.size()).stream()
                .filter(line -> !line.startsWith("==="))
                .limit(to - from)
                .toList();
        assertThat(table).isEqualTo(notebook.subList(from, to));
        assertThat(table).hasSize(16).contains("Total params: 48,522");
    }

    @Test
    void printsTheBeginningOfInceptionV3AsTheNotebookDoes() throws Exception {
        List<String> notebook = Document.lines("000");
        List<String> printed = Document.printed(Seed000FirstModelsAndInceptionV3::main);
        List<String> excerpt = notebook.subList(notebook.indexOf(TABLE.formatted("inception_v3")), notebook.size());
        List<String> table = printed.subList(printed.indexOf(TABLE.formatted("inception_v3")), printed.size()).stream()
                .filter(line -> !line.startsWith("==="))
                .toList();
        int last = excerpt.size() - 1;
        assertThat(excerpt).hasSizeGreaterThan(10);
        assertThat(table.subList(0, last)).isEqualTo(excerpt.subList(0, last));
        // the document ends within this line
        assertThat(table.get(last)).startsWith(excerpt.get(last));
    }

    @Test
    void isTheSameNetworkAsAChainAndAsAGraph() {
        Model chain = Seed000FirstModelsAndInceptionV3.sequential();
        Model graph = Seed000FirstModelsAndInceptionV3.buildModel();
        assertThat(chain.parameters()).isEqualTo(48_522);
        assertThat(graph.weights().values())
                .containsExactlyElementsOf(chain.weights().values());
    }

    @Test
    void hasTheNaiveBlocksShapeAndParameters() {
        Node input = Input.of(28, 28, 192).on();
        Node block = Seed000FirstModelsAndInceptionV3.naiveInceptionBlock(input, List.of(64, 128, 32));
        assertThat(block.shape()).isEqualTo(Shape.of(28, 28, 416));
        assertThat(Model.of("naive", input, block).parameters()).isEqualTo(387_296);
    }

    @Test
    void isInceptionV3ToTheLastParameter() {
        Model model = Seed000FirstModelsAndInceptionV3.inceptionV3();
        assertThat(model.parameters()).isEqualTo(23_851_784);
        assertThat(model.trainableParameters()).isEqualTo(23_817_352);
    }
}
