package org.inception4j.model.zoo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.inception4j.model.Activation;
import org.inception4j.model.BatchNormalization;
import org.inception4j.model.Conv2D;
import org.inception4j.model.DepthwiseConv2D;
import org.inception4j.model.MaxPooling2D;
import org.inception4j.model.Model;
import org.inception4j.model.Node;
import org.inception4j.model.Padding;
import org.inception4j.model.SeparableConv2D;
import org.junit.jupiter.api.Test;

class XceptionTest {
    private final Model keras = Xception.KERAS.build();
    private final Model timm = Xception.TIMM.build();

    /** What Keras 3.15 prints for its model from the stem to the second sum; Keras 2 calls the input input_1. */
    @Test
    void listsLayersInKerasOrder() {
        assertThat(keras.nodes().stream().map(keras::name).limit(26))
                .containsExactly(
                        "input_1",
                        "block1_conv1",
                        "block1_conv1_bn",
                        "block1_conv1_act",
                        "block1_conv2",
                        "block1_conv2_bn",
                        "block1_conv2_act",
                        "block2_sepconv1",
                        "block2_sepconv1_bn",
                        "block2_sepconv2_act",
                        "block2_sepconv2",
                        "block2_sepconv2_bn",
                        "conv2d",
                        "block2_pool",
                        "batch_normalization",
                        "add",
                        "block3_sepconv1_act",
                        "block3_sepconv1",
                        "block3_sepconv1_bn",
                        "block3_sepconv2_act",
                        "block3_sepconv2",
                        "block3_sepconv2_bn",
                        "conv2d_1",
                        "block3_pool",
                        "batch_normalization_1",
                        "add_1");
        assertThat(keras.name()).isEqualTo("xception");
        assertThat(keras.nodes())
                .hasSize(134)
                .extracting(keras::name)
                .contains("add_11", "conv2d_3", "block14_sepconv2_act");
    }

    @Test
    void namesLayersAsTimmDoes() {
        assertThat(timm.weights())
                .containsKeys(
                        "conv1/kernel",
                        "bn1/gamma",
                        "block1/rep/0/conv1/depthwise_kernel",
                        "block1/rep/0/pointwise/kernel",
                        "block1/rep/4/gamma",
                        "block1/skip/kernel",
                        "block1/skipbn/moving_variance",
                        "block2/rep/1/conv1/depthwise_kernel",
                        "block4/rep/8/beta",
                        "block12/rep/4/pointwise/kernel",
                        "conv3/conv1/depthwise_kernel",
                        "bn4/gamma",
                        "fc/kernel")
                .doesNotContainKey("block4/skip/kernel");
        assertThat(timm.node("block2/rep/0").layer()).isInstanceOf(Activation.class);
        assertThat(timm.node("block1/rep/5").layer()).isInstanceOf(MaxPooling2D.class);
        assertThat(timm.node("block12/rep/6").layer()).isInstanceOf(MaxPooling2D.class);
    }

    /** Keras and timm differ in names, layers and padding, and not in what is convolved with what. */
    @Test
    void hasTheSameConvolutionsInBothSources() {
        assertThat(timm.nodes().stream().filter(node -> node.layer() instanceof DepthwiseConv2D))
                .hasSize(34)
                .allSatisfy(node ->
                        assertThat(((DepthwiseConv2D) node.layer()).useBias()).isFalse());
        assertThat(keras.nodes().stream().filter(node -> node.layer() instanceof SeparableConv2D))
                .hasSize(34)
                .allSatisfy(node ->
                        assertThat(((SeparableConv2D) node.layer()).useBias()).isFalse());
        assertThat(kernels(timm)).isEqualTo(kernels(keras));
    }

    private static List<Long> kernels(Model model) {
        return model.weights().values().stream()
                .filter(spec -> spec.name().endsWith("kernel"))
                .map(spec -> spec.shape().elements())
                .sorted()
                .toList();
    }

    @Test
    void poolsAndNormalisesAsItsSource() {
        assertThat(keras.node("block2_pool").layer())
                .isEqualTo(MaxPooling2D.of(3, 2).withPadding(Padding.SAME));
        assertThat(timm.node("block1/rep/5").layer())
                .isEqualTo(MaxPooling2D.of(3, 2).withPadding(Padding.of(1)));
        assertThat(keras.node("block1_conv1_bn").layer()).isEqualTo(BatchNormalization.of());
        assertThat(timm.node("bn1").layer())
                .isEqualTo(BatchNormalization.of()
                        .withMomentum(0.9f)
                        .withEpsilon(1e-5f)
                        .withUnbiasedVariance(true));
    }

    @Test
    void addsTheShortcutToTheConvolutions() {
        assertThat(inputs(keras, "add")).containsExactly("block2_pool", "batch_normalization");
        assertThat(inputs(keras, "add_3")).containsExactly("block5_sepconv3_bn", "add_2");
        assertThat(inputs(timm, "block1/add")).containsExactly("block1/rep/5", "block1/skipbn");
        assertThat(inputs(timm, "block4/add")).containsExactly("block4/rep/8", "block3/add");
        assertThat(inputs(timm, "block1/rep/0/conv1")).containsExactly("act2");
        assertThat(((Conv2D) timm.node("block1/skip").layer()).strides().height())
                .isEqualTo(2);
    }

    private static List<String> inputs(Model model, String layer) {
        Node node = model.node(layer);
        return node.inputs().stream().map(model::name).toList();
    }
}
