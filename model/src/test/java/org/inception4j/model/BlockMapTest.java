package org.inception4j.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BlockMapTest {
    private final Node data = Input.of(8, 8, 3).named("data").on();
    private final Node stem = Conv2D.of(4, 3).named("stem/conv").on(data);
    private final Node left = Conv2D.of(4, 1).named("left").on(stem);
    private final Node joined = Concatenate.of().named("joined").on(left, stem);
    private final Node side = Flatten.of().named("side").on(joined);
    private final Node end = GlobalAveragePooling2D.of().named("end").on(joined);

    private Model model() {
        Map<String, Node> ends = new LinkedHashMap<>();
        ends.put("stem", stem);
        ends.put("mixed", joined);
        ends.put("head", side);
        return Model.of("parts", data, Output.of("main", end), Output.auxiliary("aux", side, 0.3f))
                .withBlocks(ends);
    }

    @Test
    void givesEachNodeToTheFirstPartWhoseEndNeedsIt() {
        Model model = model();
        assertThat(model.blocks())
                .containsExactly(Map.entry("stem", stem), Map.entry("mixed", joined), Map.entry("head", side));
        assertThat(model.block(stem)).contains("stem");
        assertThat(model.block(left)).contains("mixed");
        assertThat(model.block(joined)).contains("mixed");
        assertThat(model.block(side)).contains("head");
        assertThat(model.block(data)).isEmpty();
        assertThat(model.block(end)).isEmpty();
    }

    @Test
    void losesAPartWithTheOutputThatNeededIt() {
        Model inference = model().inference();
        assertThat(inference.blocks()).containsOnlyKeys("stem", "mixed");
        assertThat(inference.block(left)).contains("mixed");
    }

    @Test
    void staysUnderOtherNames() {
        assertThat(model().withNames(NameScope.keras2()).block(left)).contains("mixed");
    }

    @Test
    void refusesTheNodeOfAnotherModel() {
        Node other = Input.of(3).on();
        Model model = model();
        Map<String, Node> ends = Map.of("far", other);
        assertThatThrownBy(() -> model.withBlocks(ends))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("parts: has no layer input (3,); ask the model that was built from this node");
    }

    @Test
    void tellsModelsApartByTheirParts() {
        assertThat(model()).isEqualTo(model()).hasSameHashCodeAs(model());
        assertThat(model()).isNotEqualTo(model().withBlocks(Map.of()));
    }
}
