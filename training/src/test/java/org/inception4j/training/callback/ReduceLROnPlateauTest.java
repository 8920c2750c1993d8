package org.inception4j.training.callback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.inception4j.training.callback.ReduceLROnPlateau.Options;
import org.junit.jupiter.api.Test;

/** The rules of Keras' callback. */
class ReduceLROnPlateauTest {
    private static final Options OPTIONS =
            Options.of(Metric.VALIDATION_LOSS).withFactor(0.5).withPatience(2);

    @Test
    void lowersAfterSoManyEpochsWithoutImprovement() {
        assertThat(rates(OPTIONS, 5, 5, 5, 5, 5)).containsExactly(1f, 1f, 0.5f, 0.5f, 0.25f);
    }

    @Test
    void takesAnImprovementOfLessThanTheLeastForNone() {
        assertThat(rates(OPTIONS, 5, 4.99995, 4.9999)).containsExactly(1f, 1f, 0.5f);
        assertThat(rates(OPTIONS, 5, 4.9998, 4.9996)).containsExactly(1f, 1f, 1f);
    }

    @Test
    void countsNothingWhileItCoolsDown() {
        // lowered after epoch 2; epoch 3 cools down, 4 ends the cooling and counts, which is enough to lower again
        assertThat(rates(OPTIONS.withPatience(1).withCooldown(2), 5, 5, 5, 5, 5))
                .containsExactly(1f, 0.5f, 0.5f, 0.25f, 0.25f);
    }

    @Test
    void doesNotGoBelowTheLeastRate() {
        assertThat(rates(OPTIONS.withPatience(1).withMinRate(0.4), 5, 5, 5, 5)).containsExactly(1f, 0.5f, 0.4f, 0.4f);
    }

    @Test
    void takesNaNForNoImprovement() {
        assertThat(rates(OPTIONS, 5, Double.NaN, Double.NaN)).containsExactly(1f, 1f, 0.5f);
    }

    @Test
    void goesOnWithTheStateOfACheckpoint() {
        RecordedRun run = new RecordedRun();
        ReduceLROnPlateau before = ReduceLROnPlateau.of(OPTIONS);
        before.trainBegins(run);
        run.epoch(before, 3);
        run.epoch(before, 4);
        ReduceLROnPlateau after = ReduceLROnPlateau.of(OPTIONS);
        after.trainBegins(run);
        after.restore(before.state());
        run.epoch(after, 3.5);
        assertThat(run.rate).isEqualTo(0.5f);
    }

    @Test
    void refusesAFactorThatLowersNothing() {
        assertThatThrownBy(() -> ReduceLROnPlateau.of(Metric.LOSS, 1, 3))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("ReduceLROnPlateau: factor is 1.0; give a number above 0 and below 1");
    }

    private static List<Float> rates(Options options, double... losses) {
        RecordedRun run = new RecordedRun();
        ReduceLROnPlateau plateau = ReduceLROnPlateau.of(options);
        plateau.trainBegins(run);
        List<Float> rates = new ArrayList<>();
        for (double loss : losses) {
            run.epoch(plateau, loss);
            rates.add(run.rate);
        }
        return rates;
    }
}
