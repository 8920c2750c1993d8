package org.inception4j.training.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TicksTest {
    @ParameterizedTest
    @CsvSource({
        "1.9, 0.0|0.5|1.0|1.5|2.0",
        "2.0, 0.0|0.5|1.0|1.5|2.0",
        "0.07, 0.00|0.02|0.04|0.06|0.08",
        "6.9, 0|2|4|6|8",
        "1234, 0|250|500|750|1000|1250",
        "1.3, 0.00|0.25|0.50|0.75|1.00|1.25|1.50",
        "0, 0.0|0.2|0.4|0.6|0.8|1.0",
    })
    void writesRoundMarksUpToTheLargestValue(double largest, String texts) {
        Ticks ticks = Ticks.upTo(largest);

        assertThat(ticks.marks().stream().map(ticks.text()::apply)).containsExactly(texts.split("\\|"));
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-12, 3e-5, 0.999, 1, 7, 10, 99.9, 1e4, 3.3e37})
    void coversTheLargestValueWithFewMarks(double largest) {
        Ticks ticks = Ticks.upTo(largest);

        assertThat(ticks.to()).isGreaterThanOrEqualTo(largest * (1 - 1e-6)).isLessThan(largest * 1.7);
        assertThat(ticks.marks()).hasSizeBetween(4, 8);
    }

    @Test
    void givesWholeNumbersForEpochs() {
        assertThat(Ticks.whole(1, 1).marks()).isEqualTo(List.of(1.0));
        assertThat(Ticks.whole(1, 4).marks()).isEqualTo(List.of(1.0, 2.0, 3.0, 4.0));
        assertThat(Ticks.whole(1, 16).marks()).isEqualTo(List.of(5.0, 10.0, 15.0));
        assertThat(Ticks.whole(1, 300).marks()).isEqualTo(List.of(50.0, 100.0, 150.0, 200.0, 250.0, 300.0));
    }

    @Test
    void placesASingleEpochInTheMiddle() {
        assertThat(Ticks.whole(1, 1).position(1)).isEqualTo(0.5);
        assertThat(Ticks.whole(1, 5).position(4)).isEqualTo(0.75, within(1e-12));
    }
}
