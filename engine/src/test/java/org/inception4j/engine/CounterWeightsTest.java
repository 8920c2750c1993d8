package org.inception4j.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.Arena;
import org.inception4j.model.Shape;
import org.inception4j.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** The bits are those that {@code scripts/goldens/counter.py} gives. */
class CounterWeightsTest {
    @Test
    void givesTheBitsOfThePythonRules() {
        holds(weight("conv1/7x7_s2/kernel", 7, 7, 3, 64), 0x3e2ef650, 0x3e167808, 0x3e35612e);
        holds(weight("block2_sepconv1/depthwise_kernel", 3, 3, 64, 1), 0x3eac48f5, 0x3f09a386, 0xbe4f063f);
        holds(weight("block2_sepconv1/pointwise_kernel", 1, 1, 64, 128), 0x3e8bfc11, 0xbc43bbe9, 0xbda198f7);
        holds(weight("fc/bias", 1000), 0xbd8b6e8a, 0xbdb7fcfa, 0x3d07dd42);
        holds(weight("bn/gamma", 64), 0x3f5b6601, 0x3f8cc9d9, 0x3f6fd13f);
        holds(weight("bn/moving_variance", 64), 0x3f6d0709, 0x3f8f0e50, 0x3f68edcf);
        holds(weight("größe/beta", 8), 0xbc80b09d, 0x3db9ade4, 0xbd3bebeb);
        holds(CounterWeights.picture(Shape.of(3, 2, 3)), 0xbf7a3d07, 0xbf4deac1, 0x3e925c46);
    }

    @Test
    void refusesAKindOfWeightWithoutRule() {
        assertThatThrownBy(() -> weight("lstm/recurrent_kernel", 4, 4))
                .hasMessage(
                        "lstm/recurrent_kernel: is no kind of weight that a rule is known for; add one here and in Python");
    }

    private static Tensor weight(String name, int... shape) {
        return CounterWeights.weight(name, Shape.of(shape), Arena.ofAuto());
    }

    private static void holds(Tensor tensor, int first, int second, int last) {
        assertThat(bits(tensor, 0)).isEqualTo(bits(first));
        assertThat(bits(tensor, 1)).isEqualTo(bits(second));
        assertThat(bits(tensor, tensor.size() - 1)).isEqualTo(bits(last));
    }

    private static String bits(Tensor tensor, long index) {
        return bits(Float.floatToRawIntBits(tensor.get(index)));
    }

    private static String bits(int value) {
        return "%08x".formatted(value);
    }
}
