package org.inception4j.training.callback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CallbacksTest {
    @TempDir
    private Path folder;

    @Test
    void schedulerSetsTheBaseBeforeEachEpoch() {
        RecordedRun run = new RecordedRun();
        List<Integer> epochs = new ArrayList<>();
        LearningRateScheduler scheduler = LearningRateScheduler.of((epoch, before) -> {
            epochs.add(epoch);
            return epoch < 1 ? before : before * 0.5;
        });
        scheduler.trainBegins(run);
        run.epoch(scheduler, 1);
        run.epoch(scheduler, 1);
        run.epoch(scheduler, 1);
        assertThat(epochs).containsExactly(0, 1, 2);
        assertThat(run.history.stream().map(EpochLog::learningRate)).containsExactly(1.0, 0.5, 0.25);
    }

    @Test
    void schedulerRefusesWhatIsNoRate() {
        RecordedRun run = new RecordedRun();
        LearningRateScheduler scheduler = LearningRateScheduler.of((_, _) -> Double.NaN);
        scheduler.trainBegins(run);
        assertThatThrownBy(() -> run.epoch(scheduler, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("LearningRateScheduler: gives NaN for epoch 0; give a number of at least 0");
    }

    @Test
    void checkpointSavesWhatIsBetterThanAllBefore() {
        assertThat(saved(ModelCheckpoint::best, 5, 6, 5, 4, Double.NaN, 3)).containsExactly(1, 4, 6);
    }

    @Test
    void checkpointSavesOnlyWhatBeatsTheThreshold() {
        assertThat(saved(
                        (metric, saving) -> ModelCheckpoint.best(metric, saving).above(4.5), 5, 4, 4.2, 3))
                .containsExactly(2, 4);
    }

    @Test
    void checkpointSavesEachEpochWithoutAChoice() {
        assertThat(saved((_, saving) -> ModelCheckpoint.each(saving), 5, 6, 7)).containsExactly(1, 2, 3);
    }

    @Test
    void checkpointGoesOnWithItsBest() {
        RecordedRun run = new RecordedRun();
        List<Integer> saved = new ArrayList<>();
        ModelCheckpoint before = ModelCheckpoint.best(Metric.VALIDATION_LOSS, (_, log) -> saved.add(log.epoch()));
        before.trainBegins(run);
        run.epoch(before, 3);
        ModelCheckpoint after = ModelCheckpoint.best(Metric.VALIDATION_LOSS, (_, log) -> saved.add(log.epoch()));
        after.trainBegins(run);
        after.restore(before.state());
        run.epoch(after, 4);
        run.epoch(after, 2);
        assertThat(saved).containsExactly(1, 3);
    }

    @Test
    void csvHasARowAnEpochAndNothingForWhatThereIsNot() throws IOException {
        Path file = folder.resolve("results.csv");
        RecordedRun run = new RecordedRun();
        CsvLog csv = CsvLog.of(file);
        csv.trainBegins(run);
        assertThat(Files.readString(file)).isEqualTo(CsvLog.HEADER + "\n");
        run.rate = 0.002f;
        run.epoch(csv, 1.25);
        run.epoch(csv, Double.NaN);
        assertThat(Files.readAllLines(file))
                .containsExactly(
                        "epoch,loss,top1,val_loss,val_top1,val_top5,learning_rate,seconds,images_per_second,idle",
                        "1,1.000000,0.500000,1.250000,0.250000,1.000000,0.002,2.000,20.00,0.0000",
                        "2,1.000000,0.500000,,0.250000,1.000000,0.002,2.000,20.00,0.0000");
    }

    @Test
    void terminatesOnALossThatIsNoNumber() {
        TerminateOnNaN terminate = new TerminateOnNaN();
        assertThatCode(() -> terminate.batchEnds(log(3.5))).doesNotThrowAnyException();
        assertThatThrownBy(() -> terminate.batchEnds(log(Double.POSITIVE_INFINITY)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("training: the loss is Infinity at step 17 (epoch 2, batch 7) with the learning rate 0.5;"
                        + " begin again with a lower rate, a warm-up or clipNorm, or with precision fp32");
    }

    private static BatchLog log(double loss) {
        return new BatchLog(2, 7, 10, 17, 4, loss, loss, 0.5, 0.5, 100);
    }

    private interface Making {
        ModelCheckpoint of(Metric metric, ModelCheckpoint.Saving saving);
    }

    private static List<Integer> saved(Making making, double... losses) {
        RecordedRun run = new RecordedRun();
        List<Integer> saved = new ArrayList<>();
        ModelCheckpoint checkpoint = making.of(Metric.VALIDATION_LOSS, (_, log) -> saved.add(log.epoch()));
        checkpoint.trainBegins(run);
        for (double loss : losses) {
            run.epoch(checkpoint, loss);
        }
        return saved;
    }
}
