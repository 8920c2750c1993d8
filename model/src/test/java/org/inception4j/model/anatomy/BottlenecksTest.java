package org.inception4j.model.anatomy;

import static org.assertj.core.api.Assertions.assertThat;

import org.inception4j.model.Model;
import org.inception4j.model.Shape;
import org.inception4j.model.anatomy.Bottlenecks.Block;
import org.inception4j.model.anatomy.Bottlenecks.Spent;
import org.inception4j.model.summary.Cost;
import org.inception4j.model.zoo.Networks;
import org.junit.jupiter.api.Test;

class BottlenecksTest {
    private static final Model PAPER_3A = InceptionBlock.PAPER_3A.model(Shape.of(28, 28, 192));

    /** A naive block of 64, 128 and 32 filters has 387,296 parameters; the projection after the pool stays. */
    @Test
    void leavesTheNaiveBlockAndItsProjection() {
        Bottlenecks found = Bottlenecks.of(PAPER_3A);

        assertThat(found.totalWith().parameters()).isEqualTo(163_696);
        assertThat(found.totalWithout().parameters()).isEqualTo(387_296 + 192 * 32 + 32);
        assertThat(found.totalWithout().multiplyAdds()).isEqualTo(28 * 28 * 192L * (64 + 9 * 128 + 25 * 32 + 32));
        assertThat(found.without().output().node().shape())
                .isEqualTo(PAPER_3A.output().node().shape());
    }

    @Test
    void findsTheTwoBottlenecksOfEachBlock() {
        Bottlenecks found = Bottlenecks.of(Networks.named("googlenet:paper").build());

        assertThat(found.blocks()).hasSize(9).allSatisfy(block -> assertThat(block.removed())
                .containsExactly(block.name() + "/3x3_reduce", block.name() + "/5x5_reduce"));
        assertThat(found.blocks().getFirst().name()).isEqualTo("inception_3a");
        assertThat(found.blocks().getFirst().with().parameters()).isEqualTo(163_696);
        assertThat(found.blocks().getFirst().without().parameters()).isEqualTo(393_472);
        assertThat(found.totalWith().parameters()).isEqualTo(6_998_552);
        assertThat(found.totalWithout().parameters() - found.totalWith().parameters())
                .isEqualTo(found.blocks().stream()
                        .mapToLong(BottlenecksTest::saved)
                        .sum());
    }

    /** The network as it is does not change by being looked at. */
    @Test
    void keepsTheNetworkAsItIs() {
        Model model = Networks.named("googlenet:paper").build().inference();
        Bottlenecks found = Bottlenecks.of(model);

        assertThat(found.totalWith()).isEqualTo(new Spent(model.parameters(), Cost.multiplyAdds(model)));
        assertThat(found.without().nodes()).hasSize(model.nodes().size() - 18);
    }

    @Test
    void takesNormalisationAndActivationOutWithTheirConvolution() {
        Bottlenecks found = Bottlenecks.of(Networks.named("googlenet:bn").build());

        assertThat(found.with().nodes().size() - found.without().nodes().size()).isEqualTo(9 * 2 * 3);
    }

    @Test
    void listsWhatEachLayerCosts() {
        LayerCost five = LayerCost.of(PAPER_3A).stream()
                .filter(layer -> layer.layer().equals("5x5"))
                .findFirst()
                .orElseThrow();

        assertThat(five.values()).isEqualTo(28 * 28 * 32);
        assertThat(five.numbersEach()).isEqualTo(5 * 5 * 16);
        assertThat(five.multiplyAdds()).isEqualTo(five.values() * five.numbersEach());
        assertThat(five.parameters()).isEqualTo(5 * 5 * 16 * 32 + 32);
    }

    private static long saved(Block block) {
        return block.without().parameters() - block.with().parameters();
    }
}
