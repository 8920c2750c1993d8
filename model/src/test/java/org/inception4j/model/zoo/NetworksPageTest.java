package org.inception4j.model.zoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.inception4j.model.ActivationFunction.RELU;
import static org.inception4j.model.ActivationFunction.SOFTMAX;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.inception4j.model.Add;
import org.inception4j.model.Concatenate;
import org.inception4j.model.Conv2D;
import org.inception4j.model.Dense;
import org.inception4j.model.Dropout;
import org.inception4j.model.Flatten;
import org.inception4j.model.GlobalAveragePooling2D;
import org.inception4j.model.Input;
import org.inception4j.model.LayerInstance;
import org.inception4j.model.MaxPooling2D;
import org.inception4j.model.Model;
import org.inception4j.model.NameScope;
import org.inception4j.model.Node;
import org.inception4j.model.Output;
import org.inception4j.model.Padding;
import org.inception4j.model.Sequential;
import org.inception4j.model.Shape;
import org.inception4j.model.anatomy.Bottlenecks;
import org.inception4j.model.anatomy.Comparison;
import org.inception4j.model.anatomy.Difference;
import org.inception4j.model.anatomy.NetworkTable;
import org.inception4j.model.summary.Cost;
import org.inception4j.model.summary.Summary;
import org.inception4j.model.summary.SummaryStyle;
import org.inception4j.tensor.Tensor;
import org.inception4j.tensor.Weights;
import org.junit.jupiter.api.Test;

/** The examples of docs/networks.md, word for word, and what the page says about them. */
class NetworksPageTest {
    private static final Path ROOT = Path.of(System.getProperty("project.root"));
    private static final Path SOURCE =
            ROOT.resolve("model/src/test/java/org/inception4j/model/zoo/NetworksPageTest.java");

    @Test
    void buildsANetworkByName() {
        Network network = Networks.named("googlenet:bn");
        Model model = network.build(
                network.defaults().withClasses(5).withImageSize(128).withWidth(0.5));
        String table = Summary.text(model);
        long cost = Cost.multiplyAdds(model);

        assertThat(table).contains("loss3/classifier (Dense)");
        assertThat(cost).isBetween(120_000_000L, 150_000_000L);
        assertThat(model.output().node().shape()).isEqualTo(Shape.of(5));
    }

    @Test
    void buildsLayersInARow() throws IOException {
        Model model = Sequential.of(
                "sequential",
                Shape.of(28, 28, 3),
                Conv2D.of(32, 5),
                MaxPooling2D.of(2),
                Flatten.of(),
                Dense.of(10, SOFTMAX));

        assertThat(blocks("text")).containsExactly(Summary.text(model));
    }

    @Test
    void namesModelsAsTheirNotebookDid() {
        Model small = Sequential.of("sequential", Shape.of(28, 28, 3), Conv2D.of(32, 5));
        Node input = Input.of(28, 28, 192).on();
        Model block = Model.of("block", input, module(input));

        NameScope notebook = NameScope.keras2();
        String first = Summary.text(small.withNames(notebook)); // conv2d
        String second = Summary.text(block.withNames(notebook)); // conv2d_1, conv2d_2, conv2d_3
        String keras3 = Summary.text(block.withNames(NameScope.keras3()), SummaryStyle.KERAS_3);

        assertThat(first).contains(" conv2d (Conv2D) ");
        assertThat(second).contains(" conv2d_1 (", " conv2d_3 (").doesNotContain(" conv2d (", "conv2d_4");
        assertThat(keras3).contains("│ input_layer (InputLayer) ", "│ conv2d (Conv2D) ");
    }

    static Node module(Node x) {
        Node one = conv(64, 1).on(x);
        Node three = conv(128, 3).on(x);
        Node five = conv(32, 5).on(x);
        Node pool = MaxPooling2D.of(3, 1).withPadding(Padding.SAME).on(x);
        return Concatenate.of().on(one, three, five, pool);
    }

    static Conv2D conv(int filters, int kernelSize) {
        return Conv2D.of(filters, kernelSize).withPadding(Padding.SAME).withActivation(RELU);
    }

    @Test
    void buildsAGraph() {
        Model model = naive();
        assertThat(model.node("concatenate").shape()).isEqualTo(Shape.of(28, 28, 416));
        assertThat(model.parameters()).isEqualTo(387_296 + 4_170);
        assertThat(model.nodes())
                .extracting(model::name)
                .contains("data", "conv2d", "conv2d_1", "conv2d_2", "max_pooling2d", "dropout", "classes");
    }

    private static Model naive() {
        Node data = Input.of(28, 28, 192).named("data").on();
        Node x = GlobalAveragePooling2D.of().on(module(data));
        Node classes = Dense.of(10, SOFTMAX).named("classes").on(Dropout.of(0.4).on(x));
        Model model = Model.of("naive", data, classes);
        return model;
    }

    @Test
    void buildsAModelOfTwoOutputs() {
        Node data = Input.of(8).on();
        Node main = Dense.of(4).on(data);
        Node side = Dense.of(4).on(data);
        Model model = Model.of("two", data, Output.of("main", main), Output.auxiliary("side", side, 0.3f));
        Model deployed = model.inference();

        assertThat(model.outputs()).extracting(Output::name).containsExactly("main", "side");
        assertThat(deployed.outputs()).extracting(Output::name).containsExactly("main");
    }

    @Test
    void sharesALayer() {
        Node left = Input.of(8).on();
        Node right = Input.of(8).on();
        LayerInstance tower = Dense.of(16, RELU).named("tower");
        Node sum = Add.of().on(tower.on(left), tower.on(right));

        Model model = Model.of("shared", List.of(left, right), List.of(Output.of("sum", sum)));
        assertThat(model.weights()).containsOnlyKeys("tower/kernel", "tower/bias");
    }

    @Test
    void looksInside() {
        Model model = naive();
        Weights start = Weights.initialise(model, 42);
        Tensor kernel = start.get("classes/kernel");
        Model inside = model.withLayersAsOutputs(List.of("concatenate", "classes"));

        assertThat(kernel.shape()).isEqualTo(Shape.of(416, 10));
        assertThat(inside.outputs()).extracting(Output::name).containsExactly("concatenate", "classes");
    }

    @Test
    void looksCloser() throws IOException {
        Model paper = Networks.named("googlenet:paper").build();
        Model torchvision = Networks.named("googlenet:torchvision").build();
        NetworkTable table = NetworkTable.of(paper); // beside the paper's table 1
        Bottlenecks saved = Bottlenecks.of(paper); // with and without its 1x1 reductions
        Comparison comparison = Comparison.of(paper, torchvision); // every difference in words

        assertThat(table.lines().stream().mapToInt(line -> line.doubts().size()).sum())
                .isEqualTo(9);
        assertThat(saved.totalWithout().parameters()).isBetween(25_300_000L, 25_350_000L);
        assertThat(saved.totalWithout().multiplyAdds()
                        / (double) saved.totalWith().multiplyAdds())
                .isBetween(2.75, 2.85);
        assertThat(comparison.differences().stream().map(Difference::sentence))
                .contains("In all 9 inception blocks the 5x5 convolution of the third branch is 3x3 instead of 5x5.");
        assertThat(page()).contains("6,797.7K and 1,502M, the network to 6,826.4K weights and 1,582.7M");
    }

    @Test
    void showsOnlyExamplesThatStandHere() throws IOException {
        String source = withoutBlanks(Files.readString(SOURCE));
        assertThat(blocks("java")).hasSize(9).allSatisfy(example -> assertThat(source)
                .contains(withoutBlanks(example)));
    }

    @Test
    void saysTheRightNumbersOfEachNetwork() throws IOException {
        String page = page();
        for (Network network : Networks.all()) {
            Model model = network.build();
            String row = String.format(
                    Locale.ROOT,
                    " | %,d | %,d | %,d | %4$d x %4$d x 3 | ",
                    network.parameters(model),
                    network.parameters(model.inference()),
                    Cost.multiplyAdds(model.inference()),
                    network.defaults().imageSize());
            assertThat(page.lines().filter(line -> line.startsWith("| `" + network.name() + "`")))
                    .singleElement()
                    .asString()
                    .contains(row);
            assertThat(page).contains("**`" + network.name() + "`**");
        }
    }

    private static String page() throws IOException {
        return Files.readString(ROOT.resolve("docs/networks.md"));
    }

    private static List<String> blocks(String language) throws IOException {
        return Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
                .matcher(page())
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
    }

    /** The formatter breaks lines where they stand deeper than on the page. */
    private static String withoutBlanks(String code) {
        return code.replaceAll("\\s+", "");
    }
}
