package org.inception4j.model.zoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.inception4j.model.ActivationFunction.LINEAR;
import static org.inception4j.model.ActivationFunction.SOFTMAX;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.inception4j.model.AveragePooling2D;
import org.inception4j.model.BatchNormalization;
import org.inception4j.model.Conv2D;
import org.inception4j.model.Dense;
import org.inception4j.model.Input;
import org.inception4j.model.Model;
import org.inception4j.model.Node;
import org.inception4j.model.Padding;
import org.inception4j.model.SeparableConv2D;
import org.inception4j.model.Shape;
import org.inception4j.model.summary.Cost;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What Inception-v4, the Inception-ResNets and Xception have in common, and the published numbers of each. */
class DeeperNetworksTest {
    static List<Network> networks() {
        return List.of(
                InceptionV4.TIMM,
                InceptionResNetV1.PAPER,
                InceptionResNetV1.FACENET,
                InceptionResNetV2.KERAS,
                InceptionResNetV2.TIMM,
                Xception.KERAS,
                Xception.TIMM);
    }

    /** Trainable ones are what PyTorch counts; facenet-pytorch's with the classifier of VGGFace2. */
    @ParameterizedTest
    @CsvSource({
        "inception-v4, 42679816",
        "inception-resnet-v1:facenet, 27910327",
        "inception-resnet-v2:keras, 55813192",
        "inception-resnet-v2:timm, 55843464",
        "xception:keras, 22855952",
        "xception:timm, 22855952"
    })
    void hasThePublishedNumberOfTrainableParameters(String network, long parameters) {
        assertThat(Networks.named(network).build().trainableParameters()).isEqualTo(parameters);
    }

    /** Keras counts moving averages, and publishes the count without the classifier, too. */
    @ParameterizedTest
    @CsvSource({"inception-resnet-v2:keras, 55873736, 54336736", "xception:keras, 22910480, 20861480"})
    void hasKerasNumberOfParameters(String name, long whole, long withoutTop) {
        Network network = Networks.named(name);
        assertThat(network.build().parameters()).isEqualTo(whole);
        assertThat(network.build(network.defaults().withTop(Top.NONE)).parameters())
                .isEqualTo(withoutTop);
    }

    @Test
    void hasTheNumberOfParametersOfTheFirstWeightsOf1001Classes() {
        Model model = InceptionV4.TIMM.build(InceptionV4.TIMM.defaults().withClasses(1001));
        assertThat(model.trainableParameters()).isEqualTo(42_681_353);
        assertThat(model.nodes().stream().filter(node -> node.layer() instanceof Conv2D))
                .hasSize(149);
    }

    /** timm's profiler adds a factor and an offset for each normalised number to what kernels multiply. */
    @ParameterizedTest
    @CsvSource({"inception-v4, 12.28", "inception-resnet-v2:timm, 13.18"})
    void costsAsManyMultiplyAddsAsTimmPublishes(String network, double billions) {
        Model model = Networks.named(network).build();
        long normalised = model.nodes().stream()
                .filter(node -> node.layer() instanceof BatchNormalization)
                .mapToLong(node -> node.shape().elements())
                .sum();
        assertThat((Cost.multiplyAdds(model) + 2 * normalised) / 1e9).isCloseTo(billions, within(0.005));
    }

    /** At 299 pixels, runs of equal shapes as one; from the figures of arXiv 1602.07261 and 1610.02357 and TF-slim's comments. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            inception-v4 | 147x64, 73x160, 71x192, 35x384, 17x1024, 8x1536, 1000
            inception-resnet-v1:paper | 35x256, 17x896, 8x1792, 1000
            inception-resnet-v2:keras | 35x192, 35x320, 17x1088, 8x2080, 8x1536, 1000
            inception-resnet-v2:timm | 35x192, 35x320, 17x1088, 8x2080, 8x1536, 1000
            xception:keras | 147x64, 74x128, 37x256, 19x728, 10x1024, 10x2048, 1000
            xception:timm | 147x64, 74x128, 37x256, 19x728, 10x1024, 10x2048, 1000
            """)
    void hasThePapersMaps(String network, String expected) {
        List<String> shapes = new ArrayList<>();
        for (Node end : Networks.named(network).build().blocks().values()) {
            Shape shape = end.shape();
            String text = shape.rank() == 1 ? "" + shape.channels() : shape.height() + "x" + shape.channels();
            if (shapes.isEmpty() || !shapes.getLast().equals(text)) {
                shapes.add(text);
            }
        }
        assertThat(String.join(", ", shapes)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            inception-v4 | {classifier=1, inception_a=4, inception_b=7, inception_c=3, reduction_a=1, reduction_b=1, stem=4}
            inception-resnet-v1:paper | {block17=10, block35=5, block8=5, classifier=1, mixed_6a=1, mixed_7a=1, stem=1}
            inception-resnet-v1:facenet | {block17=10, block35=5, block8=6, classifier=1, embedding=1, mixed_6a=1, mixed_7a=1, stem=1}
            inception-resnet-v2:timm | {block17=20, block35=10, block8=10, classifier=1, conv_7b=1, mixed_5b=1, mixed_6a=1, mixed_7a=1, stem=1}
            xception:timm | {classifier=1, entry=4, exit=2, middle=8}
            """)
    void repeatsItsBlocks(String network, String expected) {
        Map<String, Integer> counts = new TreeMap<>();
        Networks.named(network)
                .build()
                .blocks()
                .keySet()
                .forEach(block -> counts.merge(block.replaceFirst("_\\d+$", ""), 1, Integer::sum));
        assertThat(counts).hasToString(expected);
    }

    @ParameterizedTest
    @MethodSource("networks")
    void leavesNoLayerOutsideItsBlocks(Network network) {
        Model model = network.build();
        for (Node node : model.nodes()) {
            assertThat(model.block(node).isEmpty()).as(model.name(node)).isEqualTo(node.layer() instanceof Input);
        }
    }

    @ParameterizedTest
    @MethodSource("networks")
    void endsInWhatIsAskedFor(Network network) {
        NetworkOptions options = network.defaults().withClasses(7);
        Shape map = network.build(options.withTop(Top.NONE)).output().node().shape();
        assertThat(map.rank()).isEqualTo(3);
        for (Top pool : List.of(Top.AVERAGE, Top.MAX)) {
            assertThat(network.build(options.withTop(pool)).output().node().shape())
                    .isEqualTo(Shape.of(map.channels()));
        }
        assertThat(classifier(network.build(options))).isEqualTo(Dense.of(7, SOFTMAX));
        assertThat(classifier(network.build(options.withClassifierActivation(LINEAR))))
                .isEqualTo(Dense.of(7));
    }

    private static Dense classifier(Model model) {
        return (Dense) model.output().node().layer();
    }

    @ParameterizedTest
    @MethodSource("networks")
    void takesTheSmallestImageItNames(Network network) {
        int smallest = network.smallestImage();
        NetworkOptions options = network.defaults().withImageSize(smallest);
        assertThat(network.build(options).output().node().shape().rank()).isEqualTo(1);
        assertThatThrownBy(() -> network.build(options.withImageSize(smallest - 1)))
                .hasMessage("%s: imageSize is %d; give at least %d".formatted(network, smallest - 1, smallest));
        // Keras asks for 71 pixels where 7 would do
        int least = network == Xception.KERAS ? 7 : smallest;
        Node input = Input.of(least - 1, least - 1, 3).on();
        assertThatThrownBy(() -> network.build(input, options)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @MethodSource("networks")
    void takesPicturesOfAnyShape(Network network) {
        Model model = network.build(Input.of(131, 90, 4).named("scan").on(), network.defaults());
        assertThat(model.name(model.input())).isEqualTo("scan");
        assertThat(model.output().node().shape())
                .isEqualTo(Shape.of(network.defaults().classes()));
    }

    @ParameterizedTest
    @MethodSource("networks")
    void scalesEveryConvolutionByTheWidth(Network network) {
        Model whole = network.build();
        Model half = network.build(network.defaults().withWidth(0.5));
        for (Node node : half.nodes()) {
            if (node.layer() instanceof Conv2D || node.layer() instanceof SeparableConv2D) {
                int channels = node.shape().channels();
                String name = half.name(node);
                assertThat(channels % 8).as(name).isZero();
                // a unit's sum of four roundings, each of 4 at most
                assertThat(channels).as(name).isCloseTo(whole.node(name).shape().channels() / 2, within(16));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("networks")
    void averagesTheRealCellsOnly(Network network) {
        for (Node node : network.build().nodes()) {
            if (node.layer() instanceof AveragePooling2D pool) {
                assertThat(pool).isEqualTo(AveragePooling2D.of(3, 1).withPadding(Padding.SAME));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("networks")
    void saysWhereItComesFrom(Network network) {
        assertThat(network.source()).contains("arXiv 16").doesNotEndWith(".");
        assertThat(network.deviations()).isNotEmpty().allSatisfy(sentence -> assertThat(sentence)
                .matches("[a-z].*[^.]"));
    }
}
