package org.inception4j.training.callback;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.inception4j.training.KerasTrace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The callbacks do what Keras' own did on hundreds of courses of the loss, with ties and numbers that are none. */
class KerasCallbacksTest {
    private static final Metric WATCHED = Metric.VALIDATION_LOSS;

    private static Stream<KerasTrace> traces(String kind) {
        return KerasTrace.read(KerasCallbacksTest.class, "keras-callbacks.txt").stream()
                .filter(trace -> trace.kind().equals(kind));
    }

    static Stream<KerasTrace> plateaus() {
        return traces("ReduceLROnPlateau");
    }

    static Stream<KerasTrace> stoppings() {
        return traces("EarlyStopping");
    }

    static Stream<KerasTrace> checkpoints() {
        return traces("ModelCheckpoint");
    }

    @ParameterizedTest
    @MethodSource("plateaus")
    void lowersTheRateWhenKerasDoes(KerasTrace trace) {
        ReduceLROnPlateau callback = ReduceLROnPlateau.of(ReduceLROnPlateau.Options.of(WATCHED)
                .withFactor(trace.number("factor"))
                .withPatience(trace.whole("patience"))
                .withMinDelta(trace.number("min_delta"))
                .withCooldown(trace.whole("cooldown"))
                .withMinRate(trace.number("min_lr")));
        RecordedRun run = new RecordedRun();
        callback.trainBegins(run);
        for (int epoch = 0; epoch < trace.given().length; epoch++) {
            run.epoch(callback, trace.given()[epoch]);
            assertThat(run.rate).as("after epoch %d", epoch + 1).isEqualTo((float) trace.seen()[epoch]);
        }
    }

    @ParameterizedTest
    @MethodSource("stoppings")
    void stopsWhenKerasDoesWithTheSameWeights(KerasTrace trace) {
        EarlyStopping callback = EarlyStopping.of(new EarlyStopping.Options(
                WATCHED,
                trace.number("min_delta"),
                trace.whole("patience"),
                trace.number("baseline"),
                trace.flag("restore_best_weights"),
                trace.whole("start_from_epoch")));
        RecordedRun run = new RecordedRun();
        callback.trainBegins(run);
        for (int epoch = 0; epoch < trace.given().length && run.stopped.isEmpty(); epoch++) {
            run.epoch(callback, trace.given()[epoch]);
        }
        callback.trainEnds();
        assertThat(run.history).hasSize((int) trace.seen()[0]);
        assertThat(Float.isNaN(run.restored) ? run.history.size() : run.restored)
                .isEqualTo((float) trace.seen()[1]);
    }

    @ParameterizedTest
    @MethodSource("checkpoints")
    void savesTheEpochsThatKerasSaves(KerasTrace trace) {
        List<Double> saved = new ArrayList<>();
        ModelCheckpoint best = ModelCheckpoint.best(WATCHED, (_, log) -> saved.add((double) log.epoch()));
        double threshold = trace.number("initial_value_threshold");
        ModelCheckpoint callback = Double.isNaN(threshold) ? best : best.above(threshold);
        RecordedRun run = new RecordedRun();
        callback.trainBegins(run);
        for (double loss : trace.given()) {
            run.epoch(callback, loss);
        }
        assertThat(saved.stream().mapToDouble(Double::doubleValue).toArray()).isEqualTo(trace.seen());
    }

    @Test
    void coversEveryCallbackOften() {
        assertThat(plateaus()).hasSizeGreaterThan(100);
        assertThat(stoppings()).hasSizeGreaterThan(100);
        assertThat(checkpoints()).hasSizeGreaterThan(100);
    }
}
