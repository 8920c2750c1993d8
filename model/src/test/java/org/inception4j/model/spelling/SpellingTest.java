package org.inception4j.model.spelling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SpellingTest {
    private static final List<String> KNOWN = List.of("conv2d", "conv2d_1", "dense", "max_pooling2d");

    @Test
    void findsTheNameWithTheFewestSlips() {
        assertThat(Spelling.nearest("conv2_1", KNOWN)).contains("conv2d_1");
        assertThat(Spelling.nearest("densse", KNOWN)).contains("dense");
        assertThat(Spelling.nearest("maxpoolig2d", KNOWN)).contains("max_pooling2d");
    }

    @Test
    void takesTwoLettersThatChangedPlacesForOneSlip() {
        assertThat(Spelling.nearest("kernel_szie", List.of("kernelSize", "strides")))
                .contains("kernelSize");
        assertThat(Spelling.nearest("ouputs", List.of("inputs", "outputs"))).contains("outputs");
    }

    @Test
    void takesUpperForLowerCase() {
        assertThat(Spelling.nearest("Conv2D", KNOWN)).contains("conv2d");
    }

    @Test
    void takesTheFirstByAlphabetOfTwoAsNear() {
        assertThat(Spelling.nearest("cart", List.of("cast", "card"))).contains("card");
    }

    @Test
    void guessesNothingWhenAThirdOfTheLettersDiffer() {
        assertThat(Spelling.nearest("danca", KNOWN)).isEmpty();
        assertThat(Spelling.nearest("resnet", KNOWN)).isEmpty();
        assertThat(Spelling.nearest("", KNOWN)).isEmpty();
        assertThat(Spelling.nearest("dense", List.of())).isEmpty();
    }

    @Test
    void findsTheNearestOfThousands() {
        List<String> names = IntStream.range(0, 5000)
                .mapToObj("features.%d.branch.conv.weight"::formatted)
                .toList();
        assertThat(Spelling.nearest("features.4711.brnch.cnov.weight", names))
                .contains("features.4711.branch.conv.weight");
        assertThat(Spelling.nearest("head.fc.running_mean", names)).isEmpty();
    }
}
