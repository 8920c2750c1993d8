package org.inception4j.model.zoo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.inception4j.model.Conv2D;
import org.inception4j.model.Dropout;
import org.inception4j.model.Initializer;
import org.inception4j.model.MaxPooling2D;
import org.inception4j.model.Model;
import org.inception4j.model.Node;
import org.inception4j.model.Output;
import org.inception4j.model.Padding;
import org.inception4j.model.summary.Summary;
import org.inception4j.model.summary.SummaryStyle;
import org.junit.jupiter.api.Test;

class SeedGoogLeNetsTest {
    @Test
    void namesLayersAsTheNotebookOfTheSecondDocumentDoes() {
        Model model = Networks.named("googlenet:seed-002").build();
        assertThat(model.name()).isEqualTo("model");
        assertThat(model.nodes())
                .extracting(model::name)
                .startsWith(
                        "input_1",
                        "conv_1_7x7_2",
                        "max_pool_1_3x3_2",
                        "conv_2a_3x3_1",
                        "conv_2b_3x3_1",
                        "max_pool_2_3x3_2")
                .containsSubsequence(
                        "inception_3a",
                        "inception_3b",
                        "max_pool_3_3x3_2",
                        "inception_4a",
                        "inception_4e",
                        "max_pool_4_3x3_2",
                        "inception_5a",
                        "inception_5b",
                        "avg_pool_5_3x3_1",
                        "dropout",
                        "output");
        assertThat(model.node("inception_3a").inputs())
                .extracting(model::name)
                .containsExactly("conv2d", "conv2d_2", "conv2d_4", "conv2d_5");
        assertThat(filters(model, "conv2d_50", "conv2d_52", "conv2d_53")).containsExactly(384, 128, 128);
        assertThat(model.node("max_pooling2d_8").inputs()).containsExactly(model.node("inception_5a"));
    }

    @Test
    void padsDropsAndStartsAsKerasDoes() {
        for (String variant : List.of("seed-002", "seed-003")) {
            Model model = Networks.named("googlenet:" + variant).build();
            for (Node node : model.nodes()) {
                switch (node.layer()) {
                    case Conv2D conv -> {
                        assertThat(conv.padding()).isEqualTo(Padding.SAME);
                        assertThat(conv.useBias()).isTrue();
                        assertThat(conv.kernelInitializer()).isEqualTo(Initializer.GLOROT_UNIFORM);
                        assertThat(conv.biasInitializer()).isEqualTo(Initializer.ZEROS);
                    }
                    case MaxPooling2D pool -> assertThat(pool.padding()).isEqualTo(Padding.SAME);
                    case Dropout dropout -> assertThat(dropout).isEqualTo(Dropout.of(0.5));
                    default -> {}
                }
            }
        }
    }

    /** conv1x1_2, conv1x1_3, max_pool_4, conv1x1_1, conv3x3_2, conv5x5_3, conv1x1_4: in this order the block makes them. */
    @Test
    void makesLayersInTheOrderOfTheThirdDocument() {
        Model model = Networks.named("googlenet:seed-003").build();
        // conv2d to conv2d_2 are the stem's
        assertThat(filters(model, "conv2d_3", "conv2d_4", "conv2d_5", "conv2d_6", "conv2d_7", "conv2d_8"))
                .containsExactly(96, 16, 64, 128, 32, 32);
        assertThat(model.node("concatenate").inputs())
                .extracting(model::name)
                .containsExactly("conv2d_5", "conv2d_6", "conv2d_7", "conv2d_8");
        assertThat(model.node("conv2d_7").layer()).isInstanceOfSatisfying(Conv2D.class, conv -> assertThat(
                        conv.kernelSize().height())
                .isEqualTo(3));
        assertThat(model.node("conv2d_8").inputs()).containsExactly(model.node("max_pooling2d_2"));
    }

    @Test
    void hasTheHeadsOfTheThirdDocumentOnDemand() {
        Network network = Networks.named("googlenet:seed-003");
        assertThat(network.build().outputs()).hasSize(1);
        Model trained = network.build(network.defaults().withAuxiliary(true));
        assertThat(trained.outputs()).extracting(Output::auxiliary).containsExactly(false, true, true);
        assertThat(trained.inference().outputs()).hasSize(1);
    }

    @Test
    void countsAllThreeOutputsOfTheFourthDocument() {
        Model model = Networks.named("googlenet:seed-004").build();
        assertThat(model.name()).isEqualTo("googlenet");
        assertThat(model.outputs()).extracting(Output::name).containsExactly("dense_9", "dense_6", "dense_8");
        assertThat(model.outputs()).noneMatch(Output::auxiliary);
        assertThat(model.inference()).isSameAs(model);
        assertThat(model.blocks())
                .containsKeys("stem", "inception_3a", "inception_4d", "inception_5b", "classifier", "loss1", "loss2");
    }

    /** As Keras 2.9 prints it under the document's names; the document itself is compared where it lies beside the checkout. */
    @Test
    void printsTheSummaryOfTheFourthDocument() throws IOException {
        Model model = Networks.named("googlenet:seed-004").build();
        try (var golden = Summary.class.getResourceAsStream("keras2/three_outputs.txt")) {
            assertThat(Summary.of(model).text(SummaryStyle.KERAS_2))
                    .isEqualTo(new String(golden.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private static List<Integer> filters(Model model, String... layers) {
        return Stream.of(layers)
                .map(layer -> ((Conv2D) model.node(layer).layer()).filters())
                .toList();
    }
}
