package org.inception4j.model.zoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.Map;
import org.inception4j.model.ActivationFunction;
import org.inception4j.model.AveragePooling2D;
import org.inception4j.model.BatchNormalization;
import org.inception4j.model.Conv2D;
import org.inception4j.model.Dropout;
import org.inception4j.model.MaxPooling2D;
import org.inception4j.model.Model;
import org.inception4j.model.Padding;
import org.inception4j.model.SeparableConv2D;
import org.inception4j.model.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InceptionV2Test {
    private static final Network NETWORK = Networks.named("inception-v2:slim");

    /** TF-slim's own test counts 10,173,112 below the classifier, moving averages included. */
    @Test
    void hasThePublishedNumberOfWeights() {
        Model model = NETWORK.build();
        assertThat(model.parameters()).isEqualTo(10_173_112 + 1024 * 1001 + 1001);
        assertThat(NETWORK.build(NETWORK.defaults().withTop(Top.NONE)).parameters())
                .isEqualTo(10_173_112);
        long normalised = Built.layers(model, BatchNormalization.class).size();
        assertThat(normalised).isEqualTo(68);
        assertThat(model.parameters() - model.trainableParameters())
                .isEqualTo(2
                        * Built.layers(model, Conv2D.class).stream()
                                .mapToLong(Conv2D::filters)
                                .filter(filters -> filters != 1001)
                                .sum());
    }

    @Test
    void givesTheShapesThatSlimNotes() {
        Map<String, Shape> expected = new LinkedHashMap<>();
        expected.put("Conv2d_1a_7x7", Shape.of(112, 112, 64));
        expected.put("MaxPool_2a_3x3", Shape.of(56, 56, 64));
        expected.put("Conv2d_2b_1x1", Shape.of(56, 56, 64));
        expected.put("Conv2d_2c_3x3", Shape.of(56, 56, 192));
        expected.put("MaxPool_3a_3x3", Shape.of(28, 28, 192));
        expected.put("Mixed_3b", Shape.of(28, 28, 256));
        expected.put("Mixed_3c", Shape.of(28, 28, 320));
        expected.put("Mixed_4a", Shape.of(14, 14, 576));
        expected.put("Mixed_4b", Shape.of(14, 14, 576));
        expected.put("Mixed_4c", Shape.of(14, 14, 576));
        expected.put("Mixed_4d", Shape.of(14, 14, 576));
        expected.put("Mixed_4e", Shape.of(14, 14, 576));
        expected.put("Mixed_5a", Shape.of(7, 7, 1024));
        expected.put("Mixed_5b", Shape.of(7, 7, 1024));
        expected.put("Mixed_5c", Shape.of(7, 7, 1024));
        expected.put("classifier", Shape.of(1001));
        assertThat(Built.shapes(NETWORK.build())).containsExactlyEntriesOf(expected);
    }

    /** By hand from figure 5: kernels, and three numbers a channel of normalisation. */
    @ParameterizedTest
    @CsvSource({
        // 7·7·3·8 + 24·64 + 64
        "Conv2d_1a_7x7, 2776",
        // 192·(64 + 64 + 64 + 32) + 9·(64·64 + 64·96 + 96·96) + 3·(64 + 64 + 64 + 64 + 96 + 96 + 32)
        "Mixed_3b, 219552",
        // 320·(128 + 64) + 9·(128·160 + 64·96 + 96·96) + 3·(128 + 160 + 64 + 96 + 96)
        "Mixed_4a, 385632",
        // 576·(160 + 128 + 128 + 96) + 9·(128·160 + 128·160 + 160·160) + 3·(160 + 128 + 160 + 128 + 160 + 160 + 96)
        "Mixed_4d, 896928",
        // 576·(128 + 192) + 9·(128·192 + 192·256 + 256·256) + 3·(128 + 192 + 192 + 256 + 256)
        "Mixed_5a, 1440768",
        "classifier, 1026025"
    })
    void hasTheWeightsOfEachModule(String block, long weights) {
        assertThat(Built.weights(NETWORK.build())).containsEntry(block, weights);
    }

    @Test
    void startsWithASeparableConvolutionThatIsNotNormalised() {
        Model model = NETWORK.build();
        SeparableConv2D first =
                (SeparableConv2D) model.node("InceptionV2/Conv2d_1a_7x7").layer();
        assertThat(first.depthMultiplier()).isEqualTo(8);
        assertThat(first.useBias()).isTrue();
        assertThat(first.activation()).isEqualTo(ActivationFunction.RELU);
        assertThat(model.nodes())
                .extracting(model::name)
                .startsWith(
                        "input_1",
                        "InceptionV2/Conv2d_1a_7x7",
                        "InceptionV2/MaxPool_2a_3x3",
                        "InceptionV2/Conv2d_2b_1x1",
                        "InceptionV2/Conv2d_2b_1x1/BatchNorm",
                        "InceptionV2/Conv2d_2b_1x1/relu");
    }

    /** So that the first half gives no more channels than the second, as slim has it. */
    @ParameterizedTest
    @CsvSource({"0.125, 8, 2", "0.25, 16, 5", "0.5, 32, 8", "2, 128, 8"})
    void narrowsBothHalvesOfTheFirstConvolution(double width, int filters, int multiplier) {
        Model model = NETWORK.build(NETWORK.defaults().withWidth(width));
        SeparableConv2D first =
                (SeparableConv2D) model.node("InceptionV2/Conv2d_1a_7x7").layer();
        assertThat(first.filters()).isEqualTo(filters);
        assertThat(first.depthMultiplier()).isEqualTo(multiplier);
    }

    @Test
    void passesThePoolOnWhereThePictureHalves() {
        Model model = NETWORK.build();
        assertThat(model.node("InceptionV2/Mixed_4a/concat").inputs())
                .extracting(model::name)
                .containsExactly(
                        "InceptionV2/Mixed_4a/Branch_0/Conv2d_1a_3x3/relu",
                        "InceptionV2/Mixed_4a/Branch_1/Conv2d_1a_3x3/relu",
                        "InceptionV2/Mixed_4a/Branch_2/MaxPool_1a_3x3");
        assertThat(model.node("InceptionV2/Mixed_5c/concat").inputs())
                .extracting(model::name)
                .containsExactly(
                        "InceptionV2/Mixed_5c/Branch_0/Conv2d_0a_1x1/relu",
                        "InceptionV2/Mixed_5c/Branch_1/Conv2d_0b_3x3/relu",
                        "InceptionV2/Mixed_5c/Branch_2/Conv2d_0c_3x3/relu",
                        "InceptionV2/Mixed_5c/Branch_3/Conv2d_0b_1x1/relu");
    }

    @Test
    void poolsAsThePapersFigureSays() {
        Model model = NETWORK.build();
        assertThat(model.node("InceptionV2/Mixed_5b/Branch_3/AvgPool_0a_3x3").layer())
                .isEqualTo(AveragePooling2D.of(3, 1).withPadding(Padding.SAME));
        assertThat(model.node("InceptionV2/Mixed_5c/Branch_3/MaxPool_0a_3x3").layer())
                .isEqualTo(MaxPooling2D.of(3, 1).withPadding(Padding.SAME));
    }

    @Test
    void normalisesAsSlimDoes() {
        assertThat(Built.layers(NETWORK.build(), BatchNormalization.class)).allSatisfy(layer -> assertThat(layer)
                .isEqualTo(new BatchNormalization(0.9997f, 1e-3f, true, false, true)));
    }

    /** SAME rounds up, at every size. */
    @ParameterizedTest
    @CsvSource({"1, 1, 1, 1", "33, 5, 3, 2", "107, 14, 7, 4", "224, 28, 14, 7", "299, 38, 19, 10"})
    void takesAnyImageSize(int imageSize, int stage3, int stage4, int stage5) {
        Model model = NETWORK.build(NETWORK.defaults().withImageSize(imageSize));
        assertThat(model.blocks().get("Mixed_3c").shape()).isEqualTo(Shape.of(stage3, stage3, 320));
        assertThat(model.blocks().get("Mixed_4e").shape()).isEqualTo(Shape.of(stage4, stage4, 576));
        assertThat(model.blocks().get("Mixed_5c").shape()).isEqualTo(Shape.of(stage5, stage5, 1024));
        assertThat(model.output().node().shape()).isEqualTo(Shape.of(1001));
    }

    @Test
    void refusesImagesWithoutPixels() {
        assertThatThrownBy(() -> NETWORK.build(NETWORK.defaults().withImageSize(0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("inception-v2:slim: imageSize is 0; give at least 1");
    }

    @Test
    void endsAsOneAsks() {
        NetworkOptions options = NETWORK.defaults().withClasses(7);
        assertThat(ending(options)).isEqualTo("InceptionV2/Logits/Predictions (7)");
        assertThat(ending(options.withClassifierActivation(ActivationFunction.LINEAR)))
                .isEqualTo("InceptionV2/Logits/SpatialSqueeze (7)");
        assertThat(ending(options.withTop(Top.NONE))).isEqualTo("InceptionV2/Mixed_5c/concat (7, 7, 1024)");
        assertThat(ending(options.withTop(Top.AVERAGE))).isEqualTo("InceptionV2/Logits/AvgPool_1a_7x7 (1024)");
        assertThat(ending(options.withTop(Top.MAX))).endsWith(" (1024)");
        assertThat(Built.layers(NETWORK.build(), Dropout.class)).containsExactly(Dropout.of(0.2));
    }

    private static String ending(NetworkOptions options) {
        return Built.ending(NETWORK.build(options));
    }

    @Test
    void saysWhatWasMeasuredAndByWhom() {
        assertThat(NETWORK.accuracy()).contains(new Accuracy(73.9, 91.8, "TF-slim, inception_v2_2016_08_28"));
    }
}
