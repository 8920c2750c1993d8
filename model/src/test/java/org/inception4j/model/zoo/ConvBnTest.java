package org.inception4j.model.zoo;

import static org.assertj.core.api.Assertions.assertThat;

import org.inception4j.model.BatchNormalization;
import org.inception4j.model.Conv2D;
import org.inception4j.model.Initializer;
import org.inception4j.model.Input;
import org.inception4j.model.Model;
import org.inception4j.model.Node;
import org.inception4j.model.Padding;
import org.inception4j.model.Shape;
import org.inception4j.model.Size;
import org.inception4j.model.zoo.ConvBn.Names;
import org.junit.jupiter.api.Test;

class ConvBnTest {
    private static final ConvBn CONV = ConvBn.of(
            Networks.named("googlenet").defaults().withWidth(0.5), BatchNormalization.of(), Initializer.HE_NORMAL);
    private static final Conv2D WINDOW =
            Conv2D.of(96, Size.of(1, 7)).withStrides(2).withPadding(Padding.SAME);

    private final Node data = Input.of(9, 9, 4).named("data").on();

    @Test
    void keepsTheWindowAndScalesTheFilters() {
        Model model = Model.of("one", data, CONV.on(Names.torch("stem"), WINDOW, data));
        assertThat(model.node("stem/conv").layer())
                .isEqualTo(WINDOW.withFilters(48)
                        .withBias(false)
                        .withInitializers(Initializer.HE_NORMAL, Initializer.ZEROS));
        assertThat(model.output().node().shape()).isEqualTo(Shape.of(5, 5, 48));
    }

    @Test
    void namesItsLayersAsEachSourceDoes() {
        Node x = CONV.on(Names.torch("Mixed_5b/branch1x1"), WINDOW, data);
        x = CONV.on(Names.slim("InceptionV3/Conv2d_1a_3x3"), WINDOW, x);
        x = CONV.on(Names.AUTOMATIC, WINDOW, CONV.on(Names.AUTOMATIC, WINDOW, x));
        Model model = Model.of("four", data, x);
        assertThat(model.nodes())
                .extracting(model::name)
                .containsExactly(
                        "data",
                        "Mixed_5b/branch1x1/conv",
                        "Mixed_5b/branch1x1/bn",
                        "Mixed_5b/branch1x1/relu",
                        "InceptionV3/Conv2d_1a_3x3",
                        "InceptionV3/Conv2d_1a_3x3/BatchNorm",
                        "InceptionV3/Conv2d_1a_3x3/relu",
                        "conv2d",
                        "batch_normalization",
                        "activation",
                        "conv2d_1",
                        "batch_normalization_1",
                        "activation_1");
    }

    @Test
    void hasABiasAndAnotherStartWhereTheSourceDoes() {
        Initializer start = new Initializer.TruncatedNormal(0, 0.01f);
        Node x = CONV.withBias(true).withKernel(start).on(Names.torch("conv0"), WINDOW, data);
        Model model = Model.of("one", data, x);
        assertThat(model.weights().keySet()).contains("conv0/conv/bias");
        assertThat(model.weights().get("conv0/conv/kernel").initializer()).isEqualTo(start);
    }
}
