package org.inception4j.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.inception4j.model.Shape;
import org.inception4j.vision.Resize;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PreprocessingChoiceTest {
    /** The numbers are those of torchvision's weights and of timm's configurations. */
    @ParameterizedTest
    @CsvSource({
        "googlenet:torchvision, 224, 256",
        "inception-v3:torchvision, 299, 342",
        "xception:timm, 299, 333",
        "inception-v4, 299, 341"
    })
    void resizesAsTheSourceDoes(String network, int size, int shorterSide) {
        PreprocessingChoice choice =
                PreprocessingChoice.usual(network, "PyTorch state dict (zip archive)", Shape.of(size, size, 3));
        assertThat(choice.preprocessing().resize()).isEqualTo(new Resize.ShorterSide(shorterSide));
        assertThat(choice.preprocessing().height()).isEqualTo(size);
    }
}
