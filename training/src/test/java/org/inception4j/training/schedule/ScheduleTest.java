package org.inception4j.training.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.inception4j.training.schedule.Schedule.Place;
import org.junit.jupiter.api.Test;

/** Runs of 100 steps, 10 an epoch. */
class ScheduleTest {
    @Test
    void constantIsTheBase() {
        assertThat(Schedule.constant().rate(0.3f, at(77))).isEqualTo(0.3f);
    }

    @Test
    void stepFallsAtTheEndOfItsEpochs() {
        Schedule step = new Schedule.Step(2, 0.5);
        assertThat(factor(step, 0)).isEqualTo(1);
        assertThat(factor(step, 19)).isEqualTo(1);
        assertThat(factor(step, 20)).isEqualTo(0.5);
        assertThat(factor(step, 40)).isEqualTo(0.25);
    }

    @Test
    void exponentialFallsEvenly() {
        Schedule exponential = new Schedule.Exponential(2, 0.25);
        assertThat(factor(exponential, 10)).isEqualTo(0.5);
        assertThat(factor(exponential, 20)).isEqualTo(0.25);
    }

    @Test
    void cosineFallsToItsFloor() {
        Schedule cosine = new Schedule.Cosine(0.1);
        assertThat(factor(cosine, 0)).isEqualTo(1);
        assertThat(factor(cosine, 50)).isCloseTo(0.55, within(1e-12));
        assertThat(factor(cosine, 100)).isCloseTo(0.1, within(1e-12));
    }

    @Test
    void polynomialFallsAsCaffesQuickSolver() {
        assertThat(factor(new Schedule.Polynomial(0.5), 75)).isEqualTo(0.5);
        assertThat(factor(new Schedule.Polynomial(0.5), 100)).isZero();
    }

    @Test
    void warmUpRisesToTheBaseAndGivesOver() {
        Schedule warmUp = new Schedule.WarmUp(1, Schedule.cosine());
        assertThat(factor(warmUp, 0)).isCloseTo(0.1, within(1e-12));
        assertThat(factor(warmUp, 4)).isCloseTo(0.5, within(1e-12));
        assertThat(factor(warmUp, 9)).isCloseTo(1, within(1e-12));
        // the cosine has the 90 steps that are left for itself
        assertThat(factor(warmUp, 10)).isCloseTo(1, within(1e-12));
        assertThat(factor(warmUp, 55)).isCloseTo(0.5, within(1e-12));
        assertThat(factor(warmUp, 100)).isCloseTo(0, within(1e-12));
    }

    @Test
    void warmUpTakesAtMostAFifthOfAShortRun() {
        Schedule warmUp = new Schedule.WarmUp(2, Schedule.constant());
        assertThat(IntStream.range(0, 10).mapToDouble(step -> warmUp.factor(new Place(step, 10, 10))))
                .containsExactly(0.5, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0);
        assertThat(warmUp.factor(new Place(0, 4, 4))).isEqualTo(1);
        assertThat(warmUp.factor(new Place(9, 10, 300))).isEqualTo(0.5);
    }

    @Test
    void refusesAStepOfNoEpochs() {
        assertThatThrownBy(() -> new Schedule.Step(0, 0.5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("step schedule: epochs is 0.0; give a number above 0");
    }

    @Test
    void refusesAFloorAboveTheBase() {
        assertThatThrownBy(() -> new Schedule.Cosine(1.5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("cosine schedule: floor is 1.5; give 0 to 1");
    }

    private static double factor(Schedule schedule, long step) {
        return schedule.factor(at(step));
    }

    private static Place at(long step) {
        return new Place(step, 10, 100);
    }
}
