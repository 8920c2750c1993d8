package org.inception4j.model.zoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.inception4j.model.AveragePooling2D;
import org.inception4j.model.BatchNormalization;
import org.inception4j.model.Conv2D;
import org.inception4j.model.Layer;
import org.inception4j.model.MaxPooling2D;
import org.inception4j.model.Model;
import org.inception4j.model.Node;
import org.inception4j.model.Padding;
import org.inception4j.model.Rounding;
import org.inception4j.model.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BnInceptionTest {
    private static final Network NETWORK = Networks.named("bn-inception");

    /** PyTorch counts no moving averages. */
    @Test
    void hasThePublishedNumberOfWeights() {
        Model model = NETWORK.build();
        assertThat(model.trainableParameters()).isEqualTo(11_295_240);
        assertThat(Built.layers(model, Conv2D.class)).hasSize(69);
        long channels = Built.layers(model, Conv2D.class).stream()
                .mapToLong(Conv2D::filters)
                .sum();
        assertThat(model.parameters()).isEqualTo(11_295_240 + 2 * channels);
    }

    @Test
    void givesTheShapeOfEachRowOfThePapersFigure() {
        Map<String, Shape> expected = new LinkedHashMap<>();
        expected.put("stem", Shape.of(28, 28, 192));
        expected.put("inception_3a", Shape.of(28, 28, 256));
        expected.put("inception_3b", Shape.of(28, 28, 320));
        expected.put("inception_3c", Shape.of(14, 14, 576));
        expected.put("inception_4a", Shape.of(14, 14, 576));
        expected.put("inception_4b", Shape.of(14, 14, 576));
        expected.put("inception_4c", Shape.of(14, 14, 608));
        expected.put("inception_4d", Shape.of(14, 14, 608));
        expected.put("inception_4e", Shape.of(7, 7, 1056));
        expected.put("inception_5a", Shape.of(7, 7, 1024));
        expected.put("inception_5b", Shape.of(7, 7, 1024));
        expected.put("classifier", Shape.of(1000));
        assertThat(Built.shapes(NETWORK.build())).containsExactlyEntriesOf(expected);
    }

    /** By hand from figure 5: kernels, biases, four numbers a channel of normalisation. */
    @ParameterizedTest
    @CsvSource({
        // 192·(64 + 64 + 64 + 32) + 9·(64·64 + 64·96 + 96·96) + 5·(64 + 64 + 64 + 64 + 96 + 96 + 32)
        "inception_3a, 220512",
        // 320·(128 + 64) + 9·(128·160 + 64·96 + 96·96) + 5·(128 + 160 + 64 + 96 + 96)
        "inception_3c, 386720",
        // 608·(128 + 192) + 9·(128·192 + 192·256 + 256·256) + 5·(128 + 192 + 192 + 256 + 256)
        "inception_4e, 1453056",
        "classifier, 1025000"
    })
    void hasTheWeightsOfEachModule(String block, long weights) {
        assertThat(Built.weights(NETWORK.build())).containsEntry(block, weights);
    }

    @Test
    void namesLayersAsCaffeDoes() {
        Model model = NETWORK.build();
        assertThat(model.nodes())
                .extracting(model::name)
                .startsWith(
                        "data",
                        "conv1_7x7_s2",
                        "conv1_7x7_s2_bn",
                        "conv1_relu_7x7",
                        "pool1_3x3_s2",
                        "conv2_3x3_reduce",
                        "conv2_3x3_reduce_bn",
                        "conv2_relu_3x3_reduce",
                        "conv2_3x3",
                        "conv2_3x3_bn",
                        "conv2_relu_3x3",
                        "pool2_3x3_s2")
                .contains(
                        "inception_3a_1x1",
                        "inception_3a_1x1_bn",
                        "inception_3a_relu_1x1",
                        "inception_3a_double_3x3_reduce",
                        "inception_3a_double_3x3_1",
                        "inception_3a_relu_double_3x3_2",
                        "inception_3a_pool",
                        "inception_3a_pool_proj",
                        "inception_3a_output")
                .endsWith("inception_5b_output", "global_pool", "last_linear");
        assertThat(model.weights()).containsKeys("inception_5b_pool_proj/bias", "inception_5b_pool_proj_bn/gamma");
    }

    @Test
    void passesThePoolOnWhereThePictureHalves() {
        Model model = NETWORK.build();
        for (String block : List.of("inception_3c", "inception_4e")) {
            assertThat(model.node(block + "_output").inputs())
                    .extracting(model::name)
                    .containsExactly(block + "_relu_3x3", block + "_relu_double_3x3_2", block + "_pool");
        }
        assertThat(model.node("inception_5b_output").inputs())
                .extracting(model::name)
                .containsExactly(
                        "inception_5b_relu_1x1",
                        "inception_5b_relu_3x3",
                        "inception_5b_relu_double_3x3_2",
                        "inception_5b_relu_pool_proj");
    }

    @Test
    void poolsAsThePapersFigureSays() {
        Model model = NETWORK.build();
        Layer average = AveragePooling2D.of(3, 1).withPadding(Padding.of(1)).withCountPadding(true);
        Layer max = MaxPooling2D.of(3, 1).withPadding(Padding.of(1));
        Layer halving = MaxPooling2D.of(3, 2).withPadding(Padding.SAME);
        List<String> modules = List.of("3a", "3b", "3c", "4a", "4b", "4c", "4d", "4e", "5a", "5b");
        assertThat(modules)
                .extracting(
                        module -> model.node("inception_" + module + "_pool").layer())
                .containsExactly(average, average, halving, average, average, average, average, halving, average, max);
        assertThat(model.node("pool1_3x3_s2").layer())
                .isEqualTo(MaxPooling2D.of(3, 2).withRounding(Rounding.CEIL));
    }

    @Test
    void normalisesAsItsCaffeWeightsWere() {
        assertThat(Built.layers(NETWORK.build(), BatchNormalization.class))
                .hasSize(69)
                .allSatisfy(
                        layer -> assertThat(layer).isEqualTo(new BatchNormalization(0.9f, 1e-5f, true, true, true)));
        assertThat(Built.layers(NETWORK.build(), Conv2D.class))
                .allSatisfy(layer -> assertThat(layer.useBias()).isTrue());
    }

    /** At odd sizes too: the pools that halve fit the convolutions beside them. */
    @ParameterizedTest
    @CsvSource({
        "32, 4, 2, 1",
        "33, 4, 2, 1",
        "65, 8, 4, 2",
        "90, 11, 6, 3",
        "100, 12, 6, 3",
        "224, 28, 14, 7",
        "299, 37, 19, 10"
    })
    void takesAnyImageSize(int imageSize, int stage3, int stage4, int stage5) {
        Model model = NETWORK.build(NETWORK.defaults().withImageSize(imageSize));
        assertThat(model.blocks().get("inception_3b").shape()).isEqualTo(Shape.of(stage3, stage3, 320));
        assertThat(model.blocks().get("inception_4d").shape()).isEqualTo(Shape.of(stage4, stage4, 608));
        assertThat(model.blocks().get("inception_5b").shape()).isEqualTo(Shape.of(stage5, stage5, 1024));
    }

    @Test
    void refusesSmallerImages() {
        assertThatThrownBy(() -> NETWORK.build(NETWORK.defaults().withImageSize(31)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("bn-inception: imageSize is 31; give at least 32");
    }

    @Test
    void endsAsOneAsks() {
        NetworkOptions options = NETWORK.defaults().withClasses(7);
        assertThat(ending(options)).isEqualTo("last_linear (7)");
        assertThat(ending(options.withTop(Top.NONE))).isEqualTo("inception_5b_output (7, 7, 1024)");
        assertThat(ending(options.withTop(Top.AVERAGE))).isEqualTo("global_pool (1024)");
        assertThat(ending(options.withTop(Top.MAX))).isEqualTo("global_pool (1024)");
        assertThat(NETWORK.build(options.withAuxiliary(true)).outputs()).hasSize(1);
    }

    private static String ending(NetworkOptions options) {
        return Built.ending(NETWORK.build(options));
    }

    @Test
    void scalesEveryConvolutionByTheWidth() {
        NetworkOptions half = NETWORK.defaults().withWidth(0.5);
        Model full = NETWORK.build();
        Model narrow = NETWORK.build(half);
        for (Node node : narrow.nodes()) {
            if (node.layer() instanceof Conv2D conv) {
                Conv2D unscaled = (Conv2D) full.node(narrow.name(node)).layer();
                assertThat(conv).isEqualTo(unscaled.withFilters(half.scaled(unscaled.filters())));
            }
        }
        assertThat(narrow.output().node().shape()).isEqualTo(Shape.of(1000));
    }

    @Test
    void saysWhatWasMeasuredAndByWhom() {
        assertThat(NETWORK.accuracy()).contains(new Accuracy(74.8, 92.2, "arXiv 1502.03167, single crop"));
    }
}
