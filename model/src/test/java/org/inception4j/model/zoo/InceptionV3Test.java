package org.inception4j.model.zoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.inception4j.model.ActivationFunction.LINEAR;
import static org.inception4j.model.ActivationFunction.RELU;
import static org.inception4j.model.ActivationFunction.SOFTMAX;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.inception4j.model.Activation;
import org.inception4j.model.AveragePooling2D;
import org.inception4j.model.BatchNormalization;
import org.inception4j.model.Conv2D;
import org.inception4j.model.Dense;
import org.inception4j.model.Dropout;
import org.inception4j.model.Initializer;
import org.inception4j.model.Input;
import org.inception4j.model.Model;
import org.inception4j.model.Node;
import org.inception4j.model.Output;
import org.inception4j.model.Padding;
import org.inception4j.model.Shape;
import org.inception4j.model.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the three sources have in common and what they differ in; their layers' names stand in {@code InceptionV3NamesTest}. */
class InceptionV3Test {
    private static final Network KERAS = Networks.named("inception-v3:keras");
    private static final Network TORCHVISION = Networks.named("inception-v3:torchvision");
    private static final Network SLIM = Networks.named("inception-v3:slim");

    /** PyTorch counts no moving averages, so its published number is that of the trainable ones. */
    @ParameterizedTest
    @CsvSource({
        "keras, false, 23851784, 23817352",
        "torchvision, false, 23869000, 23834568",
        "torchvision, true, 27197488, 27161264",
        "slim, false, 23853833, 23819401",
        "slim, true, 27182194, 27145970"
    })
    void hasEachSourcesNumberOfWeights(String variant, boolean auxiliary, long all, long trainable) {
        Network network = Networks.named("inception-v3:" + variant);
        Model model = network.build(network.defaults().withAuxiliary(auxiliary));
        assertThat(model.parameters()).isEqualTo(all);
        assertThat(model.trainableParameters()).isEqualTo(trainable);
    }

    /** From Keras' number, by what the sources add: gammas, a class for the background, the head. */
    @Test
    void addsUpFromOneSourceToTheNext() {
        long channels = 34_432 / 2;
        assertThat(TORCHVISION.build().inference().parameters()).isEqualTo(23_851_784 + channels);
        assertThat(SLIM.build().inference().parameters()).isEqualTo(23_851_784 + 2048 + 1);
        long head = 768 * 128 + 5 * 5 * 128 * 768 + 3 * (128 + 768) + 768 * 1001 + 1001;
        assertThat(SLIM.build().parameters() - SLIM.build().inference().parameters())
                .isEqualTo(head);
    }

    @Test
    void hasKerasWeightsInEachBlock() {
        Map<String, Long> expected = new LinkedHashMap<>();
        expected.put("stem", 173_072L);
        expected.put("mixed0", 256_368L);
        expected.put("mixed1", 277_968L);
        expected.put("mixed2", 285_648L);
        expected.put("mixed3", 1_153_920L);
        expected.put("mixed4", 1_298_944L);
        expected.put("mixed5", 1_692_736L);
        expected.put("mixed6", 1_692_736L);
        expected.put("mixed7", 2_143_872L);
        expected.put("mixed8", 1_699_584L);
        expected.put("mixed9", 5_047_872L);
        expected.put("mixed10", 6_080_064L);
        expected.put("classifier", 2_049_000L);
        assertThat(Built.weights(KERAS.build())).containsExactlyEntriesOf(expected);
    }

    @Test
    void givesTheShapeOfEachRowOfThePapersTable() {
        Map<String, Shape> expected = new LinkedHashMap<>();
        expected.put("Conv2d_1a_3x3", Shape.of(149, 149, 32));
        expected.put("Conv2d_2a_3x3", Shape.of(147, 147, 32));
        expected.put("Conv2d_2b_3x3", Shape.of(147, 147, 64));
        expected.put("maxpool1", Shape.of(73, 73, 64));
        expected.put("Conv2d_3b_1x1", Shape.of(73, 73, 80));
        expected.put("Conv2d_4a_3x3", Shape.of(71, 71, 192));
        expected.put("maxpool2", Shape.of(35, 35, 192));
        expected.put("Mixed_5b", Shape.of(35, 35, 256));
        expected.put("Mixed_5c", Shape.of(35, 35, 288));
        expected.put("Mixed_5d", Shape.of(35, 35, 288));
        expected.put("Mixed_6a", Shape.of(17, 17, 768));
        expected.put("Mixed_6b", Shape.of(17, 17, 768));
        expected.put("Mixed_6c", Shape.of(17, 17, 768));
        expected.put("Mixed_6d", Shape.of(17, 17, 768));
        expected.put("Mixed_6e", Shape.of(17, 17, 768));
        expected.put("AuxLogits", Shape.of(1000));
        expected.put("Mixed_7a", Shape.of(8, 8, 1280));
        expected.put("Mixed_7b", Shape.of(8, 8, 2048));
        expected.put("Mixed_7c", Shape.of(8, 8, 2048));
        expected.put("classifier", Shape.of(1000));
        assertThat(Built.shapes(TORCHVISION.build())).containsExactlyEntriesOf(expected);
        assertThat(Built.shapes(SLIM.build()).values())
                .containsExactlyElementsOf(expected.values().stream()
                        .map(shape -> shape.rank() == 1 ? Shape.of(1001) : shape)
                        .toList());
    }

    /** 75 pixels are the least that leave a pixel to the last module, as Keras has it. */
    @ParameterizedTest
    @CsvSource({"75, 7, 3, 1", "76, 7, 3, 1", "107, 11, 5, 2", "139, 15, 7, 3", "299, 35, 17, 8", "512, 61, 30, 14"})
    void takesAnyImageSize(int imageSize, int stage5, int stage6, int stage7) {
        for (Network network : List.of(KERAS, TORCHVISION, SLIM)) {
            Model model = network.build(network.defaults().withImageSize(imageSize));
            List<Shape> shapes = List.copyOf(Built.shapes(model).values());
            assertThat(shapes)
                    .contains(
                            Shape.of(stage5, stage5, 288),
                            Shape.of(stage6, stage6, 768),
                            Shape.of(stage7, stage7, 2048));
            assertThat(model.output().node().shape())
                    .isEqualTo(Shape.of(network.defaults().classes()));
        }
    }

    @Test
    void refusesImagesThatLeaveNothing() {
        assertThatThrownBy(() -> KERAS.build(KERAS.defaults().withImageSize(74)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("inception-v3:keras: imageSize is 74; give at least 75");
        assertThatThrownBy(() -> KERAS.build(Input.of(74, 299, 3).on(), KERAS.defaults()))
                .hasMessage(
                        "conv2d: a window of 3x3 does not fit into the input (2, 17, 192) with padding valid; give a larger input or a smaller window");
    }

    @Test
    void takesPicturesThatAreNotSquareAndOfOtherChannels() {
        Model model = TORCHVISION.build(Input.of(90, 200, 1).on(), TORCHVISION.defaults());
        assertThat(model.node("Mixed_7c/cat").shape()).isEqualTo(Shape.of(1, 4, 2048));
        assertThat(model.node("AuxLogits/pool").layer()).isEqualTo(AveragePooling2D.of(Size.of(3, 5), Size.of(3)));
        assertThat(model.outputs())
                .allSatisfy(output -> assertThat(output.node().shape()).isEqualTo(Shape.of(1000)));
    }

    @Test
    void hasAHeadThatOnlyTrainingUses() {
        assertThat(TORCHVISION.build().outputs())
                .extracting(Output::name, Output::lossWeight, Output::auxiliary)
                .containsExactly(tuple("fc", 1f, false), tuple("AuxLogits", 0.4f, true));
        assertThat(SLIM.build().outputs())
                .extracting(Output::name, Output::lossWeight, Output::auxiliary)
                .containsExactly(tuple("InceptionV3/Logits/Predictions", 1f, false), tuple("AuxLogits", 0.4f, true));
        assertThat(KERAS.build(KERAS.defaults().withAuxiliary(true)).outputs())
                .extracting(Output::name)
                .containsExactly("predictions");
        assertThat(TORCHVISION
                        .build(TORCHVISION.defaults().withTop(Top.AVERAGE))
                        .outputs())
                .extracting(Output::name)
                .containsExactly("avgpool");
    }

    @Test
    void looksAtTheSeventeenthsInTheHead() {
        Model model = TORCHVISION.build();
        assertThat(model.node("AuxLogits/pool").inputs())
                .containsExactly(model.blocks().get("Mixed_6e"));
        assertThat(model.node("AuxLogits/pool").shape()).isEqualTo(Shape.of(5, 5, 768));
        assertThat(model.node("AuxLogits/conv0/relu").shape()).isEqualTo(Shape.of(5, 5, 128));
        assertThat(model.node("AuxLogits/conv1/relu").shape()).isEqualTo(Shape.of(1, 1, 768));
    }

    @Test
    void endsAsOneAsks() {
        Model none = KERAS.build(KERAS.defaults().withTop(Top.NONE));
        assertThat(none.output().node().shape()).isEqualTo(Shape.of(8, 8, 2048));
        assertThat(none.parameters()).isEqualTo(21_802_784);
        Model average = KERAS.build(KERAS.defaults().withTop(Top.AVERAGE));
        assertThat(average.output().name()).isEqualTo("global_average_pooling2d");
        assertThat(average.output().node().shape()).isEqualTo(Shape.of(2048));
        Model max = KERAS.build(KERAS.defaults().withTop(Top.MAX));
        assertThat(max.output().name()).isEqualTo("global_max_pooling2d");
        assertThat(SLIM.build(SLIM.defaults().withTop(Top.AVERAGE))
                        .output()
                        .node()
                        .shape())
                .isEqualTo(Shape.of(2048));
    }

    @Test
    void classifiesWithTheActivationOneAsksFor() {
        assertThat(KERAS.build().node("predictions").layer()).isEqualTo(Dense.of(1000, SOFTMAX));
        Model logits =
                KERAS.build(KERAS.defaults().withClassifierActivation(LINEAR).withClasses(7));
        assertThat(logits.node("predictions").layer()).isEqualTo(Dense.of(7));
        Model slim = SLIM.build(SLIM.defaults().withClassifierActivation(LINEAR).withClasses(7));
        assertThat(slim.output().name()).isEqualTo("InceptionV3/Logits/SpatialSqueeze");
        assertThat(slim.output().node().shape()).isEqualTo(Shape.of(7));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.25, 0.5, 1.5})
    void scalesEveryConvolutionByTheWidth(double width) {
        Model full = TORCHVISION.build();
        NetworkOptions options = TORCHVISION.defaults().withWidth(width).withClasses(5);
        Model scaled = TORCHVISION.build(options);
        for (Node node : scaled.nodes()) {
            if (node.layer() instanceof Conv2D conv) {
                Conv2D unscaled = (Conv2D) full.node(scaled.name(node)).layer();
                assertThat(conv).isEqualTo(unscaled.withFilters(options.scaled(unscaled.filters())));
            }
        }
        assertThat(scaled.outputs())
                .allSatisfy(output -> assertThat(output.node().shape()).isEqualTo(Shape.of(5)));
    }

    @Test
    void normalisesAndStartsAsEachSourceDoes() {
        assertConvolutions(KERAS, 94, BatchNormalization.of().withScale(false), Initializer.GLOROT_UNIFORM);
        assertConvolutions(
                TORCHVISION,
                94,
                new BatchNormalization(0.9f, 1e-3f, true, true, true),
                new Initializer.TruncatedNormal(0, 0.1f));
        assertConvolutions(SLIM, 95, new BatchNormalization(0.9997f, 1e-3f, true, false, false), Initializer.HE_NORMAL);
    }

    private static void assertConvolutions(
            Network network, int count, BatchNormalization normalization, Initializer kernel) {
        Model model = network.build().inference();
        assertThat(Built.layers(model, Conv2D.class)).hasSize(count).allSatisfy(conv -> {
            assertThat(conv.kernelInitializer()).isEqualTo(kernel);
            assertThat(conv.activation()).isEqualTo(LINEAR);
        });
        assertThat(Built.layers(model, BatchNormalization.class)).hasSize(94).allSatisfy(layer -> assertThat(layer)
                .isEqualTo(normalization));
        assertThat(Built.layers(model, Activation.class))
                .filteredOn(layer -> layer.function().equals(RELU))
                .hasSize(94);
    }

    @Test
    void startsTheHeadSmaller() {
        Model model = TORCHVISION.build();
        assertThat(model.weights().get("AuxLogits/conv0/conv/kernel").initializer())
                .isEqualTo(new Initializer.TruncatedNormal(0, 0.1f));
        assertThat(model.weights().get("AuxLogits/conv1/conv/kernel").initializer())
                .isEqualTo(new Initializer.TruncatedNormal(0, 0.01f));
        assertThat(model.weights().get("AuxLogits/fc/kernel").initializer())
                .isEqualTo(new Initializer.TruncatedNormal(0, 0.001f));
        assertThat(model.weights().get("fc/kernel").initializer()).isEqualTo(new Initializer.TruncatedNormal(0, 0.1f));
    }

    @Test
    void countsPaddingInTorchvisionsAveragesOnly() {
        for (Network network : List.of(KERAS, TORCHVISION, SLIM)) {
            AveragePooling2D expected =
                    AveragePooling2D.of(3, 1).withPadding(Padding.SAME).withCountPadding(network == TORCHVISION);
            assertThat(Built.layers(network.build().inference(), AveragePooling2D.class))
                    .as(network.name())
                    .hasSize(9)
                    .allSatisfy(pool -> assertThat(pool).isEqualTo(expected));
        }
    }

    @Test
    void dropsAsEachSourceDoes() {
        assertThat(TORCHVISION.build().node("dropout").layer()).isEqualTo(Dropout.of(0.5));
        assertThat(SLIM.build().node("InceptionV3/Logits/Dropout_1b").layer()).isEqualTo(Dropout.of(0.2));
        assertThat(KERAS.build().nodes()).noneMatch(node -> node.layer() instanceof Dropout);
    }

    @Test
    void saysWhatWasMeasuredAndByWhom() {
        assertThat(List.of(KERAS, TORCHVISION, SLIM))
                .extracting(network -> network.accuracy().orElseThrow())
                .containsExactly(
                        new Accuracy(77.9, 93.7, "keras.io/api/applications"),
                        new Accuracy(77.294, 93.450, "torchvision, Inception_V3_Weights.IMAGENET1K_V1"),
                        new Accuracy(78.0, 93.9, "TF-slim, inception_v3_2016_08_28"));
    }
}
