package org.inception4j.model.summary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.inception4j.model.Conv2D;
import org.inception4j.model.Dense;
import org.inception4j.model.DepthwiseConv2D;
import org.inception4j.model.Input;
import org.inception4j.model.Layer;
import org.inception4j.model.MaxPooling2D;
import org.inception4j.model.Model;
import org.inception4j.model.Padding;
import org.inception4j.model.SeparableConv2D;
import org.inception4j.model.Size;
import org.inception4j.model.zoo.Networks;
import org.junit.jupiter.api.Test;

class CostTest {
    @Test
    void countsThePapersNetworkAsAPersonWould() {
        Model model = Networks.named("googlenet:paper").build();
        assertThat(Cost.multiplyAdds(model.inference())).isEqualTo(1_582_671_872L);
        Map<String, Long> blocks = Cost.table(model).stream()
                .collect(Collectors.groupingBy(
                        cost -> cost.layer().replaceFirst("/.*", ""), Collectors.summingLong(Cost::multiplyAdds)));
        assertThat(blocks.get("conv1")).isEqualTo(112L * 112 * 64 * 7 * 7 * 3);
        assertThat(blocks.get("conv2")).isEqualTo(56L * 56 * (64 * 64 + 64 * 192 * 9));
        assertThat(blocks.get("loss3")).isEqualTo(1_024_000L);
        // the paper's column of operations, in millions, where it agrees with its own table
        assertThat(blocks.get("inception_3a")).isBetween(127_500_000L, 128_500_000L);
        assertThat(blocks.get("inception_3b")).isBetween(303_500_000L, 304_500_000L);
        assertThat(blocks.get("inception_4e")).isBetween(169_500_000L, 170_500_000L);
        assertThat(blocks.get("inception_5b")).isBetween(70_500_000L, 71_500_000L);
    }

    @Test
    void costsAsMuchWithBatchNormalisation() {
        Model bn = Networks.named("googlenet:bn").build();
        assertThat(Cost.multiplyAdds(bn)).isEqualTo(1_582_671_872L);
    }

    @Test
    void countsEachKindOfConvolution() {
        assertThat(cost(Conv2D.of(8, 3))).isEqualTo(5 * 7 * 8 * 3 * 3 * 6);
        assertThat(cost(Conv2D.of(8, 3).withGroups(2))).isEqualTo(5 * 7 * 8 * 3 * 3 * 6 / 2);
        assertThat(cost(Conv2D.of(8, Size.of(1, 3)).withBias(false))).isEqualTo(7 * 7 * 8 * 3 * 6);
        assertThat(cost(Conv2D.of(8, 3).withStrides(2).withPadding(Padding.SAME)))
                .isEqualTo(4 * 5 * 8 * 3 * 3 * 6);
        assertThat(cost(DepthwiseConv2D.of(3).withDepthMultiplier(2))).isEqualTo(5 * 7 * 6 * 2 * 3 * 3);
        assertThat(cost(SeparableConv2D.of(8, 3).withDepthMultiplier(2)))
                .isEqualTo(5 * 7 * 6 * 2 * 3 * 3 + 5 * 7 * 12 * 8);
        assertThat(cost(MaxPooling2D.of(3, 2))).isZero();
    }

    @Test
    void refusesMoreThanCanBeCounted() {
        Model model = Networks.named("googlenet")
                .build(Networks.named("googlenet")
                        .defaults()
                        .withAuxiliary(false)
                        .withImageSize(2_000_000_000));

        assertThatThrownBy(() -> Cost.multiplyAdds(model))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("conv1/7x7_s2: costs more multiply-adds than can be counted; give smaller shapes");
    }

    @Test
    void countsEachUseOfASharedLayer() {
        var data = Input.of(4).on();
        var shared = Dense.of(4).named("twice");
        Model model = Model.of("shared", data, shared.on(shared.on(data)));
        assertThat(Cost.multiplyAdds(model)).isEqualTo(32);
        assertThat(Cost.table(model))
                .isEqualTo(List.of(new Cost("input_1", 0), new Cost("twice", 16), new Cost("twice", 16)));
    }

    /** On a picture of 7 rows, 9 columns and 6 channels. */
    private static long cost(Layer layer) {
        return Cost.multiplyAdds(layer.on(Input.of(7, 9, 6).on()));
    }
}
