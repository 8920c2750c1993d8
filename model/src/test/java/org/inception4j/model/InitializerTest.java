package org.inception4j.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import org.inception4j.model.Initializer.Distribution;
import org.inception4j.model.Initializer.Fan;
import org.inception4j.model.Initializer.TruncatedNormal;
import org.inception4j.model.Initializer.VarianceScaling;
import org.inception4j.random.CounterRandom;
import org.junit.jupiter.api.Test;

class InitializerTest {
    private static final Shape KERNEL = Shape.of(3, 5, 32, 64);
    private static final double FAN_IN = 3 * 5 * 32;
    private static final double FAN_OUT = 3 * 5 * 64;

    @Test
    void fillsWithOneNumber() {
        assertThat(draw(new Initializer.Constant(0.2f), Shape.of(2, 3)))
                .containsOnly(0.2f)
                .hasSize(6);
        assertThat(draw(Initializer.ZEROS, Shape.of(4))).containsOnly(0);
        assertThat(draw(Initializer.ONES, Shape.of(4))).containsOnly(1);
    }

    @Test
    void drawsGlorotsUniform() {
        float[] values = draw(Initializer.GLOROT_UNIFORM, KERNEL);
        double limit = Math.sqrt(6 / (FAN_IN + FAN_OUT));
        assertThat(largest(values)).isBetween(0.99 * limit, limit);
        assertThat(variance(values)).isCloseTo(2 / (FAN_IN + FAN_OUT), withinPercentage(2));
        assertThat(Math.abs(mean(values))).isLessThan(0.02 * limit);
    }

    @Test
    void drawsCaffesXavier() {
        float[] values = draw(Initializer.CAFFE_XAVIER, KERNEL);
        assertThat(largest(values)).isBetween(0.99 * Math.sqrt(3 / FAN_IN), Math.sqrt(3 / FAN_IN));
        assertThat(variance(values)).isCloseTo(1 / FAN_IN, withinPercentage(2));
    }

    /** Keras widens the normal by the deviation that cutting it off at two takes away. */
    @Test
    void drawsHesNormalWithTheVarianceThatItPromises() {
        float[] values = draw(Initializer.HE_NORMAL, KERNEL);
        assertThat(variance(values)).isCloseTo(2 / FAN_IN, withinPercentage(2));
        double cut = 2 * Math.sqrt(2 / FAN_IN) / 0.8796256610342398;
        assertThat(largest(values)).isBetween(0.99 * cut, cut);
    }

    @Test
    void countsTheConnectionsAsked() {
        assertThat(variance(draw(new VarianceScaling(3, Fan.OUT, Distribution.UNIFORM), KERNEL)))
                .isCloseTo(3 / FAN_OUT, withinPercentage(2));
        assertThat(variance(draw(new VarianceScaling(3, Fan.IN, Distribution.UNIFORM), Shape.of(200, 100))))
                .isCloseTo(3.0 / 200, withinPercentage(3));
        assertThat(variance(draw(new VarianceScaling(3, Fan.IN, Distribution.UNIFORM), Shape.of(20_000))))
                .isCloseTo(3.0 / 20_000, withinPercentage(3));
    }

    @Test
    void cutsANormalOffAtTwoDeviations() {
        float[] values = draw(new TruncatedNormal(5, 0.01f), KERNEL);
        assertThat(mean(values)).isCloseTo(5, withinPercentage(0.1));
        assertThat(variance(values)).isCloseTo(0.01 * 0.01 * 0.7737, withinPercentage(2));
        for (float value : values) {
            assertThat(Math.abs(value - 5)).isLessThanOrEqualTo(0.020001f);
        }
    }

    @Test
    void isAFunctionOfShapeAndStream() {
        assertThat(draw(Initializer.HE_NORMAL, KERNEL)).isEqualTo(draw(Initializer.HE_NORMAL, KERNEL));
        assertThat(Initializer.HE_NORMAL.draw(KERNEL, CounterRandom.of(2)))
                .isNotEqualTo(draw(Initializer.HE_NORMAL, KERNEL));
    }

    private static float[] draw(Initializer initializer, Shape shape) {
        return initializer.draw(shape, CounterRandom.of(1));
    }

    private static double mean(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    private static double variance(float[] values) {
        double mean = mean(values);
        double sum = 0;
        for (float value : values) {
            sum += (value - mean) * (value - mean);
        }
        return sum / values.length;
    }

    private static double largest(float[] values) {
        double largest = 0;
        for (float value : values) {
            largest = Math.max(largest, Math.abs(value));
        }
        return largest;
    }
}
