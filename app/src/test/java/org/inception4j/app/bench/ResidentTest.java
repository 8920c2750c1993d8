package org.inception4j.app.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.inception4j.engine.Precision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Contenders that are a line of shell. */
@DisabledOnOs(OS.WINDOWS)
class ResidentTest {
    private static final Task TASK = new Task(Task.Job.INFER, Subject.GOOGLENET, Precision.FP32, 1, 1, 1);

    private static Resident saying(String shell) throws Absence {
        return new Entrant("other", List.of("bash", "-c", shell), Map.of()).start();
    }

    @Test
    void keepsTheTimesOfItsTurns() throws Absence {
        try (Resident resident = saying("""
                read; echo '{"libraries": "Other 1.0"}'
                read; echo '{"millis": [2, 1.5], "peak_bytes": 1048576}'
                read; echo '{"millis": [1], "peak_bytes": 2097152}'
                read""")) {
            resident.prepare(TASK);
            resident.measure(0.1);
            resident.measure(0.1);

            assertThat(resident.standing().libraries()).isEqualTo("Other 1.0");
            assertThat(resident.standing().times().sorted()).containsExactly(1.0, 1.5, 2.0);
            assertThat(resident.standing().peakBytes()).isEqualTo(2 << 20);
        }
    }

    @Test
    void tellsWhatItDoesNotDo() throws Absence {
        try (Resident resident = saying("read; echo '{\"skipped\": \"does not train\"}'; read")) {
            assertThatThrownBy(() -> resident.prepare(TASK))
                    .hasMessage("does not train")
                    .isInstanceOfSatisfying(
                            Absence.class,
                            absence -> assertThat(absence.asResult().failure()).isFalse());
        }
    }

    @Test
    void tellsThatItWasKilled() throws Absence {
        try (Resident resident = saying("read; kill -9 $$")) {
            assertThatThrownBy(() -> resident.prepare(TASK))
                    .hasMessage("its process was killed by signal 9, perhaps for its memory while it was made ready")
                    .isInstanceOfSatisfying(
                            Absence.class,
                            absence -> assertThat(absence.asResult().failure()).isTrue());
        }
    }

    @Test
    void tellsTheLastWordsOfOneThatEnded() throws Absence {
        try (Resident resident = saying("read; echo 'no such network' >&2; exit 3")) {
            assertThatThrownBy(() -> resident.prepare(TASK))
                    .hasMessage("its process ended with 3 while it was made ready: no such network");
        }
    }

    @Test
    void refusesWhatWasNotAgreed() throws Absence {
        try (Resident resident = saying("read; echo hello; read")) {
            assertThatThrownBy(() -> resident.prepare(TASK))
                    .hasMessageStartingWith("answers in other words than agreed (other, line 1");
        }
    }

    @Test
    void tellsThatThereIsNoSuchProgram() {
        assertThatThrownBy(() -> new Entrant("other", List.of("/no/such/program"), Map.of()).start())
                .hasMessageStartingWith("cannot be started (Cannot run program \"/no/such/program\"");
    }
}
