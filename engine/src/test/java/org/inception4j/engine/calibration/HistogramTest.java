package org.inception4j.engine.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.inception4j.engine.Quantization.Range;
import org.inception4j.random.CounterRandom;
import org.junit.jupiter.api.Test;

class HistogramTest {
    /** Exponentially distributed: most of it small, as after a rectifier. */
    private static float[] numbers(int count) {
        CounterRandom random = CounterRandom.of(3);
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = (float) -Math.log(1 - random.nextDouble());
        }
        return numbers;
    }

    @Test
    void tellsTheExactEnds() {
        Histogram histogram = new Histogram();
        histogram.add(new float[] {0.25f, 3});
        histogram.add(new float[] {-7.5f, 0});
        assertThat(histogram.range(CalibrationMethod.MINMAX)).isEqualTo(new Range(-7.5f, 3));
    }

    @Test
    void leavesOutOneOfTenThousandByPercentile() {
        Histogram histogram = new Histogram();
        histogram.add(numbers(1_000_000));
        Range range = histogram.range(CalibrationMethod.PERCENTILE);
        assertThat(range.signed()).isFalse();
        assertThat((double) range.max()).isCloseTo(Math.log(10_000), within(0.2));
    }

    @Test
    void findsTheRangeOfTheLeastSquares() {
        float[] numbers = numbers(200_000);
        numbers[17] = 60;
        Histogram histogram = new Histogram();
        histogram.add(numbers);
        Range found = histogram.range(CalibrationMethod.MSE);
        assertThat(found.max()).isLessThan(60);
        for (double factor : new double[] {0.5, 0.8, 1.25, 2, 4}) {
            assertThat(squares(numbers, found))
                    .as("squares against those of %s times its end", factor)
                    .isLessThanOrEqualTo(squares(numbers, new Range(0, (float) (factor * found.max()))));
        }
    }

    @Test
    void countsTheSameHoweverTheNumbersCome() {
        float[] numbers = numbers(30_000);
        Arrays.sort(numbers);
        Histogram whole = new Histogram();
        whole.add(numbers);
        Histogram growing = new Histogram();
        for (int i = 0; i < numbers.length; i += 1000) {
            growing.add(Arrays.copyOfRange(numbers, i, i + 1000));
        }
        float once = whole.range(CalibrationMethod.PERCENTILE).max();
        assertThat(growing.range(CalibrationMethod.PERCENTILE).max()).isCloseTo(once, within(once / 1000));
    }

    @Test
    void hasARangeForNothingButZeros() {
        Histogram histogram = new Histogram();
        histogram.add(new float[5]);
        for (CalibrationMethod method : CalibrationMethod.values()) {
            assertThat(histogram.range(method)).isEqualTo(new Range(0, 0));
        }
    }

    @Test
    void refusesWhatIsNoNumber() {
        assertThatThrownBy(() -> new Histogram().add(new float[] {1, Float.NaN}))
                .isInstanceOf(ArithmeticException.class)
                .hasMessage("not finite");
    }

    private static double squares(float[] numbers, Range range) {
        double sum = 0;
        for (float number : numbers) {
            double difference = number - range.rounded(number);
            sum += difference * difference;
        }
        return sum;
    }
}
