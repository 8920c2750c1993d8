package org.inception4j.model.zoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.inception4j.model.ActivationFunction;
import org.inception4j.model.BatchNormalization;
import org.inception4j.model.Conv2D;
import org.inception4j.model.Dense;
import org.inception4j.model.Dropout;
import org.inception4j.model.Initializer;
import org.inception4j.model.LocalResponseNormalization;
import org.inception4j.model.MaxPooling2D;
import org.inception4j.model.Model;
import org.inception4j.model.Node;
import org.inception4j.model.Output;
import org.inception4j.model.Padding;
import org.inception4j.model.Rounding;
import org.inception4j.model.Shape;
import org.inception4j.model.Size;
import org.inception4j.model.WeightSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GoogLeNetTest {
    private static final Network PAPER = Networks.named("googlenet:paper");
    private static final Network BN = Networks.named("googlenet:bn");

    @Test
    void hasThePapersNumberOfWeights() {
        assertThat(PAPER.build().inference().parameters()).isEqualTo(6_998_552);
        assertThat(PAPER.build().parameters()).isEqualTo(13_378_280);
        assertThat(PAPER.build(PAPER.defaults().withAuxiliary(false)).parameters())
                .isEqualTo(6_998_552);
        // the network of the second seed document: ten classes, no heads
        assertThat(PAPER.build(PAPER.defaults().withAuxiliary(false).withClasses(10))
                        .parameters())
                .isEqualTo(5_983_802);
    }

    @Test
    void hasTheWeightsOfEachAuxiliaryHead() {
        Model model = PAPER.build();
        assertThat(weightsUnder("loss1/", model)).isEqualTo(3_188_840);
        assertThat(weightsUnder("loss2/", model)).isEqualTo(3_190_888);
    }

    @Test
    void givesTheShapeOfEachRowOfThePapersTable() {
        Model model = PAPER.build();
        Map<String, Shape> expected = new LinkedHashMap<>();
        expected.put("data", Shape.of(224, 224, 3));
        expected.put("conv1/7x7_s2", Shape.of(112, 112, 64));
        expected.put("pool1/3x3_s2", Shape.of(56, 56, 64));
        expected.put("conv2/3x3", Shape.of(56, 56, 192));
        expected.put("pool2/3x3_s2", Shape.of(28, 28, 192));
        expected.put("inception_3a/output", Shape.of(28, 28, 256));
        expected.put("inception_3b/output", Shape.of(28, 28, 480));
        expected.put("pool3/3x3_s2", Shape.of(14, 14, 480));
        expected.put("inception_4a/output", Shape.of(14, 14, 512));
        expected.put("loss1/ave_pool", Shape.of(4, 4, 512));
        expected.put("inception_4b/output", Shape.of(14, 14, 512));
        expected.put("inception_4c/output", Shape.of(14, 14, 512));
        expected.put("inception_4d/output", Shape.of(14, 14, 528));
        expected.put("loss2/ave_pool", Shape.of(4, 4, 528));
        expected.put("inception_4e/output", Shape.of(14, 14, 832));
        expected.put("pool4/3x3_s2", Shape.of(7, 7, 832));
        expected.put("inception_5a/output", Shape.of(7, 7, 832));
        expected.put("inception_5b/output", Shape.of(7, 7, 1024));
        expected.put("pool5/7x7_s1", Shape.of(1024));
        expected.put("loss3/classifier", Shape.of(1000));
        expected.forEach((layer, shape) ->
                assertThat(model.node(layer).shape()).as(layer).isEqualTo(shape));
    }

    @Test
    void namesItsOutputsAndWeighsTheirLosses() {
        assertThat(PAPER.build().outputs())
                .extracting(Output::name, Output::lossWeight, Output::auxiliary)
                .containsExactly(tuple("prob", 1f, false), tuple("loss1", 0.3f, true), tuple("loss2", 0.3f, true));
    }

    @Test
    void namesLayersAsCaffeDoes() {
        Model model = PAPER.build();
        assertThat(model.nodes())
                .extracting(model::name)
                .startsWith(
                        "data",
                        "conv1/7x7_s2",
                        "pool1/3x3_s2",
                        "pool1/norm1",
                        "conv2/3x3_reduce",
                        "conv2/3x3",
                        "conv2/norm2",
                        "pool2/3x3_s2")
                .contains(
                        "inception_3a/1x1",
                        "inception_3a/3x3_reduce",
                        "inception_3a/3x3",
                        "inception_3a/5x5_reduce",
                        "inception_3a/5x5",
                        "inception_3a/pool",
                        "inception_3a/pool_proj",
                        "inception_3a/output",
                        "loss1/ave_pool",
                        "loss1/conv",
                        "loss1/fc",
                        "loss1/drop_fc",
                        "loss1/classifier",
                        "pool5/7x7_s1",
                        "pool5/drop_7x7_s1",
                        "loss3/classifier");
        assertThat(model.weights()).containsKeys("conv1/7x7_s2/kernel", "conv1/7x7_s2/bias", "loss3/classifier/bias");
    }

    @Test
    void normalisesEachConvolutionOfTheBatchNormalisedVariant() {
        Model model = BN.build(BN.defaults().withAuxiliary(true));
        for (Node node : model.nodes()) {
            if (node.layer() instanceof Conv2D conv) {
                String name = model.name(node);
                assertThat(conv.useBias()).as(name).isFalse();
                assertThat(conv.activation()).as(name).isEqualTo(ActivationFunction.LINEAR);
                assertThat(model.node(name + "/bn").inputs()).containsExactly(node);
                assertThat(model.node(name + "/relu").inputs()).containsExactly(model.node(name + "/bn"));
            }
        }
        assertThat(model.nodes()).noneMatch(node -> node.layer() instanceof LocalResponseNormalization);
        assertThat(Built.layers(model, Conv2D.class)).hasSize(59);
        assertThat(Built.layers(model, BatchNormalization.class)).hasSize(59);
    }

    @Test
    void hasAHeadInTheBatchNormalisedVariantOnlyOnDemand() {
        assertThat(BN.build().outputs()).extracting(Output::name).containsExactly("prob");
        assertThat(BN.build(BN.defaults().withAuxiliary(true)).outputs())
                .extracting(Output::name)
                .containsExactly("prob", "loss1", "loss2");
        // biases of the convolutions go, four numbers a channel of each come
        long channels = PAPER.build().inference().weights().values().stream()
                .filter(spec -> spec.name().endsWith("/bias") && !spec.name().startsWith("loss3"))
                .mapToLong(spec -> spec.shape().elements())
                .sum();
        assertThat(BN.build().parameters()).isEqualTo(6_998_552 + 3 * channels);
        assertThat(BN.build().trainableParameters()).isEqualTo(6_998_552 + channels);
    }

    /** Cells left at the end of stages 3, 4, 5 and in an auxiliary head, by Caffe's rounding, worked out by hand. */
    @ParameterizedTest
    @CsvSource({
        "64, 8, 4, 2, 1",
        "65, 8, 4, 2, 1",
        "96, 12, 6, 3, 2",
        "128, 16, 8, 4, 2",
        "224, 28, 14, 7, 4",
        "227, 28, 14, 7, 4",
        "299, 37, 18, 9, 6"
    })
    void takesAnyImageSize(int imageSize, int stage3, int stage4, int stage5, int head) {
        for (Network network : List.of(PAPER, BN)) {
            Model model =
                    network.build(network.defaults().withImageSize(imageSize).withAuxiliary(true));
            assertThat(model.node("inception_3b/output").shape().height()).isEqualTo(stage3);
            assertThat(model.node("inception_4e/output").shape().height()).isEqualTo(stage4);
            assertThat(model.node("inception_5b/output").shape().height()).isEqualTo(stage5);
            assertThat(model.node("loss1/ave_pool").shape()).isEqualTo(Shape.of(head, head, 512));
            assertThat(model.output().node().shape()).isEqualTo(Shape.of(1000));
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.25, 0.5, 1})
    void scalesEveryLayerButTheClassifiersByTheWidth(double width) {
        Model full = PAPER.build();
        Model narrow = PAPER.build(PAPER.defaults().withWidth(width).withClasses(7));
        for (Node node : narrow.nodes()) {
            String name = narrow.name(node);
            int channels = full.node(name).shape().channels();
            if (node.layer() instanceof Conv2D conv) {
                assertThat(conv.filters())
                        .as(name)
                        .isCloseTo((int) (width * channels), within(4))
                        .isPositive();
                assertThat(conv.filters() % 8).as(name).isZero();
            } else if (node.layer() instanceof Dense dense) {
                assertThat(dense.units())
                        .as(name)
                        .isEqualTo(name.endsWith("classifier") ? 7 : (int) (width * channels));
            }
        }
    }

    @Test
    void classifiesIntoASingleClassToo() {
        assertThat(PAPER.build(PAPER.defaults().withClasses(1)).output().node().shape())
                .isEqualTo(Shape.of(1));
    }

    @Test
    void padsAndPoolsAsCaffeDoes() {
        Model model = PAPER.build();
        for (Node node : model.nodes()) {
            String name = model.name(node);
            switch (node.layer()) {
                case Conv2D conv ->
                    assertThat(conv.padding())
                            .as(name)
                            .isEqualTo(Padding.of((conv.kernelSize().height() - 1) / 2));
                case MaxPooling2D pool
                when name.endsWith("/pool") ->
                    assertThat(pool).as(name).isEqualTo(MaxPooling2D.of(3, 1).withPadding(Padding.of(1)));
                case MaxPooling2D pool ->
                    assertThat(pool).as(name).isEqualTo(MaxPooling2D.of(3, 2).withRounding(Rounding.CEIL));
                case LocalResponseNormalization norm ->
                    assertThat(norm).as(name).isEqualTo(new LocalResponseNormalization(5, 1e-4f, 0.75f, 1));
                default -> {}
            }
        }
        assertThat(model.node("conv1/7x7_s2").layer())
                .isInstanceOfSatisfying(
                        Conv2D.class, conv -> assertThat(conv.strides()).isEqualTo(Size.of(2)));
    }

    @Test
    void joinsBranchesInThePapersOrder() {
        for (Network network : List.of(PAPER, BN)) {
            Model model = network.build();
            String last = network == BN ? "/relu" : "";
            assertThat(model.node("inception_4b/output").inputs())
                    .extracting(model::name)
                    .containsExactly(
                            "inception_4b/1x1" + last,
                            "inception_4b/3x3" + last,
                            "inception_4b/5x5" + last,
                            "inception_4b/pool_proj" + last);
        }
    }

    @Test
    void dropsAsThePaperDoes() {
        Model model = PAPER.build();
        assertThat(model.node("pool5/drop_7x7_s1").layer()).isEqualTo(Dropout.of(0.4));
        assertThat(model.node("loss1/drop_fc").layer()).isEqualTo(Dropout.of(0.7));
        assertThat(model.node("loss2/drop_fc").layer()).isEqualTo(Dropout.of(0.7));
    }

    @Test
    void averagesFastEnoughForFewSteps() {
        assertThat(BN.build().node("conv2/3x3/bn").layer())
                .isEqualTo(BatchNormalization.of().withMomentum(0.9f));
    }

    @Test
    void startsAsCaffeDoes() {
        Map<String, WeightSpec> weights = PAPER.build().weights();
        assertThat(weights.get("conv1/7x7_s2/kernel").initializer()).isEqualTo(Initializer.CAFFE_XAVIER);
        assertThat(weights.get("conv1/7x7_s2/bias").initializer()).isEqualTo(new Initializer.Constant(0.2f));
        assertThat(weights.get("loss1/fc/bias").initializer()).isEqualTo(new Initializer.Constant(0.2f));
        assertThat(weights.get("loss3/classifier/bias").initializer()).isEqualTo(Initializer.ZEROS);
        assertThat(BN.build().weights().get("conv1/7x7_s2/kernel").initializer())
                .isEqualTo(Initializer.HE_NORMAL);
    }

    private static long weightsUnder(String prefix, Model model) {
        return model.weights().values().stream()
                .filter(spec -> spec.name().startsWith(prefix))
                .mapToLong(spec -> spec.shape().elements())
                .sum();
    }
}
