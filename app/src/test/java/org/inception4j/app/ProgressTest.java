package org.inception4j.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private final StringWriter err = new StringWriter();
    private long nanos;

    @Test
    void showsRateAndTimeLeft() {
        assertThat(Progress.line("Evaluating", 120, 200, 120, 10))
                .isEqualTo("Evaluating ██████████████░░░░░░░░░░ 120/200 · 12 images/s · 7 s left");
    }

    @Test
    void showsNoRateBeforeAnythingIsDone() {
        assertThat(Progress.line("Evaluating", 0, 200, 0, 3)).isEqualTo("Evaluating ░░░░░░░░░░░░░░░░░░░░░░░░ 0/200");
    }

    @Test
    void showsNoRateBeforeASecondHasGoneBy() {
        assertThat(Progress.line("Evaluating", 100, 200, 100, 0.9))
                .isEqualTo("Evaluating ████████████░░░░░░░░░░░░ 100/200");
    }

    @Test
    void measuresFromWhatItIsFirstTold() {
        try (Progress progress = Progress.of(console(true), "Reading", 1000, () -> nanos)) {
            progress.at(500);
            nanos += 2_000_000_000;
            progress.at(520);
        }
        assertThat(err.toString()).contains(" 500/1000\r", " 520/1000 · 10 images/s · 48 s left\r");
    }

    @Test
    void writesLongTimesInMinutesAndHours() {
        assertThat(Progress.duration(59.4)).isEqualTo("59 s");
        assertThat(Progress.duration(185)).isEqualTo("3:05 min");
        assertThat(Progress.duration(3723)).isEqualTo("1:02:03 h");
    }

    @Test
    void drawsAtMostTenTimesASecond() {
        try (Progress progress = Progress.of(console(true), "Reading", 1000, () -> nanos)) {
            for (int done = 1; done <= 1000; done++) {
                nanos += 1_000_000;
                progress.at(done);
            }
        }
        assertThat(err.toString().split("Reading", -1)).hasSize(10 + 1);
        assertThat(err.toString()).endsWith("\r\033[K");
    }

    @Test
    void drawsNothingWhereStandardErrorIsNoTerminal() {
        try (Progress progress = Progress.of(console(false), "Reading", 10, () -> nanos)) {
            progress.at(5);
        }
        assertThat(err.toString()).isEmpty();
    }

    private Console console(boolean terminal) {
        PrintWriter writer = new PrintWriter(err);
        return new Console(writer, writer, false, terminal);
    }
}
