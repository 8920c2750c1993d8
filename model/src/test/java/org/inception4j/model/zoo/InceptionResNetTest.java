package org.inception4j.model.zoo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.inception4j.model.Activation;
import org.inception4j.model.Add;
import org.inception4j.model.BatchNormalization;
import org.inception4j.model.Concatenate;
import org.inception4j.model.Dense;
import org.inception4j.model.Dropout;
import org.inception4j.model.Initializer;
import org.inception4j.model.Model;
import org.inception4j.model.Node;
import org.inception4j.model.Rescaling;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InceptionResNetTest {
    private final Model keras = InceptionResNetV2.KERAS.build();
    private final Model timm = InceptionResNetV2.TIMM.build();
    private final Model paper = InceptionResNetV1.PAPER.build();
    private final Model facenet = InceptionResNetV1.FACENET.build();

    /** What Keras 3.15 prints for its model of the layers with weights from the first module to the end of the first unit. */
    @Test
    void listsLayersInKerasOrder() {
        List<String> weighted = keras.nodes().stream()
                .filter(node -> !keras.weights(node).isEmpty())
                .map(keras::name)
                .toList();
        assertThat(weighted.subList(10, 37))
                .containsExactly(
                        "conv2d_8",
                        "batch_normalization_8",
                        "conv2d_6",
                        "conv2d_9",
                        "batch_normalization_6",
                        "batch_normalization_9",
                        "conv2d_5",
                        "conv2d_7",
                        "conv2d_10",
                        "conv2d_11",
                        "batch_normalization_5",
                        "batch_normalization_7",
                        "batch_normalization_10",
                        "batch_normalization_11",
                        "conv2d_15",
                        "batch_normalization_15",
                        "conv2d_13",
                        "conv2d_16",
                        "batch_normalization_13",
                        "batch_normalization_16",
                        "conv2d_12",
                        "conv2d_14",
                        "conv2d_17",
                        "batch_normalization_12",
                        "batch_normalization_14",
                        "batch_normalization_17",
                        "block35_1_conv");
        assertThat(weighted).endsWith("block8_10_conv", "conv_7b", "conv_7b_bn", "predictions");
    }

    @Test
    void namesLayersAsKerasDoes() {
        assertThat(keras.name()).isEqualTo("inception_resnet_v2");
        assertThat(keras.name(keras.input())).isEqualTo("input_1");
        assertThat(keras.nodes())
                .extracting(keras::name)
                .contains("conv2d_202", "max_pooling2d_3", "average_pooling2d", "mixed_5b", "mixed_6a", "mixed_7a")
                .contains(
                        "block17_20_mixed", "block17_20_conv", "block17_20_ac", "block8_9_ac", "custom_scale_layer_39")
                .contains("conv_7b_ac", "avg_pool")
                .doesNotContain("conv2d_203", "block8_10_ac", "custom_scale_layer_40");
    }

    @ParameterizedTest
    @CsvSource({"repeat, 9, 0.17", "repeat_1, 19, 0.1", "repeat_2, 8, 0.2"})
    void addsAShareOfTheResidual(String module, int last, double scale) {
        for (String unit : List.of(module + "/0", module + "/" + last)) {
            assertThat(timm.node(unit + "/scale").layer()).isEqualTo(Rescaling.of(scale, 0));
            Node sum = timm.node(unit + "/add");
            assertThat(sum.layer()).isEqualTo(Add.of());
            assertThat(timm.name(sum.inputs().getLast())).isEqualTo(unit + "/scale");
            assertThat(timm.name(timm.node(unit + "/relu").inputs().getFirst())).isEqualTo(unit + "/add");
        }
        assertThat(timm.nodes()).extracting(timm::name).doesNotContain(module + "/" + (last + 1) + "/add");
    }

    @Test
    void widensWithABiasAndWithoutNormalisation() {
        for (Model model : List.of(timm, paper, facenet)) {
            assertThat(model.weights()).containsKeys("repeat_1/0/conv2d/kernel", "repeat_1/0/conv2d/bias");
            assertThat(model.weights()).doesNotContainKey("repeat_1/0/conv2d/bn/beta");
        }
        assertThat(keras.weights()).containsKeys("block17_1_conv/bias").doesNotContainKey("conv2d/bias");
    }

    @Test
    void leavesTheLastUnitUnscaledAndUnrectified() {
        for (Model model : List.of(timm, facenet)) {
            Node sum = model.node("block8/add");
            assertThat(sum.inputs()).extracting(model::name).last().isEqualTo("block8/conv2d");
            assertThat(model.nodes()).extracting(model::name).doesNotContain("block8/relu", "block8/scale");
        }
        assertThat(keras.name(keras.node("conv_7b").inputs().getFirst())).isEqualTo("custom_scale_layer_39");
        assertThat(paper.nodes())
                .extracting(paper::name)
                .contains("repeat_3/4/relu")
                .doesNotContain("block8/add");
    }

    @Test
    void joinsBranchesInTheirOrder() {
        assertThat(timm.node("mixed_7a").inputs())
                .extracting(timm::name)
                .containsExactly(
                        "mixed_7a/branch0/1/relu",
                        "mixed_7a/branch1/1/relu",
                        "mixed_7a/branch2/2/relu",
                        "mixed_7a/branch3");
        assertThat(timm.node("repeat/0/cat").layer()).isEqualTo(Concatenate.of());
        assertThat(timm.node("repeat/0/cat").inputs())
                .extracting(timm::name)
                .containsExactly("repeat/0/branch0/relu", "repeat/0/branch1/1/relu", "repeat/0/branch2/2/relu");
    }

    @Test
    void normalisesAsItsSource() {
        assertThat(keras.node("batch_normalization").layer())
                .isEqualTo(BatchNormalization.of().withScale(false));
        BatchNormalization torch = BatchNormalization.of().withMomentum(0.9f).withUnbiasedVariance(true);
        for (Model model : List.of(timm, paper, facenet)) {
            assertThat(model.node("conv2d_1a/bn").layer()).isEqualTo(torch);
        }
        assertThat(keras.weights().get("conv2d/kernel").initializer()).isEqualTo(Initializer.GLOROT_UNIFORM);
        assertThat(timm.weights().get("conv2d_1a/conv/kernel").initializer()).isEqualTo(Initializer.HE_NORMAL);
    }

    @Test
    void embedsFacesBelowTheClassifier() {
        assertThat(Stream.of("dropout", "last_linear", "last_bn", "logits")
                        .map(name -> facenet.node(name).layer()))
                .satisfiesExactly(
                        layer -> assertThat(layer).isEqualTo(Dropout.of(0.6)),
                        layer -> assertThat(layer).isEqualTo(Dense.of(512).withBias(false)),
                        layer -> assertThat(layer).isInstanceOf(BatchNormalization.class),
                        layer -> assertThat(((Dense) layer).units()).isEqualTo(8631));
        assertThat(facenet.parameters() - paper.parameters())
                .isEqualTo(1_602_304 + 512 * (1792 + 4) + 512 * 8631 + 8631 - 1792 * 1000 - 1000);
        assertThat(paper.node("dropout").layer()).isEqualTo(Dropout.of(0.2));
    }

    @Test
    void differsFromThePaperInNothingElse() {
        List<String> further = List.of("block8/", "last_", "logits");
        for (String name : facenet.weights().keySet()) {
            if (further.stream().noneMatch(name::startsWith)) {
                assertThat(facenet.weights().get(name))
                        .isEqualTo(paper.weights().get(name));
            }
        }
    }

    @Test
    void rectifiesAfterEachNormalisationAndSum() {
        assertThat(paper.nodes().stream().filter(node -> node.layer() instanceof Activation))
                .hasSize(127); // 107 normalised convolutions, 20 units
    }
}
