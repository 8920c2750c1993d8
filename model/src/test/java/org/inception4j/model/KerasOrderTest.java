package org.inception4j.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The order of a whole network stands in {@code SummaryTest}, held against a table that Keras printed. */
class KerasOrderTest {
    @Test
    void listsTheDeepestFirst() {
        Node data = Input.of(4).named("data").on();
        Node a = Dense.of(4).named("a").on(data);
        Node b = Dense.of(4).named("b").on(a);
        Node c = Dense.of(4).named("c").on(data);
        Node sum = Add.of().named("sum").on(c, b);
        assertThat(order(sum)).containsExactly("data", "a", "c", "b", "sum");
    }

    @Test
    void listsNodesOfOneDepthAsAWalkFromTheOutputsMeetsThem() {
        Node data = Input.of(4).named("data").on();
        Node first = Dense.of(4).named("first").on(data);
        Node second = Dense.of(4).named("second").on(data);
        Node sum = Add.of().named("sum").on(second, first);
        assertThat(order(sum)).containsExactly("data", "second", "first", "sum");
        assertThat(order(first, second)).containsExactly("data", "first", "second");
        assertThat(order(second, first)).containsExactly("data", "second", "first");
    }

    @Test
    void countsDepthByTheLongestWayToAnyOutput() {
        Node data = Input.of(4).named("data").on();
        Node a = Dense.of(4).named("a").on(data);
        Node head = Dense.of(2).named("head").on(a);
        Node b = Dense.of(4).named("b").on(a);
        Node main = Dense.of(2).named("main").on(b);
        assertThat(order(head, main)).containsExactly("data", "a", "b", "head", "main");
    }

    /** Keras gives a use of a shared layer at least the depth of the uses that it has measured before. */
    @Test
    void putsASharedLayerWhereItsDeepestUseStands() {
        Node left = Input.of(4).named("left").on();
        Node right = Input.of(4).named("right").on();
        LayerInstance shared = Dense.of(4).named("shared");
        Node deep = Dense.of(4).named("top").on(Dense.of(4).named("middle").on(shared.on(left)));
        Node shallow = shared.on(right);
        assertThat(order(shallow, deep)).containsExactly("right", "left", "shared", "shared", "middle", "top");
        assertThat(order(deep, shallow)).containsExactly("left", "shared", "middle", "right", "top", "shared");
    }

    @Test
    void putsEachNodeAfterItsInputsWhenALayerFeedsItself() {
        Node data = Input.of(4).named("data").on();
        LayerInstance shared = Dense.of(4).named("shared");
        Node twice = shared.on(shared.on(data));
        assertThat(KerasOrder.of(List.of(twice)))
                .containsExactly(data, twice.inputs().getFirst(), twice);
    }

    @Test
    void takesGraphsOfAnyDepth() {
        Node data = Input.of(1).on();
        Node x = data;
        for (int i = 0; i < 20_000; i++) {
            x = Rescaling.of(2, 0).on(x);
        }
        Model model = Model.of("deep", data, x);
        assertThat(model.nodes()).hasSize(20_001).startsWith(data).endsWith(x);
        assertThat(model.name(x)).isEqualTo("rescaling_19999");
    }

    private static List<String> order(Node... outputs) {
        return KerasOrder.of(List.of(outputs)).stream()
                .map(node -> node.instance().name().orElseThrow())
                .toList();
    }
}
