package org.inception4j.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.inception4j.engine.ParameterLayout.Slice;
import org.inception4j.model.BatchNormalization;
import org.inception4j.model.Conv2D;
import org.inception4j.model.Model;
import org.inception4j.model.Sequential;
import org.inception4j.model.Shape;
import org.junit.jupiter.api.Test;

class ParameterLayoutTest {
    private static final Model MODEL = Sequential.of(
            "small",
            Shape.of(8, 8, 3),
            List.of(
                    Conv2D.of(5, 3).named("block/conv"),
                    BatchNormalization.of().named("block/norm"),
                    Conv2D.of(17, 1).withBias(false).named("last")));

    @Test
    void startsEachWeightAtAMultipleOfSixteenFloats() {
        assertThat(ParameterLayout.of(MODEL, _ -> true))
                .isEqualTo(new ParameterLayout(
                        List.of(
                                new Slice("block/conv/kernel", Shape.of(3, 3, 3, 5), 0, 135),
                                new Slice("block/conv/bias", Shape.of(5), 144, 5),
                                new Slice("block/norm/gamma", Shape.of(5), 160, 5),
                                new Slice("block/norm/beta", Shape.of(5), 176, 5),
                                new Slice("last/kernel", Shape.of(1, 1, 5, 17), 192, 85)),
                        288));
    }

    @Test
    void leavesOutFrozenLayers() {
        ParameterLayout layout = ParameterLayout.of(MODEL, layer -> !layer.startsWith("block/"));
        assertThat(layout)
                .isEqualTo(new ParameterLayout(List.of(new Slice("last/kernel", Shape.of(1, 1, 5, 17), 0, 85)), 96));
    }

    @Test
    void isEmptyWhereNothingLearns() {
        assertThat(ParameterLayout.of(MODEL, _ -> false)).isEqualTo(new ParameterLayout(List.of(), 0));
    }

    @Test
    void takesTheLayerFromAWeightWhoseLayerHasSlashes() {
        assertThat(ParameterLayout.layerOf("inception_3a/5x5/kernel")).isEqualTo("inception_3a/5x5");
    }
}
