package org.inception4j.app.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.inception4j.model.ActivationFunction.RELU;
import static org.inception4j.model.ActivationFunction.leakyRelu;

import java.util.Map;
import org.inception4j.model.Activation;
import org.inception4j.model.BatchNormalization;
import org.inception4j.model.Concatenate;
import org.inception4j.model.Conv2D;
import org.inception4j.model.Dropout;
import org.inception4j.model.MaxPooling2D;
import org.inception4j.model.Padding;
import org.inception4j.model.Size;
import org.junit.jupiter.api.Test;

class SettingsTest {
    @Test
    void tellsAConvolutionInAFewLetters() {
        assertThat(Settings.brief(Conv2D.of(8, 1))).isEqualTo("1×1");
        assertThat(Settings.brief(
                        Conv2D.of(8, Size.of(1, 7)).withPadding(Padding.SAME).withActivation(RELU)))
                .isEqualTo("1×7 same relu");
        assertThat(Settings.brief(Conv2D.of(8, 7)
                        .withStrides(2)
                        .withPadding(Padding.of(3))
                        .withGroups(4)))
                .isEqualTo("7×7 /2 groups 4 pad 3");
        assertThat(Settings.brief(Conv2D.of(8, 3).withStrides(Size.of(2, 1)).withDilation(2)))
                .isEqualTo("3×3 /2×1 dilation 2 valid");
    }

    @Test
    void tellsOthersByWhatTheyHave() {
        assertThat(Settings.brief(MaxPooling2D.of(3, 2))).isEqualTo("3×3 /2 valid");
        assertThat(Settings.brief(Activation.of(leakyRelu(0.2f)))).isEqualTo("leaky relu 0.2");
        assertThat(Settings.brief(Dropout.of(0.4))).isEqualTo("rate 0.4");
        assertThat(Settings.brief(Concatenate.of())).isEmpty();
    }

    @Test
    void tellsEverythingButWhatWeightsStartFrom() {
        assertThat(Settings.of(Conv2D.of(8, 3).withPadding(Padding.SAME).withBias(false)))
                .containsExactly(
                        Map.entry("filters", "8"),
                        Map.entry("kernel size", "3×3"),
                        Map.entry("strides", "1×1"),
                        Map.entry("padding", "same"),
                        Map.entry("dilation", "1×1"),
                        Map.entry("groups", "1"),
                        Map.entry("activation", "linear"),
                        Map.entry("use bias", "no"));
        assertThat(Settings.of(BatchNormalization.of())).containsEntry("epsilon", "0.001");
        assertThat(Settings.of(Conv2D.of(8, 7).withPadding(Padding.of(3)))).containsEntry("padding", "3");
    }
}
