package org.inception4j.model.zoo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.inception4j.model.ActivationFunction.SOFTMAX;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.stream.Stream;
import org.inception4j.model.Concatenate;
import org.inception4j.model.Conv2D;
import org.inception4j.model.Dense;
import org.inception4j.model.Flatten;
import org.inception4j.model.MaxPooling2D;
import org.inception4j.model.Model;
import org.inception4j.model.NameScope;
import org.inception4j.model.Node;
import org.inception4j.model.Sequential;
import org.inception4j.model.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The three sources' names, which are what their files of weights go by; in Keras' case also the order. */
class InceptionV3NamesTest {
    private static final Network KERAS = Networks.named("inception-v3:keras");
    private static final Network TORCHVISION = Networks.named("inception-v3:torchvision");
    private static final Network SLIM = Networks.named("inception-v3:slim");

    @Test
    void listsLayersAsKerasDoes() throws IOException {
        List<String> keras;
        try (InputStream golden = getClass().getResourceAsStream("inception_v3_keras.txt")) {
            keras = new String(golden.readAllBytes(), UTF_8).lines().skip(1).toList();
        }
        Model model = KERAS.build();
        assertThat(model.name()).isEqualTo("inception_v3");
        assertThat(model.nodes()).extracting(node -> row(model, node)).containsExactlyElementsOf(keras);
    }

    /** Name, class, shape, weights, names of the inputs. */
    private static String row(Model model, Node node) {
        long weights = model.weights(node).stream()
                .mapToLong(spec -> spec.shape().elements())
                .sum();
        String shape = node.shape().sizes().stream().map(String::valueOf).collect(joining("x"));
        Stream<String> row =
                Stream.of(model.name(node), node.layer().getClass().getSimpleName(), shape, Long.toString(weights));
        return Stream.concat(row, node.inputs().stream().map(model::name)).collect(joining(" "));
    }

    /** The first document builds a Sequential, then this network twice, and prints the second. */
    @Test
    void countsOnAfterOtherModelsOfOneScope() {
        NameScope notebook = NameScope.keras2();
        Sequential.of(
                        "sequential",
                        Shape.of(28, 28, 3),
                        Conv2D.of(32, 5),
                        MaxPooling2D.of(2),
                        Flatten.of(),
                        Dense.of(10, SOFTMAX))
                .withNames(notebook);
        assertThat(names(KERAS.build().withNames(notebook)))
                .startsWith("input_1", "conv2d_1", "batch_normalization", "activation");
        List<String> second = names(KERAS.build().withNames(notebook));
        assertThat(second)
                .startsWith(
                        "input_2",
                        "conv2d_95",
                        "batch_normalization_94",
                        "activation_94",
                        "conv2d_96",
                        "batch_normalization_95",
                        "activation_95",
                        "conv2d_97",
                        "batch_normalization_96",
                        "activation_96",
                        "max_pooling2d_5",
                        "conv2d_98")
                .contains("mixed0", "mixed9_1", "concatenate_2", "concatenate_3")
                .endsWith("mixed10", "avg_pool", "predictions");
    }

    @Test
    void namesLayersAsTorchvisionsModules() {
        Model model = TORCHVISION.build();
        assertThat(model.name()).isEqualTo("inception-v3:torchvision");
        assertThat(convolutions(model, "Mixed_5b/"))
                .containsExactlyInAnyOrder(
                        "Mixed_5b/branch1x1/conv",
                        "Mixed_5b/branch5x5_1/conv",
                        "Mixed_5b/branch5x5_2/conv",
                        "Mixed_5b/branch3x3dbl_1/conv",
                        "Mixed_5b/branch3x3dbl_2/conv",
                        "Mixed_5b/branch3x3dbl_3/conv",
                        "Mixed_5b/branch_pool/conv");
        assertThat(convolutions(model, "Mixed_6a/"))
                .containsExactlyInAnyOrder(
                        "Mixed_6a/branch3x3/conv",
                        "Mixed_6a/branch3x3dbl_1/conv",
                        "Mixed_6a/branch3x3dbl_2/conv",
                        "Mixed_6a/branch3x3dbl_3/conv");
        assertThat(convolutions(model, "Mixed_7c/"))
                .containsExactlyInAnyOrder(
                        "Mixed_7c/branch1x1/conv",
                        "Mixed_7c/branch3x3_1/conv",
                        "Mixed_7c/branch3x3_2a/conv",
                        "Mixed_7c/branch3x3_2b/conv",
                        "Mixed_7c/branch3x3dbl_1/conv",
                        "Mixed_7c/branch3x3dbl_2/conv",
                        "Mixed_7c/branch3x3dbl_3a/conv",
                        "Mixed_7c/branch3x3dbl_3b/conv",
                        "Mixed_7c/branch_pool/conv");
        assertThat(model.weights())
                .containsKeys(
                        "Conv2d_1a_3x3/conv/kernel",
                        "Conv2d_1a_3x3/bn/gamma",
                        "Mixed_6e/branch7x7dbl_5/bn/moving_variance",
                        "Mixed_7a/branch7x7x3_4/conv/kernel",
                        "AuxLogits/conv0/bn/beta",
                        "AuxLogits/conv1/conv/kernel",
                        "AuxLogits/fc/bias",
                        "fc/kernel");
    }

    /** TF-slim breaks its own rule in five places, which its checkpoints have kept. */
    @Test
    void namesLayersAsSlimsScopes() {
        Model model = SLIM.build();
        assertThat(model.name()).isEqualTo("inception-v3:slim");
        assertThat(convolutions(model, "InceptionV3/Mixed_5c/Branch_1/"))
                .containsExactly(
                        "InceptionV3/Mixed_5c/Branch_1/Conv2d_0b_1x1", "InceptionV3/Mixed_5c/Branch_1/Conv_1_0c_5x5");
        assertThat(convolutions(model, "InceptionV3/Mixed_5d/Branch_1/"))
                .containsExactly(
                        "InceptionV3/Mixed_5d/Branch_1/Conv2d_0a_1x1", "InceptionV3/Mixed_5d/Branch_1/Conv2d_0b_5x5");
        assertThat(convolutions(model, "InceptionV3/Mixed_6a/"))
                .containsExactlyInAnyOrder(
                        "InceptionV3/Mixed_6a/Branch_0/Conv2d_1a_1x1",
                        "InceptionV3/Mixed_6a/Branch_1/Conv2d_0a_1x1",
                        "InceptionV3/Mixed_6a/Branch_1/Conv2d_0b_3x3",
                        "InceptionV3/Mixed_6a/Branch_1/Conv2d_1a_1x1");
        assertThat(convolutions(model, "InceptionV3/Mixed_6b/Branch_2/"))
                .containsExactly(
                        "InceptionV3/Mixed_6b/Branch_2/Conv2d_0a_1x1",
                        "InceptionV3/Mixed_6b/Branch_2/Conv2d_0b_7x1",
                        "InceptionV3/Mixed_6b/Branch_2/Conv2d_0c_1x7",
                        "InceptionV3/Mixed_6b/Branch_2/Conv2d_0d_7x1",
                        "InceptionV3/Mixed_6b/Branch_2/Conv2d_0e_1x7");
        assertThat(model.nodes())
                .extracting(model::name)
                .contains(
                        "InceptionV3/MaxPool_3a_3x3",
                        "InceptionV3/Mixed_5b/Branch_3/AvgPool_0a_3x3",
                        "InceptionV3/Mixed_5b/Branch_3/Conv2d_0b_1x1",
                        "InceptionV3/Mixed_6a/Branch_2/MaxPool_1a_3x3",
                        "InceptionV3/Mixed_7a/Branch_1/Conv2d_1a_3x3/BatchNorm",
                        "InceptionV3/AuxLogits/Conv2d_1b_1x1",
                        "InceptionV3/AuxLogits/Conv2d_2a_5x5",
                        "InceptionV3/AuxLogits/Conv2d_2b_1x1",
                        "InceptionV3/Logits/Conv2d_1c_1x1");
        assertThat(model.weights()
                        .get("InceptionV3/Logits/Conv2d_1c_1x1/kernel")
                        .shape())
                .isEqualTo(Shape.of(1, 1, 2048, 1001));
    }

    @ParameterizedTest
    @CsvSource({
        "Mixed_7b/Branch_1, Conv2d_0b_1x3, Conv2d_0b_3x1",
        "Mixed_7c/Branch_1, Conv2d_0b_1x3, Conv2d_0c_3x1",
        "Mixed_7b/Branch_2, Conv2d_0c_1x3, Conv2d_0d_3x1",
        "Mixed_7c/Branch_2, Conv2d_0c_1x3, Conv2d_0d_3x1"
    })
    void namesForksAsSlimDoes(String branch, String one, String other) {
        Model model = SLIM.build();
        Node fork = model.node("InceptionV3/" + branch + "/concat");
        assertThat(fork.layer()).isEqualTo(Concatenate.of());
        assertThat(fork.inputs())
                .extracting(model::name)
                .containsExactly(
                        "InceptionV3/%s/%s/relu".formatted(branch, one),
                        "InceptionV3/%s/%s/relu".formatted(branch, other));
    }

    @Test
    void joinsTheBranchesInOneOrder() {
        Model model = TORCHVISION.build();
        assertThat(model.node("Mixed_7b/cat").inputs())
                .extracting(model::name)
                .containsExactly(
                        "Mixed_7b/branch1x1/relu",
                        "Mixed_7b/branch3x3/cat",
                        "Mixed_7b/branch3x3dbl/cat",
                        "Mixed_7b/branch_pool/relu");
    }

    private static List<String> names(Model model) {
        return model.nodes().stream().map(model::name).toList();
    }

    private static List<String> convolutions(Model model, String prefix) {
        return model.nodes().stream()
                .filter(node -> node.layer() instanceof Conv2D)
                .map(model::name)
                .filter(name -> name.startsWith(prefix))
                .toList();
    }
}
