package org.inception4j.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.inception4j.engine.DropoutMask.Draw;
import org.junit.jupiter.api.Test;

class DropoutMaskTest {
    private static final Draw DRAW = new Draw(1, 2, 3, 4);

    @Test
    void dropsItsShareAndKeepsTheMean() {
        float[] mask = mask(100_000, 0.4f, DRAW);
        long dropped = count(mask, 0);
        assertThat(dropped / 1e5).isCloseTo(0.4, within(0.01));
        assertThat(count(mask, 1 / (1 - 0.4f))).isEqualTo(100_000 - dropped);
    }

    @Test
    void isTheSameForTheSameDraw() {
        assertThat(mask(50, 0.5f, new Draw(1, 2, 3, 4))).isEqualTo(mask(50, 0.5f, DRAW));
    }

    @Test
    void differsWithEachPartOfTheDraw() {
        for (Draw other : new Draw[] {
            new Draw(9, 2, 3, 4), new Draw(1, 9, 3, 4), new Draw(1, 2, 9, 4), new Draw(1, 2, 3, 9), new Draw(2, 1, 3, 4)
        }) {
            assertThat(mask(50, 0.5f, other)).as("%s", other).isNotEqualTo(mask(50, 0.5f, DRAW));
        }
    }

    @Test
    void fillsOnlyItsOwnPart() {
        float[] mask = new float[70];
        Arrays.fill(mask, -1);
        DropoutMask.fill(mask, 10, 50, 0.5f, DRAW);
        assertThat(Arrays.copyOfRange(mask, 10, 60)).isEqualTo(mask(50, 0.5f, DRAW));
        assertThat(count(mask, -1)).isEqualTo(20);
    }

    @Test
    void keepsEverythingAtRateZero() {
        assertThat(count(mask(50, 0, DRAW), 1)).isEqualTo(50);
    }

    private static float[] mask(int count, float rate, Draw draw) {
        float[] mask = new float[count];
        DropoutMask.fill(mask, 0, count, rate, draw);
        return mask;
    }

    private static long count(float[] mask, float value) {
        long count = 0;
        for (float factor : mask) {
            count += factor == value ? 1 : 0;
        }
        return count;
    }
}
