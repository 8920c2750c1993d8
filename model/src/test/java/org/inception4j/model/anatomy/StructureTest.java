package org.inception4j.model.anatomy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.inception4j.model.ActivationFunction;
import org.inception4j.model.Add;
import org.inception4j.model.Concatenate;
import org.inception4j.model.Conv2D;
import org.inception4j.model.Input;
import org.inception4j.model.Model;
import org.inception4j.model.Node;
import org.inception4j.model.zoo.Network;
import org.inception4j.model.zoo.Networks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StructureTest {
    @Test
    void seesNineBlocksOfFourBranchesInGoogLeNet() {
        Structure structure = Structure.of(Networks.named("googlenet:paper").build());

        assertThat(structure.splits()).hasSize(9).allSatisfy(split -> assertThat(
                        split.branches().stream().map(List::size))
                .containsExactly(1, 2, 2, 2));
        assertThat(structure.heads()).hasSize(2);
        assertThat(structure.model().name(structure.heads().getFirst().root())).isEqualTo("inception_4a/output");
        assertThat(structure.splits().stream().map(structure::name))
                .startsWith("inception_3a", "inception_3b")
                .endsWith("inception_5b");
    }

    @Test
    void foldsNormalisationAndActivationIntoTheirConvolution() {
        Structure structure = Structure.of(Networks.named("googlenet:bn").build());

        Unit first = (Unit) structure.trunk().getFirst();
        assertThat(first.nodes()).hasSize(3);
        assertThat(first.activation()).isEqualTo(ActivationFunction.RELU);
    }

    @Test
    void seesSplitsWithinSplitsAndBranchesThatHandOn() {
        Node x = Input.of(8, 8, 4).on();
        Node reduced = Conv2D.of(2, 1).on(x);
        Node fork =
                Concatenate.of().on(Conv2D.of(2, 1).on(reduced), Conv2D.of(2, 1).on(reduced));
        Model model = Model.of("residual", x, Add.of().on(x, fork));

        Split split = (Split) Structure.of(model).trunk().getFirst();

        assertThat(split.residual()).isTrue();
        assertThat(split.branches().getFirst()).isEmpty();
        assertThat(split.branches().getLast()).hasSize(2).last().isInstanceOf(Split.class);
    }

    @ParameterizedTest
    @MethodSource("networks")
    void leavesNoLayerOut(Network network) {
        Model model = network.build();
        Structure structure = Structure.of(model);
        Set<Node> seen = new HashSet<>(model.inputs());
        structure.trunk().forEach(stage -> seen.addAll(stage.nodes()));
        structure.heads().forEach(head -> head.stages().forEach(stage -> seen.addAll(stage.nodes())));

        assertThat(seen).containsExactlyInAnyOrderElementsOf(model.nodes());
    }

    static List<Network> networks() {
        return Networks.all();
    }
}
