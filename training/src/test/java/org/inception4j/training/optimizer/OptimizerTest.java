package org.inception4j.training.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import org.inception4j.engine.ParameterLayout;
import org.inception4j.model.Shape;
import org.inception4j.tensor.Tensor;
import org.inception4j.training.optimizer.Optimizer.Adam;
import org.inception4j.training.optimizer.Optimizer.AdamW;
import org.inception4j.training.optimizer.Optimizer.RmsProp;
import org.inception4j.training.optimizer.Optimizer.Sgd;
import org.junit.jupiter.api.Test;

/**
 * Three steps with the rate 0.1 from {@link #START} with {@link #GRADIENTS} against numbers computed in float64 by another program
 * from Keras 3's formulas (they stand at each test).
 */
class OptimizerTest {
    private static final float[] START = {1, -2, 0.5f, 3};
    private static final float[][] GRADIENTS = {
        {0.1f, -0.2f, 0.3f, 4}, {-0.3f, 0.1f, 0.25f, 0}, {0.2f, 0.2f, -0.1f, 1e-4f}
    };

    /** Three steps of float32 on numbers of size 1 to 3. */
    private static final double TOLERANCE = 2e-6;

    /** w -= 0.1 g */
    @Test
    void sgdDescends() {
        check(Sgd.of(0.1), new double[][] {
            {0.99, -1.98, 0.47, 2.6},
            {1.02, -1.99, 0.445, 2.6},
            {1, -2.01, 0.455, 2.59999}
        });
    }

    /** m = 0.9 m - 0.1 g; w += m */
    @Test
    void sgdGathersMomentum() {
        check(Sgd.of(0.1, 0.9), new double[][] {
            {0.99, -1.98, 0.47, 2.6},
            {1.011, -1.972, 0.418, 2.24},
            {1.0099, -1.9848, 0.3812, 1.91599}
        });
    }

    /** m = 0.9 m - 0.1 g; w += 0.9 m - 0.1 g */
    @Test
    void sgdLooksAheadWithNesterov() {
        check(Sgd.of(0.1, 0.9).withNesterov(true), new double[][] {
            {0.981, -1.962, 0.443, 2.24},
            {1.0299, -1.9648, 0.3712, 1.916},
            {1.00891, -1.99632, 0.34808, 1.624381}
        });
    }

    /** w -= 0.01 * 0.1 w, then momentum: the decay does not go through the momentum */
    @Test
    void sgdDecaysApartFromTheGradient() {
        check(Sgd.of(0.1, 0.9).withWeightDecay(0.01), new double[][] {
            {0.989, -1.978, 0.4695, 2.597},
            {1.009011, -1.968022, 0.4170305, 2.234403},
            {1.00690199, -1.97885398, 0.37981347, 1.9081586}
        });
    }

    /** a = 0.1 sqrt(1 - 0.999^t) / (1 - 0.9^t); m += (g - m) 0.1; v += (g² - v) 0.001; w -= m a / (sqrt(v) + 1e-7) */
    @Test
    void adamCorrectsItsMoments() {
        check(Adam.of(0.1), new double[][] {
            {0.900003162, -1.90000158, 0.400001054, 2.90000008},
            {0.949421651, -1.87336825, 0.300884569, 2.83299431},
            {0.947542898, -1.90063765, 0.242524466, 2.78119705}
        });
    }

    /** as before with epsilon 1, where it shows that it stands outside the correction */
    @Test
    void adamAddsEpsilonOutsideTheCorrection() {
        check(new Adam(0.1, 0.9, 0.999, 1, false, 0), new double[][] {
            {0.999684769, -1.99937152, 0.499060232, 2.98877123},
            {1.00017404, -1.99918459, 0.497851507, 2.98125064},
            {1.00015208, -1.99944073, 0.497117459, 2.9754396}
        });
    }

    /** beta2 0.5; h = max(h, v) stands in v's place */
    @Test
    void amsgradKeepsTheLargestSecondMoment() {
        check(new Adam(0.1, 0.9, 0.5, 1e-7, true, 0), new double[][] {
            {0.900000141, -1.90000007, 0.400000047, 2.9},
            {0.943918826, -1.87421599, 0.297767083, 2.84198577},
            {0.942176696, -1.90085868, 0.242978113, 2.80244473}
        });
    }

    /** w -= 0.004 * 0.1 w, then Adam */
    @Test
    void adamWDecaysFirst() {
        check(AdamW.of(0.1), new double[][] {
            {0.899603162, -1.89920158, 0.399801054, 2.89880008},
            {0.94866181, -1.87180857, 0.300524649, 2.83063479},
            {0.946403592, -1.89832924, 0.242044336, 2.77770528}
        });
    }

    /** v = 0.9 v + 0.1 g²; w -= 0.1 g / sqrt(v + 1e-7) */
    @Test
    void rmsPropDividesByTheRoot() {
        check(RmsProp.of(0.1), new double[][] {
            {0.683788044, -1.68377619, 0.183773991, 2.68377224},
            {0.985297866, -1.83121654, -0.0249212498, 2.68377224},
            {0.809276579, -2.05289073, 0.0598516099, 2.68376346}
        });
    }

    /** v = 0.9 v + 0.1 g²; m = 0.9 m + 0.1 g / sqrt(v + 1); w -= m */
    @Test
    void rmsPropAddsEpsilonUnderTheRootAndTheRateInTheMomentum() {
        check(RmsProp.inception().withLearningRate(0.1), new double[][] {
            {0.990004996, -1.98003988, 0.470134096, 2.75193053},
            {1.01086209, -1.97205285, 0.418432249, 2.52866801},
            {1.00976133, -1.98478362, 0.381831729, 2.32772514}
        });
    }

    /** a = 0.9 a + 0.1 g; i = 0.1 g / sqrt(v - a² + 1e-7); m = 0.9 m + i; w -= m */
    @Test
    void rmsPropCentres() {
        check(new RmsProp(0.1, 0.9, 0.9, 1e-7, true, 0), new double[][] {
            {0.666685184, -1.6666713, 0.166668724, 2.66666668},
            {0.675160068, -1.51515229, -0.36498873, 2.36666669},
            {0.506757927, -1.60272451, -0.754254667, 2.09665753}
        });
    }

    @Test
    void refusesARateOfNothing() {
        assertThatThrownBy(() -> Sgd.of(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("SGD: learningRate is 0.0; give a number above 0");
    }

    @Test
    void refusesAMomentumOfOne() {
        assertThatThrownBy(() -> Sgd.of(0.1, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("SGD: momentum is 1.0; give 0 or more and less than 1");
    }

    @Test
    void refusesADecayBelowNothing() {
        assertThatThrownBy(() -> AdamW.of(0.1).withWeightDecay(-1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("AdamW: weightDecay is -1.0; give 0 for none or a number above 0");
    }

    private static void check(Optimizer optimizer, double[][] expected) {
        ParameterLayout layout = new ParameterLayout(
                List.of(new ParameterLayout.Slice("layer/kernel", Shape.of(2, 2), 0, START.length)), 16);
        MemorySegment weights = segment(START);
        try (WeightUpdate update = WeightUpdate.of(optimizer, layout, UpdateOptions.plain())) {
            for (int step = 0; step < expected.length; step++) {
                update.apply(weights, segment(GRADIENTS[step]), 0.1f, step + 1);
                for (int i = 0; i < START.length; i++) {
                    assertThat((double) weights.get(Tensor.FLOAT, i * Float.BYTES))
                            .as("weight %d after step %d", i, step + 1)
                            .isCloseTo(expected[step][i], within(TOLERANCE));
                }
            }
        }
    }

    private static MemorySegment segment(float[] values) {
        MemorySegment segment = Arena.ofAuto().allocate(16 * Float.BYTES, 64);
        MemorySegment.copy(values, 0, segment, Tensor.FLOAT, 0, values.length);
        return segment;
    }
}
