package org.inception4j.app.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TimesTest {
    @Test
    void takesTheRunsOfAllTurnsTogether() {
        Times times = new Times();
        times.add(List.of(5.0, 1.0));
        times.add(List.of(3.0, 2.0, 4.0));

        assertThat(times.count()).isEqualTo(5);
        assertThat(times.median()).isEqualTo(3);
        assertThat(times.quantile(0.25)).isEqualTo(2);
        assertThat(times.sorted()).containsExactly(1.0, 2.0, 3.0, 4.0, 5.0);
    }

    @Test
    void goesBetweenTwoRunsInProportion() {
        Times times = new Times();
        times.add(List.of(10.0, 20.0));

        assertThat(times.median()).isEqualTo(15);
        assertThat(times.quantile(0.25)).isEqualTo(12.5);
        assertThat(times.quantile(1)).isEqualTo(20);
    }
}
