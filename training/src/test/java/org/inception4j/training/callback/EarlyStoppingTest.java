package org.inception4j.training.callback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.inception4j.training.callback.EarlyStopping.Options;
import org.junit.jupiter.api.Test;

/** The rules of Keras 3.16's callback. */
class EarlyStoppingTest {
    private static final Options OPTIONS = new Options(Metric.VALIDATION_LOSS, 0, 2, Double.NaN, true, 0);

    @Test
    void stopsAtThePatiencethEpochWithoutImprovement() {
        assertThat(stoppedAfter(OPTIONS, 5, 4, 4, 4, 4)).isEqualTo(4);
    }

    @Test
    void beginsToWaitAnewAtEachImprovement() {
        assertThat(stoppedAfter(OPTIONS, 5, 6, 4, 5, 3, 4, 4)).isEqualTo(7);
    }

    @Test
    void neverStopsAfterTheFirstEpoch() {
        Options impatient = new Options(Metric.VALIDATION_LOSS, 0, 0, Double.NaN, false, 0);
        assertThat(stoppedAfter(impatient, 5, 5)).isEqualTo(2);
    }

    @Test
    void doesNotCountAnImprovementThatIsTooSmall() {
        assertThat(stoppedAfter(OPTIONS.withMinDelta(0.5), 5, 4.6, 4.6)).isEqualTo(3);
        assertThat(stoppedAfter(OPTIONS.withMinDelta(0.5), 5, 4.4, 4.4, 4.4)).isEqualTo(4);
    }

    @Test
    void waitsOnWhereTheBaselineIsNotBeaten() {
        // improves in each epoch, but the waiting only begins anew below 3
        assertThat(stoppedAfter(OPTIONS.withBaseline(3), 6, 5, 4, 4)).isEqualTo(4);
        assertThat(stoppedAfter(OPTIONS.withBaseline(3), 6, 2, 2.5, 2.5)).isEqualTo(4);
    }

    @Test
    void doesNotLookAtTheFirstEpochsIfTold() {
        assertThat(stoppedAfter(OPTIONS.withStartFromEpoch(3), 1, 1, 1, 5, 5, 5))
                .isEqualTo(6);
    }

    @Test
    void takesNaNForNoImprovement() {
        assertThat(stoppedAfter(OPTIONS, Double.NaN, 5, Double.NaN, Double.NaN)).isEqualTo(4);
    }

    @Test
    void restoresTheBestWeightsAtTheEnd() {
        RecordedRun run = new RecordedRun();
        EarlyStopping stopping = EarlyStopping.of(Metric.VALIDATION_LOSS, 5).restoringBest();
        stopping.trainBegins(run);
        for (double loss : new double[] {5, 3, 4}) {
            run.epoch(stopping, loss);
        }
        stopping.trainEnds();
        assertThat(run.restored).isEqualTo(2);
    }

    @Test
    void goesOnWithTheStateOfACheckpoint() {
        RecordedRun run = new RecordedRun();
        EarlyStopping before = EarlyStopping.of(OPTIONS);
        before.trainBegins(run);
        run.epoch(before, 3);
        run.epoch(before, 4);
        EarlyStopping after = EarlyStopping.of(OPTIONS);
        after.trainBegins(run);
        after.restore(before.state());
        run.epoch(after, 4);
        assertThat(run.stopped).isEqualTo("val_loss has not improved on epoch 1's 3.0000 for 2 epochs");
        after.trainEnds();
        assertThat(run.restored).isEqualTo(1);
    }

    @Test
    void refusesToWatchWhatThereIsNot() {
        RecordedRun run = new RecordedRun();
        run.validates = false;
        assertThatThrownBy(() -> EarlyStopping.of(OPTIONS).trainBegins(run))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "EarlyStopping: watches val_loss and nothing is held out; hold examples out, or watch loss");
    }

    private static int stoppedAfter(Options options, double... losses) {
        RecordedRun run = new RecordedRun();
        EarlyStopping stopping = EarlyStopping.of(options);
        stopping.trainBegins(run);
        for (double loss : losses) {
            run.epoch(stopping, loss);
            if (!run.stopped.isEmpty()) {
                return run.history.size();
            }
        }
        return 0;
    }
}
