package org.inception4j.model.zoo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.inception4j.model.Conv2D;
import org.inception4j.model.Dropout;
import org.inception4j.model.Initializer;
import org.inception4j.model.Model;
import org.inception4j.model.Shape;
import org.inception4j.model.Size;
import org.inception4j.model.WeightSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InceptionV4Test {
    private final Model model = InceptionV4.TIMM.build();

    /** Keys of timm's state dict, a slash for a dot, with rows x columns, inputs and filters. */
    @ParameterizedTest
    @CsvSource({
        "features/0/conv, 3, 3, 3, 32",
        "features/3/conv/conv, 3, 3, 64, 96",
        "features/4/branch1/1/conv, 1, 7, 64, 64",
        "features/4/branch1/3/conv, 3, 3, 64, 96",
        "features/5/conv/conv, 3, 3, 192, 192",
        "features/6/branch0/conv, 1, 1, 384, 96",
        "features/9/branch3/1/conv, 1, 1, 384, 96",
        "features/10/branch1/2/conv, 3, 3, 224, 256",
        "features/17/branch2/1/conv, 7, 1, 192, 192",
        "features/18/branch1/3/conv, 3, 3, 320, 320",
        "features/19/branch1_1a/conv, 1, 3, 384, 256",
        "features/19/branch1_1b/conv, 3, 1, 384, 256",
        "features/21/branch2_2/conv, 1, 3, 448, 512",
        "features/21/branch2_3b/conv, 3, 1, 512, 256"
    })
    void namesConvolutionsAsTimmDoes(String layer, int rows, int columns, int inputs, int filters) {
        WeightSpec kernel = model.weights().get(layer + "/kernel");
        assertThat(kernel.shape()).isEqualTo(Shape.of(rows, columns, inputs, filters));
    }

    @Test
    void joinsBranchesInTheirOrder() {
        Map.of(
                        "features/3", new String[] {"maxpool", "conv/relu"},
                        "features/5", new String[] {"conv/relu", "maxpool"},
                        "features/10", new String[] {"branch0/relu", "branch1/2/relu", "branch2"},
                        "features/19",
                                new String[] {
                                    "branch0/relu",
                                    "branch1_1a/relu",
                                    "branch1_1b/relu",
                                    "branch2_3a/relu",
                                    "branch2_3b/relu",
                                    "branch3/1/relu"
                                })
                .forEach((module, ends) -> assertThat(model.node(module).inputs())
                        .extracting(input -> model.name(input).replace(module + "/", ""))
                        .containsExactly(ends));
    }

    @Test
    void halvesInsideThePicture() {
        assertThat(model.node("features/0/conv").layer())
                .isEqualTo(Conv2D.of(32, 3)
                        .withStrides(Size.of(2))
                        .withBias(false)
                        .withInitializers(
                                model.weights().get("features/0/conv/kernel").initializer(), Initializer.ZEROS));
    }

    @Test
    void dropsAsThePaperDoes() {
        assertThat(model.node("head_drop").layer()).isEqualTo(Dropout.of(0.2));
        assertThat(model.name(model.output().node())).isEqualTo("last_linear");
    }
}
