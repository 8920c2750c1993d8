package org.inception4j.model.zoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.Map;
import org.inception4j.model.ActivationFunction;
import org.inception4j.model.AdaptiveAveragePooling2D;
import org.inception4j.model.AveragePooling2D;
import org.inception4j.model.BatchNormalization;
import org.inception4j.model.Conv2D;
import org.inception4j.model.Dropout;
import org.inception4j.model.Initializer;
import org.inception4j.model.Input;
import org.inception4j.model.Layer;
import org.inception4j.model.MaxPooling2D;
import org.inception4j.model.Model;
import org.inception4j.model.Node;
import org.inception4j.model.Output;
import org.inception4j.model.Padding;
import org.inception4j.model.Rounding;
import org.inception4j.model.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for the definitions of GoogLeNet other than the paper's, which {@link GoogLeNetTest} looks at. */
class GoogLeNetVariantsTest {
    @ParameterizedTest
    @CsvSource({
        "paper, 6998552, 6998552, 13378280",
        "caffe, 6998552, 6998552, 13378280",
        "slim, 6633209, 6618649, 6633209",
        "torchvision, 6639464, 6624904, 13019960",
        "bn, 7020392, 7005832, 13400888",
        "seed-002, 5983802, 5983802, 5983802",
        "seed-003, 6617624, 6617624, 12997352",
        "seed-004, 9691258, 9691258, 9691258"
    })
    void hasAsManyWeightsAsItsSource(String variant, long parameters, long trainable, long withHeads) {
        Network network = Networks.named("googlenet:" + variant);
        Model plain = network.build(network.defaults().withAuxiliary(false));
        assertThat(plain.parameters()).isEqualTo(parameters);
        assertThat(plain.trainableParameters()).isEqualTo(trainable);
        Model trained = network.build(network.defaults().withAuxiliary(true));
        assertThat(trained.parameters()).isEqualTo(withHeads);
        assertThat(trained.inference().parameters()).isEqualTo(parameters);
    }

    /** The output sizes of the paper's table, and what the source calls the first and the last module. */
    @ParameterizedTest
    @CsvSource({
        "paper, inception_3a, inception_5b",
        "caffe, inception_3a, inception_5b",
        "slim, Mixed_3b, Mixed_5c",
        "torchvision, inception3a, inception5b",
        "bn, inception_3a, inception_5b",
        "seed-002, inception_3a, inception_5b",
        "seed-003, inception_3a, inception_5b"
    })
    void givesThePapersShapes(String variant, String first, String last) {
        Network network = Networks.named("googlenet:" + variant);
        Map<String, Node> blocks =
                network.build(network.defaults().withAuxiliary(false)).blocks();
        assertThat(blocks.values())
                .extracting(Node::shape)
                .containsExactly(
                        Shape.of(28, 28, 192),
                        Shape.of(28, 28, 256),
                        Shape.of(28, 28, 480),
                        Shape.of(14, 14, 512),
                        Shape.of(14, 14, 512),
                        Shape.of(14, 14, 512),
                        Shape.of(14, 14, 528),
                        Shape.of(14, 14, 832),
                        Shape.of(7, 7, 832),
                        Shape.of(7, 7, 1024),
                        Shape.of(classes(variant)));
        assertThat(blocks.keySet()).startsWith("stem", first).endsWith(last, "classifier");
    }

    @ParameterizedTest
    @CsvSource({"caffe, 223", "slim, 1", "torchvision, 15", "seed-002, 1", "seed-003, 65", "seed-004, 129"})
    void buildsAtItsSmallestImageAndNotBelow(String variant, int smallest) {
        Network network = Networks.named("googlenet:" + variant);
        assertThat(network.smallestImage()).isEqualTo(smallest);
        NetworkOptions options = network.defaults().withAuxiliary(true).withWidth(0.25);
        assertThat(network.build(options.withImageSize(smallest)).nodes())
                .allMatch(node -> node.shape().elements() > 0);
        if (smallest > 1) {
            assertThatThrownBy(() -> network.build(options.withImageSize(smallest - 1)))
                    .hasMessage("%s: imageSize is %d; give at least %d".formatted(network, smallest - 1, smallest));
            Node smaller = Input.of(smallest - 1, smallest - 1, 3).on();
            assertThatThrownBy(() -> network.build(smaller, options))
                    .hasMessageContaining("does not fit into the input");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"paper", "caffe", "slim", "torchvision", "bn", "seed-002", "seed-003", "seed-004"})
    void hasTheWidthClassesAndTopThatAreAskedFor(String variant) {
        Network network = Networks.named("googlenet:" + variant);
        NetworkOptions options = network.defaults().withWidth(0.5).withClasses(7);
        Model model = network.build(options);
        assertThat(model.outputs()).allMatch(output -> output.node().shape().equals(Shape.of(7)));
        assertThat(Built.layers(model, Conv2D.class)).allMatch(conv -> conv.filters() % 8 == 0 || conv.filters() == 7);
        int channels = variant.equals("seed-004") ? 600 : 512;
        int side = variant.equals("seed-004") ? 4 : 7;
        assertThat(network.build(options.withTop(Top.NONE)).outputs())
                .extracting(output -> output.node().shape())
                .containsExactly(Shape.of(side, side, channels));
        for (Top pooled : List.of(Top.AVERAGE, Top.MAX)) {
            assertThat(network.build(options.withTop(pooled)).outputs())
                    .extracting(output -> output.node().shape())
                    .containsExactly(Shape.of(channels));
        }
    }

    /** 254 pixels leave maps of 7x7, to which the published weights fit; 255 leave 8x8, and four windows. */
    @ParameterizedTest
    @CsvSource({"223, 1024", "254, 1024", "255, 4096"})
    void caffesClassifierGrowsWithTheImage(int imageSize, int features) {
        Network caffe = Networks.named("googlenet:caffe");
        Model model = caffe.build(caffe.defaults().withImageSize(imageSize));
        assertThat(model.node("pool5/7x7_s1").layer()).isEqualTo(AveragePooling2D.of(7, 1));
        assertThat(model.weights().get("loss3/classifier/kernel").shape()).isEqualTo(Shape.of(features, 1000));
    }

    @Test
    void caffesWeightsAreThePapers() {
        assertThat(Networks.named("googlenet:caffe").build().weights())
                .isEqualTo(Networks.named("googlenet:paper").build().weights());
    }

    @Test
    void namesLayersAsTorchvisionNamesModules() {
        Model model = Networks.named("googlenet:torchvision").build();
        assertThat(model.weights())
                .containsKeys(
                        "conv1/conv/kernel",
                        "conv1/bn/gamma",
                        "conv2/bn/moving_variance",
                        "conv3/conv/kernel",
                        "inception3a/branch1/conv/kernel",
                        "inception3a/branch2/0/bn/beta",
                        "inception4e/branch2/1/conv/kernel",
                        "inception5b/branch3/0/conv/kernel",
                        "inception5b/branch3/1/bn/moving_mean",
                        "inception5b/branch4/1/conv/kernel",
                        "aux1/conv/conv/kernel",
                        "aux2/fc1/bias",
                        "aux2/fc2/kernel",
                        "fc/bias");
        assertThat(model.node("inception4b/branch3/1/relu").inputs())
                .containsExactly(model.node("inception4b/branch3/1/bn"));
        assertThat(model.outputs())
                .extracting(Output::name, Output::lossWeight, Output::auxiliary)
                .containsExactly(tuple("fc", 1f, false), tuple("aux1", 0.3f, true), tuple("aux2", 0.3f, true));
    }

    @Test
    void torchvisionPadsPoolsNormalisesAndDropsAsItsCodeSays() {
        Model model = Networks.named("googlenet:torchvision").build();
        assertThat(layer(model, "conv1/conv")).isInstanceOfSatisfying(Conv2D.class, conv -> {
            assertThat(conv.padding()).isEqualTo(Padding.of(3));
            assertThat(conv.useBias()).isFalse();
            assertThat(conv.kernelInitializer()).isEqualTo(new Initializer.TruncatedNormal(0, 0.01f));
        });
        assertThat(layer(model, "conv1/bn")).isEqualTo(new BatchNormalization(0.9f, 0.001f, true, true, true));
        assertThat(layer(model, "maxpool1")).isEqualTo(MaxPooling2D.of(3, 2).withRounding(Rounding.CEIL));
        assertThat(layer(model, "maxpool4")).isEqualTo(MaxPooling2D.of(2, 2).withRounding(Rounding.CEIL));
        assertThat(layer(model, "inception5b/branch3/1/conv")).isInstanceOfSatisfying(Conv2D.class, conv -> assertThat(
                        conv.kernelSize().height())
                .isEqualTo(3));
        assertThat(layer(model, "aux1/pool")).isEqualTo(AdaptiveAveragePooling2D.of(4));
        assertThat(layer(model, "aux1/dropout")).isEqualTo(Dropout.of(0.7));
        assertThat(layer(model, "dropout")).isEqualTo(Dropout.of(0.2));
    }

    @ParameterizedTest
    @ValueSource(ints = {15, 64, 224, 299})
    void torchvisionsHeadsFitEveryImageSize(int imageSize) {
        Network network = Networks.named("googlenet:torchvision");
        Model model = network.build(network.defaults().withImageSize(imageSize));
        assertThat(model.trainableParameters()).isEqualTo(13_004_888);
    }

    @Test
    void namesLayersAsSlimNamesScopes() {
        Model model = Networks.named("googlenet:slim").build();
        assertThat(model.weights())
                .containsKeys(
                        "InceptionV1/Conv2d_1a_7x7/kernel",
                        "InceptionV1/Conv2d_1a_7x7/BatchNorm/beta",
                        "InceptionV1/Conv2d_2c_3x3/BatchNorm/moving_mean",
                        "InceptionV1/Mixed_3b/Branch_0/Conv2d_0a_1x1/kernel",
                        "InceptionV1/Mixed_3c/Branch_1/Conv2d_0b_3x3/kernel",
                        "InceptionV1/Mixed_4f/Branch_2/Conv2d_0b_3x3/kernel",
                        "InceptionV1/Mixed_5b/Branch_2/Conv2d_0a_3x3/kernel",
                        "InceptionV1/Mixed_5c/Branch_2/Conv2d_0b_3x3/kernel",
                        "InceptionV1/Mixed_5c/Branch_3/Conv2d_0b_1x1/kernel",
                        "InceptionV1/Logits/Conv2d_0c_1x1/kernel",
                        "InceptionV1/Logits/Conv2d_0c_1x1/bias")
                .doesNotContainKeys(
                        "InceptionV1/Mixed_5b/Branch_2/Conv2d_0b_3x3/kernel",
                        "InceptionV1/Conv2d_1a_7x7/bias",
                        "InceptionV1/Conv2d_1a_7x7/BatchNorm/gamma");
        assertThat(model.weights()
                        .get("InceptionV1/Logits/Conv2d_0c_1x1/kernel")
                        .shape())
                .isEqualTo(Shape.of(1, 1, 1024, 1001));
        assertThat(model.output().name()).isEqualTo("InceptionV1/Logits/Predictions");
    }

    @Test
    void slimPadsPoolsNormalisesAndDropsAsItsCodeSays() {
        Model model = Networks.named("googlenet:slim").build();
        for (Node node : model.nodes()) {
            switch (node.layer()) {
                case Conv2D conv
                when !conv.useBias() ->
                    assertThat(conv.padding()).as(model.name(node)).isEqualTo(Padding.SAME);
                case MaxPooling2D pool -> assertThat(pool.padding()).isEqualTo(Padding.SAME);
                case BatchNormalization norm ->
                    assertThat(norm).isEqualTo(new BatchNormalization(0.9997f, 0.001f, true, false, true));
                default -> {}
            }
        }
        assertThat(layer(model, "InceptionV1/MaxPool_5a_2x2"))
                .isEqualTo(MaxPooling2D.of(2, 2).withPadding(Padding.SAME));
        assertThat(layer(model, "InceptionV1/Logits/Dropout_0b")).isEqualTo(Dropout.of(0.2));
        assertThat(model.weights()
                        .get("InceptionV1/Logits/Conv2d_0c_1x1/kernel")
                        .initializer())
                .isEqualTo(new Initializer.TruncatedNormal(0, 0.01f));
    }

    @Test
    void slimGivesItsLogitsWhereNoActivationIsWanted() {
        Network slim = Networks.named("googlenet:slim");
        Model model = slim.build(slim.defaults().withClassifierActivation(ActivationFunction.LINEAR));
        assertThat(model.output().name()).isEqualTo("InceptionV1/Logits/SpatialSqueeze");
        assertThat(model.parameters()).isEqualTo(6_633_209);
    }

    @Test
    void saysHowEachDiffersFromThePaper() {
        assertThat(Networks.named("googlenet:caffe").deviations())
                .containsExactly(
                        "weights start by xavier instead of from a Gaussian (readme of Caffe's bvlc_googlenet)");
        assertThat(Networks.named("googlenet:torchvision").deviations())
                .containsExactly(
                        "the 5x5 branch is a 3x3 convolution (pytorch/vision#906)",
                        "batch normalisation follows each convolution, instead of biases and local response normalisation",
                        "the max pool before module 5a is 2x2, not 3x3",
                        "the last average pool takes the whole map, which is the paper's 7x7 window at 224 pixels only",
                        "dropout before the classifier is 20 %, not 40 %",
                        "auxiliary heads pool to 4x4 at every size, by windows of 4x4 at 224 pixels, not by 5x5 with stride 3");
        assertThat(Networks.named("googlenet:slim").deviations())
                .contains(
                        "batch normalisation without a factor (center only) follows each convolution, instead of biases and local response normalisation",
                        "there are no auxiliary heads",
                        "class 0 is the background, so that ImageNet has 1001 classes");
        assertThat(Networks.named("googlenet:seed-002").deviations())
                .contains(
                        "there is no local response normalisation",
                        "dropout before the classifier is 50 %, not 40 %",
                        "there are 10 classes unless one says otherwise");
        assertThat(Networks.named("googlenet:seed-003").deviations())
                .contains(
                        "the 5x5 branch is a 3x3 convolution (pytorch/vision#906)",
                        "there is no dropout before the classifier");
        assertThat(Networks.named("googlenet:seed-004").deviations()).hasSize(8);
    }

    private static int classes(String variant) {
        return switch (variant) {
            case "slim" -> 1001;
            case "seed-002" -> 10;
            default -> 1000;
        };
    }

    private static Layer layer(Model model, String name) {
        return model.node(name).layer();
    }
}
