package org.inception4j.engine;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class OptionsTest {
    private static final Objective SQUARES = new Objective("out", new Loss.MeanSquaredError(), 1);

    @Test
    void refusesNoBatch() {
        refuses(() -> InferenceOptions.standard().withBatch(0), "batch: is 0; give at least 1");
        refuses(() -> TrainingOptions.of(0, SQUARES), "batch: is 0; give at least 1");
    }

    @Test
    void refusesNegativeThreads() {
        refuses(() -> InferenceOptions.standard().withThreads(-1), "threads: is -1; give 0 for all or at least 1");
        refuses(() -> TrainingOptions.of(1, SQUARES).withThreads(-2), "threads: is -2; give 0 for all or at least 1");
    }

    @Test
    void refusesTrainingForNothing() {
        refuses(() -> TrainingOptions.of(1), "objectives: there is none; give a loss for at least one output");
    }

    @Test
    void refusesSmoothingEverythingAway() {
        refuses(
                () -> Loss.SoftmaxCrossEntropy.of().withLabelSmoothing(1),
                "labelSmoothing: is 1.0; give 0 or more and less than 1");
    }

    private static void refuses(ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
    }
}
