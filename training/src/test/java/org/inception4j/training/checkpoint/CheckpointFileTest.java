package org.inception4j.training.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.inception4j.model.Shape;
import org.inception4j.tensor.Tensor;
import org.inception4j.tensor.Weights;
import org.inception4j.training.callback.CallbackState;
import org.inception4j.training.callback.EpochLog;
import org.inception4j.training.checkpoint.EpochTotals.OutputTotals;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointFileTest {
    private static final Weights WEIGHTS =
            Weights.of(Map.of("a/kernel", Tensor.of(Shape.of(2, 2), 1, -0.0f, 3e-40f, 4)));

    @TempDir
    private Path folder;

    @Test
    void givesBackEveryBit() throws IOException {
        Checkpoint written = checkpoint();
        CheckpointFile.write(file(), written);
        Checkpoint read = CheckpointFile.read(file());
        assertThat(read.facts()).containsExactlyEntriesOf(written.facts());
        assertThat(read.position()).isEqualTo(written.position());
        assertThat(read.totals()).isEqualTo(written.totals());
        assertThat(read.learningRate()).isEqualTo(0.1f);
        assertThat(read.stopped()).isEqualTo("enough");
        assertThat(read.history()).isEqualTo(written.history());
        assertThat(read.callbacks().get("Some 2").values()).isEqualTo(Map.of("best", "NaN"));
        assertSame(
                read.callbacks().get("Some 2").weights().get("a/kernel").data(),
                WEIGHTS.get("a/kernel").data());
        assertSame(
                read.weights().get("a/kernel").data(), WEIGHTS.get("a/kernel").data());
        assertThat(read.slots()).hasSize(2);
        assertSame(read.slots().get(1), written.slots().get(1));
        assertSame(read.average().orElseThrow(), written.average().orElseThrow());
    }

    @Test
    void refusesAFileThatIsCutOff() throws IOException {
        CheckpointFile.write(file(), checkpoint());
        byte[] bytes = Files.readAllBytes(file());
        Files.write(file(), Arrays.copyOf(bytes, bytes.length - 1));
        assertThatThrownBy(() -> CheckpointFile.read(file()))
                .isInstanceOf(IOException.class)
                .hasMessage(
                        "%s: is cut off or changed, its hash does not fit its %d bytes; resume from another file, or"
                                + " begin a new run",
                        file(), bytes.length - 1);
    }

    @Test
    void refusesAFileOfAnotherKind() throws IOException {
        Files.writeString(file(), "epoch,loss,top1,val_loss,val_top1,val_top5,learning_rate,seconds");
        assertThatThrownBy(() -> CheckpointFile.read(file()))
                .isInstanceOf(IOException.class)
                .hasMessage("%s: is no checkpoint; resume from another file, or begin a new run", file());
    }

    @Test
    void refusesAFileThatIsNotThere() {
        assertThatThrownBy(() -> CheckpointFile.read(file()))
                .isInstanceOf(IOException.class)
                .hasMessage("%s: does not exist; resume from another file, or begin a new run", file());
    }

    private Path file() {
        return folder.resolve("checkpoint.bin");
    }

    private static Checkpoint checkpoint() {
        EpochLog log = new EpochLog(1, 1 / 3.0, 0.5, Double.NaN, Double.NaN, Double.NaN, 0.1f, 2, 20);
        return new Checkpoint(
                new java.util.LinkedHashMap<>(Map.of("recipe's batch", "8")),
                new Position(1, 3, 17),
                new EpochTotals(24, 1e-300, 0.7, 0.1, Map.of("prob", new OutputTotals(Math.PI, 5, 9))),
                0.1f,
                "enough",
                List.of(log),
                Map.of("Some 2", new CallbackState(Map.of("best", "NaN"), WEIGHTS)),
                WEIGHTS,
                List.of(segment(1, 2), segment(Float.NaN, 4)),
                Optional.of(segment(5, 6)));
    }

    private static MemorySegment segment(float... values) {
        return Tensor.of(Shape.of(values.length), values).data();
    }

    private static void assertSame(MemorySegment one, MemorySegment other) {
        assertThat(one.mismatch(other)).isEqualTo(-1);
    }
}
