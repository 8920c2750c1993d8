package org.inception4j.model.anatomy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.inception4j.model.Add;
import org.inception4j.model.Concatenate;
import org.inception4j.model.Conv2D;
import org.inception4j.model.Dropout;
import org.inception4j.model.Input;
import org.inception4j.model.LayerInstance;
import org.inception4j.model.Model;
import org.inception4j.model.Node;
import org.inception4j.model.Output;
import org.inception4j.model.Padding;
import org.inception4j.model.anatomy.Mutations.Mutation;
import org.inception4j.model.zoo.Network;
import org.inception4j.model.zoo.Networks;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ComparisonTest {
    /** So many layers of each network are changed. */
    private static final int NODES = 12;

    @ParameterizedTest
    @MethodSource("networks")
    void findsNothingBetweenANetworkAndItself(Network network) {
        Comparison comparison = Comparison.of(trained(network.name()), trained(network.name()));

        assertThat(comparison.differences()).isEmpty();
        assertThat(comparison.identical()).isTrue();
        assertThat(comparison.blocks()).noneMatch(Comparison.Blocks::differ);
    }

    @Test
    void tellsTorchvisionsGoogLeNetFromThePapers() {
        assertThat(sentences("googlenet:paper", "googlenet:torchvision", Effect.RESULT))
                .containsExactly(
                        "There is no local response normalisation where the first has pool1/norm1 and conv2/norm2.",
                        "All 59 convolutions have no bias instead of a bias and are batch-normalised.",
                        "In all 9 inception blocks the 5x5 convolution of the third branch is 3x3 instead of 5x5.",
                        "pool4/3x3_s2 has 2x2 windows instead of 3x3 and is padded by nothing instead of 1 behind.");
        assertThat(sentences("googlenet:paper", "googlenet:torchvision", Effect.TRAINING))
                .contains(
                        "pool5/drop_7x7_s1 drops 20 % instead of 40 %.",
                        "In both auxiliary heads the pooling takes 4x4 windows that adapt to the picture instead of 5x5 windows at stride 3.");
    }

    @Test
    void tellsTorchvisionsInceptionV3FromKeras() {
        assertThat(sentences("inception-v3:keras", "inception-v3:torchvision", Effect.RESULT))
                .containsExactly(
                        "All 94 convolutions have batch normalisation with gamma instead of without gamma.",
                        "In the 9 inception blocks that have it the 3x3 average pooling of the fourth branch counts padding as zeros in the mean instead of no padding in the mean.");
    }

    @Test
    void findsNoDifferenceInAnswersWhereThereIsNone() {
        Comparison comparison = Comparison.of(trained("googlenet:paper"), trained("googlenet:caffe"));

        assertThat(comparison.sameResult()).isTrue();
        assertThat(comparison.identical()).isFalse();
    }

    @Test
    void saysAFactorOnce() {
        Network network = Networks.named("googlenet:paper");
        Comparison comparison = Comparison.of(
                trained("googlenet:paper"),
                network.build(network.defaults().withAuxiliary(true).withWidth(0.5)));

        assertThat(comparison.differences().stream().map(Difference::sentence))
                .contains("All 59 convolutions have about 0.5 times the filters.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"googlenet:torchvision", "inception-v3:keras", "inception-resnet-v2:keras"})
    void laysBranchesOfAWiderNetworkUponTheirOwn(String name) {
        Network network = Networks.named(name);
        Model narrow = network.build(network.defaults().withAuxiliary(true).withWidth(0.25));

        assertThat(Comparison.of(narrow, trained(name)).differences().stream().map(Difference::sentence))
                .anyMatch(sentence -> sentence.contains("about 4 times the filters"))
                .noneMatch(sentence -> sentence.contains("branches are") || sentence.contains("other names"));
        assertThat(Comparison.of(trained(name), narrow).differences().stream().map(Difference::sentence))
                .anyMatch(sentence -> sentence.contains("about 0.25 times the filters"))
                .noneMatch(sentence -> sentence.contains("branches are") || sentence.contains("other names"));
    }

    @Test
    void countsWhatStandsAloneInTheirPlural() {
        assertThat(sentences("inception-v4", "inception-resnet-v2:keras", Effect.RESULT))
                .anyMatch(sentence -> sentence.matches("There are \\d+ more forks within a branch: .*"))
                .anyMatch(sentence -> sentence.matches("There are \\d+ more rescalings by 0\\.17: .*"));
    }

    /** Every property of every few layers, one by one; that which later layers do not allow is left out. */
    @Tag("slow")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "googlenet:paper",
                "googlenet:torchvision",
                "inception-v3:keras",
                "inception-resnet-v1:paper",
                "xception:timm"
            })
    void mentionsEachPropertyThatIsChanged(String name) {
        Model model = trained(name);
        List<String> silent = new ArrayList<>();
        int tried = 0;
        for (int i = 0; i < model.nodes().size(); i += 1 + model.nodes().size() / NODES) {
            for (Mutation mutation : Mutations.of(model, model.nodes().get(i))) {
                Model changed;
                try {
                    changed = Mutations.apply(model, mutation);
                } catch (IllegalArgumentException doesNotFit) {
                    continue;
                }
                tried++;
                if (!mentions(model, Comparison.of(model, changed), mutation)) {
                    silent.add(mutation.layer() + " " + mutation.property());
                }
            }
        }
        assertThat(tried).isGreaterThan(30);
        assertThat(silent).isEmpty();
    }

    /** Batch normalisation and activation are said of the convolution that they follow. */
    private static boolean mentions(Model model, Comparison comparison, Mutation mutation) {
        Structure structure = Structure.of(model);
        List<String> subjects = units(structure)
                .filter(unit -> unit.nodes().stream()
                        .anyMatch(node -> structure.model().name(node).equals(mutation.layer())))
                .map(unit -> structure.model().name(unit.main()))
                .toList();
        return comparison.differences().stream()
                .anyMatch(difference ->
                        subjects.isEmpty() || difference.layers().stream().anyMatch(subjects::contains));
    }

    private static Stream<Unit> units(Structure structure) {
        return Stream.concat(
                        structure.trunk().stream(), structure.heads().stream().flatMap(head -> head.stages().stream()))
                .flatMap(ComparisonTest::units);
    }

    private static Stream<Unit> units(Stage stage) {
        return switch (stage) {
            case Unit unit -> Stream.of(unit);
            case Split split -> split.branches().stream().flatMap(List::stream).flatMap(ComparisonTest::units);
        };
    }

    @Test
    void mentionsNamesAndLossWeights() {
        Node input = Input.of(8).named("in").on();
        Node x = Dropout.of(0.5).named("drop").on(input);
        Model one = Model.of("one", List.of(input), List.of(Output.of("out", x), Output.auxiliary("side", x, 0.5f)));
        Node twinInput = Input.of(8).named("data").on();
        Node twin = Dropout.of(0.5).named("dropout").on(twinInput);
        Model other = Model.of(
                "two", List.of(twinInput), List.of(Output.of("result", twin), Output.auxiliary("side", twin, 0.25f)));

        assertThat(Comparison.of(one, other).differences().stream().map(Difference::sentence))
                .containsExactly(
                        "The output side weighs 0.25 instead of 0.5 in the loss.",
                        "The input is named data instead of in.",
                        "The outputs are named result and side instead of out and side.",
                        "One layer has another name: dropout instead of drop.");
    }

    @Test
    void mentionsWhatIsMissingAddedMovedAndFrozen() {
        assertThat(told(Form.PLAIN, Form.WITHOUT_DROPOUT))
                .containsExactly("There is no dropout (50%) where the first has drop.");
        assertThat(told(Form.WITHOUT_DROPOUT, Form.PLAIN)).containsExactly("There is one more dropout (50%): drop.");
        assertThat(told(Form.PLAIN, Form.OTHER_ORDER)).contains("In block the branches are joined in reverse order.");
        assertThat(told(Form.PLAIN, Form.ADDED))
                .containsExactly("In block branches are joined by add instead of concatenate.");
        assertThat(told(Form.PLAIN, Form.THIRD_BRANCH)).containsExactly("In block there is one more branch, of 1x1 4.");
        assertThat(told(Form.THIRD_BRANCH, Form.PLAIN)).containsExactly("In block there is no branch of 1x1 4.");
        assertThat(told(Form.PLAIN, Form.FROZEN))
                .containsExactly("In block the 1x1 convolution of the second branch is frozen.");
        assertThat(told(Form.PLAIN, Form.SHARED)).contains("block/b shares its weights with block/a.");
    }

    /** A small network and what may be otherwise in it. */
    private enum Form {
        PLAIN,
        WITHOUT_DROPOUT,
        OTHER_ORDER,
        ADDED,
        THIRD_BRANCH,
        FROZEN,
        SHARED
    }

    private static List<String> told(Form first, Form second) {
        return Comparison.of(small(first), small(second)).differences().stream()
                .map(Difference::sentence)
                .toList();
    }

    private static Model small(Form form) {
        Node x = Input.of(8, 8, 4).named("in").on();
        LayerInstance large = conv(3).named("block/a");
        LayerInstance pointwise = conv(1).named("block/b").withTrainable(form != Form.FROZEN);
        Node a = large.on(x);
        Node b = form == Form.SHARED ? large.on(x) : pointwise.on(x);
        LayerInstance join = (form == Form.ADDED ? Add.of() : Concatenate.of()).named("block/out");
        Node block =
                switch (form) {
                    case OTHER_ORDER -> join.on(b, a);
                    case THIRD_BRANCH -> join.on(a, b, conv(1).named("block/c").on(x));
                    default -> join.on(a, b);
                };
        Node end = form == Form.WITHOUT_DROPOUT
                ? block
                : Dropout.of(0.5).named("drop").on(block);
        return Model.of("small", List.of(x), List.of(Output.of("out", end)));
    }

    private static Conv2D conv(int kernelSize) {
        return Conv2D.of(4, kernelSize).withPadding(Padding.SAME);
    }

    /** What stands in one of them alone, or has two values, is told from both sides. */
    @Tag("slow")
    @ParameterizedTest
    @MethodSource("pairs")
    void tellsOfTheSamePairsFromBothSides(String first, String second) {
        Comparison there = Comparison.of(trained(first), trained(second));
        Comparison back = Comparison.of(trained(second), trained(first));

        assertThat(there.identical()).isEqualTo(back.identical()).isFalse();
        assertThat(there.sameResult()).isEqualTo(back.sameResult());
        assertThat(there.differences()).allSatisfy(difference -> assertThat(difference.sentence())
                .matches("(?s)\\S.*[^ ]\\.")
                .doesNotContain("{", "}", "%s", "null", "  "));
    }

    static Stream<Network> networks() {
        return Networks.all().stream();
    }

    static Stream<Object[]> pairs() {
        return Networks.all().stream().flatMap(one -> Networks.all().stream()
                .filter(other ->
                        one.family().equals(other.family()) && one.name().compareTo(other.name()) < 0)
                .map(other -> new Object[] {one.name(), other.name()}));
    }

    private static List<String> sentences(String first, String second, Effect effect) {
        return Comparison.of(trained(first), trained(second)).differences().stream()
                .filter(difference -> difference.effect() == effect)
                .map(Difference::sentence)
                .toList();
    }

    private static Model trained(String name) {
        Network network = Networks.named(name);
        return network.build(network.defaults().withAuxiliary(true));
    }
}
