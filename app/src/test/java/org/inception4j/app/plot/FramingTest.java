package org.inception4j.app.plot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
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

class FramingTest {
    @ParameterizedTest
    @MethodSource("models")
    void framesEachNodeOnce(Model model) {
        List<Node> framed = Framing.of(model).stream()
                .flatMap(frame -> frame.nodes().stream())
                .toList();

        assertThat(framed).containsExactlyInAnyOrderElementsOf(model.nodes());
    }

    /** A frame that took from a later one, which takes from it, could not be drawn above it. */
    @ParameterizedTest
    @MethodSource("models")
    void letsEachFrameTakeFromEarlierOnesOnly(Model model) {
        Map<Node, Frame> frames = new HashMap<>();
        Framing.of(model).forEach(frame -> frame.nodes().forEach(node -> frames.put(node, frame)));

        for (Node node : model.nodes()) {
            for (Node input : node.inputs()) {
                assertThat(frames.get(input).number())
                        .isLessThanOrEqualTo(frames.get(node).number());
            }
        }
    }

    @Test
    void takesTheNamedBlocksWithTheInputInTheFirst() {
        Model model = Networks.named("googlenet:paper").build();
        List<Frame> frames = Framing.of(model.inference());

        assertThat(frames).extracting(Frame::name).startsWith("stem", "inception_3a", "inception_3b");
        assertThat(frames.getFirst().nodes()).contains(model.input());
        assertThat(frames).noneMatch(Frame::auxiliary);
    }

    @Test
    void endsABlockInItsEnd() {
        Model inception = Shapes.inception();
        Map<String, Node> ends = new LinkedHashMap<>();
        ends.put("all", inception.node("concatenate"));
        Model model = inception.withBlocks(ends);

        List<Frame> frames = Framing.of(model);

        assertThat(frames).extracting(Frame::name).containsExactly("all", "dense");
        assertThat(frames.getFirst().end()).isSameAs(inception.node("concatenate"));
    }

    @Test
    void cutsWhereEverythingPassesThrough() {
        assertThat(Framing.of(Shapes.inception()))
                .extracting(Frame::name)
                .containsExactly(
                        "input_1 … activation", "concatenate", "concatenate_1", "global_average_pooling2d … dense");
    }

    @Test
    void leavesTheActivationAfterASumWithTheSum() {
        List<Frame> frames = Framing.of(Shapes.residual());

        assertThat(frames).extracting(Frame::name).containsExactly("input_1", "add", "add_1", "add_2");
        assertThat(frames.getLast().nodes()).hasSize(6);
    }

    @Test
    void callsAPartAfterTheFolderOfItsNames() {
        Node input = Input.of(8, 8, 3).named("data").on();
        Node x = Conv2D.of(4, 1).named("stem/conv").on(input);
        Node left = Conv2D.of(4, 1).named("mixed/left/conv").on(x);
        Node right = Conv2D.of(4, 1).named("mixed/right/conv").on(x);
        Node joined = Concatenate.of().named("mixed/concat").on(left, right);

        assertThat(Framing.of(Model.of("named", input, joined)))
                .extracting(Frame::name)
                .containsExactly("data … stem/conv", "mixed");
    }

    @Test
    void findsTheFolderThatNamesInsideNeedNotRepeat() {
        Model googlenet = Networks.named("googlenet:paper").build();
        Frame module = Framing.of(googlenet).stream()
                .filter(frame -> frame.name().equals("inception_4a"))
                .findFirst()
                .orElseThrow();
        Node input = Input.of(8, 8, 3).named("features/9/a").on();
        Node x = Conv2D.of(4, 1).named("features/9/b/conv").on(input);
        Model model = Model.of("folders", input, x).withBlocks(Map.of("block", x));

        assertThat(module.folder(googlenet)).isEqualTo("inception_4a");
        assertThat(Framing.of(model)).extracting(frame -> frame.folder(model)).containsExactly("features/9");
        Model chain = Shapes.chain();
        assertThat(Framing.of(chain)).extracting(frame -> frame.folder(chain)).containsOnly("");
    }

    @Test
    void putsHeadsAfterWhatTheyLookAt() {
        List<Frame> frames = Framing.of(Shapes.heads());

        assertThat(frames)
                .extracting(Frame::name)
                .containsExactly(
                        "input_1 … activation",
                        "concatenate",
                        "side",
                        "aside",
                        "concatenate_1",
                        "global_average_pooling2d_1 … dense");
        assertThat(frames.stream().filter(Frame::auxiliary).map(Frame::name)).containsExactly("side", "aside");
    }

    static Stream<Model> models() {
        return Stream.concat(Shapes.all().stream(), Networks.all().stream().flatMap(FramingTest::withAndWithoutHeads));
    }

    private static Stream<Model> withAndWithoutHeads(Network network) {
        return Stream.of(network.build(), network.build(network.defaults().withAuxiliary(true)))
                .distinct();
    }
}
