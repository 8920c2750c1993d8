package org.inception4j.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.inception4j.model.Conv2D;
import org.inception4j.model.Input;
import org.inception4j.model.MaxPooling2D;
import org.inception4j.model.Model;
import org.inception4j.model.Node;
import org.inception4j.model.Output;
import org.inception4j.model.Shape;
import org.inception4j.model.Size;
import org.inception4j.model.summary.Summary;
import org.inception4j.training.History;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class Seed003Test {
    private static Model block() {
        Node input = Input.of(28, 28, 192).on();
        return Model.of("block", input, Seed003InceptionBlocksAndTransfer.inceptionV1Block(input));
    }

    @Test
    void buildsTheBlockAsWrittenWithAThreeByThreeInTheFiveByFiveBranch() {
        Model block = block();
        assertThat(block.output().node().shape()).isEqualTo(Shape.of(28, 28, 256));
        assertThat(block.parameters()).isEqualTo(155_504);
        assertThat(block.nodes())
                .extracting(Node::layer)
                .filteredOn(Conv2D.class::isInstance)
                .extracting(layer -> ((Conv2D) layer).kernelSize())
                .doesNotContain(Size.of(5));
    }

    @Test
    void makesThePoolingBeforeTheOtherBranches() {
        Model block = block();
        assertThat(block.name(block.output().node().inputs().getFirst())).isEqualTo("conv2d_2");
        assertThat(block.nodes()).anyMatch(node -> node.layer() instanceof MaxPooling2D);
    }

    @Test
    void buildsChainAndGraphOfOneNetwork() {
        Shape input = Shape.of(28, 28, 3);
        assertThat(Seed003InceptionBlocksAndTransfer.functional(input).weights())
                .isEqualTo(Seed003InceptionBlocksAndTransfer.sequential(input).weights());
        Node previous = Input.of(28, 28, 192).on();
        assertThat(Seed003InceptionBlocksAndTransfer.naiveInceptionBlock(previous, List.of(64, 128, 32))
                        .shape())
                .isEqualTo(Shape.of(28, 28, 416));
    }

    @Test
    void losesTheAuxiliaryClassifiersAfterTraining() {
        Model model = Seed003InceptionBlocksAndTransfer.withAuxiliaryClassifiers(224, 1000);
        assertThat(model.outputs()).hasSize(3);
        assertThat(model.outputs().stream().filter(Output::auxiliary)).hasSize(2);
        assertThat(model.inference().outputs()).hasSize(1);
        assertThat(model.inference().parameters()).isEqualTo(6_617_624);
    }

    @Test
    @Tag("native")
    void trainsOnThreeLosses() {
        History history = Seed003InceptionBlocksAndTransfer.train(
                Seed003InceptionBlocksAndTransfer.withAuxiliaryClassifiers(96, 3), 1);
        assertThat(history.last().outputs())
                .hasSize(3)
                .allSatisfy((_, log) -> assertThat(log.loss()).isPositive().isFinite());
    }

    @Test
    void putsADenseOnTheHubsFeatureVector() {
        Model model = Seed003InceptionBlocksAndTransfer.inceptionTfHub(1000);
        assertThat(model.parameters()).isEqualTo(23_851_784);
        assertThat(model.trainableParameters()).isEqualTo(2_049_000);
        assertThat(Summary.of(model).rows()).extracting(Summary.Row::name).containsExactly("keras_layer", "dense");
    }

    @Test
    void namesTheHubsModuleAsTheBlogDoes() {
        assertThat(Document.lines("003")).anyMatch(line -> line.contains(Seed003InceptionBlocksAndTransfer.HUB_URL));
    }

    @Test
    void isInceptionV3ToTheLastParameter() {
        assertThat(Seed003InceptionBlocksAndTransfer.inceptionV3().parameters()).isEqualTo(23_851_784);
    }
}
