package org.inception4j.model.summary;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.inception4j.model.ActivationFunction;
import org.inception4j.model.Add;
import org.inception4j.model.BatchNormalization;
import org.inception4j.model.Conv2D;
import org.inception4j.model.Dense;
import org.inception4j.model.Flatten;
import org.inception4j.model.Input;
import org.inception4j.model.LayerInstance;
import org.inception4j.model.MaxPooling2D;
import org.inception4j.model.Model;
import org.inception4j.model.Node;
import org.inception4j.model.Output;
import org.inception4j.model.Sequential;
import org.inception4j.model.Shape;
import org.junit.jupiter.api.Test;

class SummaryTest {
    /** The first seed document's model; its table lost the two lines of = on the way, which stand in the file again. */
    @Test
    void printsASequentialModelAsKeras2DoesLetterByLetter() {
        Model model = Sequential.of(
                "sequential",
                Shape.of(28, 28, 3),
                Conv2D.of(32, 5),
                MaxPooling2D.of(2, 2),
                Flatten.of(),
                Dense.of(10, ActivationFunction.SOFTMAX));
        assertThat(Summary.text(model)).isEqualTo(resource("sequential.txt"));
    }

    /** The same document's excerpt of InceptionV3, whose last line is cut off there. */
    @Test
    void printsAGraphAsKeras2DoesLetterByLetter() {
        Node data = Input.of(299, 299, 3).named("input_2").on();
        Node x = Conv2D.of(32, 3)
                .withStrides(2)
                .withBias(false)
                .named("conv2d_95")
                .on(data);
        Node normalised = BatchNormalization.of()
                .withScale(false)
                .named("batch_normalization_94")
                .on(x);
        Model model = Model.of("inception_v3", data, Add.of().on(x, normalised));
        List<String> printed = Summary.text(model)
                .lines()
                .filter(line -> !line.startsWith("="))
                .toList();
        List<String> golden = resource("functional.txt").lines().toList();
        int whole = golden.size() - 1;
        assertThat(printed.subList(0, whole)).isEqualTo(golden.subList(0, whole));
        assertThat(printed.get(whole)).startsWith(golden.getLast()).hasSize(98);
    }

    /** The fifth seed document's 132 printed rows; conv2d_113 fell into its page break. */
    @Test
    void listsAGraphOfThreeOutputsInKerasOrder() {
        Summary summary = Summary.of(ThreeOutputs.model());
        List<String> rows =
                summary.rows().stream().map(SummaryTest::asInTheNotebook).toList();
        assertThat(rows)
                .hasSize(133)
                .contains("conv2d_113 (Conv2D)\t(None, 7, 7, 24)\t15000\t['concatenate_14[0][0]']");
        assertThat(rows.stream().filter(row -> !row.startsWith("conv2d_113 ")).toList())
                .isEqualTo(resource("three-outputs.tsv").lines().toList());
        assertThat(summary.parameters()).isEqualTo(9_691_258);
        assertThat(summary.trainable()).isEqualTo(9_691_258);
    }

    @Test
    void showsTheInputOfAGraphThatHappensToBeAChain() {
        Node data = Input.of(28, 28, 3).on();
        Summary summary = Summary.of(Model.of("chain", data, Conv2D.of(4, 3).on(data)));
        assertThat(summary.chain()).isTrue();
        assertThat(summary.rows()).extracting(Summary.Row::name).containsExactly("input_1", "conv2d");
        assertThat(summary.text(SummaryStyle.KERAS_2)).contains("""
                 input_1 (InputLayer)        [(None, 28, 28, 3)]       0        \s
                """);
    }

    @Test
    void listsASharedLayerOnceWithAllItsUses() {
        Node left = Input.of(8, 8, 3).on();
        Node right = Input.of(9, 9, 3).on();
        LayerInstance shared = Conv2D.of(2, 3).shared();
        Model model = Model.of(
                "twins",
                List.of(left, right),
                List.of(Output.of("left", shared.on(left)), Output.of("right", shared.on(right))));
        Summary summary = Summary.of(model);
        assertThat(summary.chain()).isFalse();
        assertThat(summary.rows().getLast())
                .isEqualTo(new Summary.Row(
                        "conv2d",
                        "Conv2D",
                        List.of(Shape.of(6, 6, 2), Shape.of(7, 7, 2)),
                        56,
                        List.of(new Summary.Source("input_1", 0), new Summary.Source("input_2", 0))));
        assertThat(summary.text(SummaryStyle.KERAS_2))
                .contains(
                        " conv2d (Conv2D)                multiple             56          ['input_1[0][0]',                \n"
                                + "                                                                  'input_2[0][0]']                \n");
    }

    @Test
    void numbersTheUsesOfASharedLayer() {
        Node data = Input.of(4).on();
        LayerInstance shared = Dense.of(4).shared();
        Node once = shared.on(data);
        Model model = Model.of("loop", data, Dense.of(1).on(shared.on(once)));
        assertThat(Summary.of(model).chain()).isFalse();
        assertThat(Summary.of(model).rows().get(1).connectedTo())
                .containsExactly(new Summary.Source("input_1", 0), new Summary.Source("dense", 0));
        assertThat(Summary.of(model).rows().get(2).connectedTo()).containsExactly(new Summary.Source("dense", 1));
    }

    @Test
    void countsMovingAveragesAsNotTrainable() {
        Model model = Sequential.of("normalised", Shape.of(4, 4, 3), BatchNormalization.of());
        assertThat(Summary.text(model)).endsWith("""
                        Total params: 12
                        Trainable params: 6
                        Non-trainable params: 6
                        _________________________________________________________________
                        """);
    }

    private static String asInTheNotebook(Summary.Row row) {
        String sizes =
                row.shapes().getFirst().sizes().stream().map(String::valueOf).collect(Collectors.joining(", "));
        return "%s (%s)\t%s\t%d\t%s"
                .formatted(
                        inTheNotebook(row.name()),
                        row.type(),
                        (row.type().equals("InputLayer") ? "[(None, %s)]" : "(None, %s)").formatted(sizes),
                        row.parameters(),
                        row.connectedTo().stream()
                                .map(source -> "'%s[%d][0]'".formatted(inTheNotebook(source.layer()), source.use()))
                                .collect(Collectors.joining(", ", "[", "]")));
    }

    /** The notebook had made other models before: each class counted on from there. */
    private static String inTheNotebook(String name) {
        Map<String, Integer> before = Map.of(
                "input",
                6,
                "conv2d",
                90,
                "max_pooling2d",
                25,
                "layer_normalization",
                11,
                "activation",
                48,
                "concatenate",
                12,
                "average_pooling2d",
                2,
                "flatten",
                2,
                "dense",
                5,
                "dropout",
                3);
        String base = name.replaceFirst("_\\d+$", "");
        int number = base.equals(name) ? 0 : Integer.parseInt(name.substring(base.length() + 1));
        return base + "_" + (number + before.getOrDefault(base, 1));
    }

    private static String resource(String name) {
        try (InputStream in = SummaryTest.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException wrong) {
            throw new UncheckedIOException(wrong);
        }
    }
}
