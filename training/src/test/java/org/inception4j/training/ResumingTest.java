package org.inception4j.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.inception4j.random.CounterRandom;
import org.inception4j.training.callback.BatchLog;
import org.inception4j.training.callback.Callback;
import org.inception4j.training.callback.CsvLog;
import org.inception4j.training.callback.EarlyStopping;
import org.inception4j.training.callback.EpochLog;
import org.inception4j.training.callback.Metric;
import org.inception4j.training.callback.ReduceLROnPlateau;
import org.inception4j.training.checkpoint.CheckpointOptions;
import org.inception4j.training.optimizer.Optimizer.Adam;
import org.inception4j.training.optimizer.Optimizer.RmsProp;
import org.inception4j.training.optimizer.Optimizer.Sgd;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResumingTest {
    private static final int STEPS = 24;

    @TempDir
    private Path folder;

    /** Fails as a machine would: in the middle of a call, nothing is told to anybody. */
    private record PowerCut(long step) implements Callback {
        @Override
        public void batchEnds(BatchLog log) {
            if (log.step() == step) {
                throw new IllegalStateException("power cut");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void endsWithTheBitsOfARunThatWasNotBrokenOff(int seed) throws IOException {
        History whole = trainer(recipe(), "whole").fit(Samples.training(), Samples.held());
        CounterRandom random = CounterRandom.of(seed);
        int first = 1 + random.nextInt(STEPS / 2);
        int second = first + 1 + random.nextInt(STEPS - first - 1);
        breakOff(first);
        assertThatThrownBy(() -> trainer(recipe(), "broken")
                        .resume(checkpoint("broken"))
                        .with(new PowerCut(second))
                        .fit(Samples.training(), Samples.held()))
                .hasMessage("power cut");
        History resumed =
                trainer(recipe(), "broken").resume(checkpoint("broken")).fit(Samples.training(), Samples.held());
        TrainerTest.assertSame(whole.weights(), resumed.weights());
        assertThat(resumed.epochs().stream().map(ResumingTest::withoutTimes))
                .as("broken off after steps %d and %d", first, second)
                .containsExactlyElementsOf(
                        whole.epochs().stream().map(ResumingTest::withoutTimes).toList());
        assertThat(rows("broken")).isEqualTo(rows("whole"));
    }

    @Test
    void endsWithTheSameBitsWithEveryOptimizer() {
        for (var optimizer : List.of(
                Sgd.of(0.02, 0.9).withNesterov(true),
                new Adam(0.01, 0.9, 0.99, 1e-7, true, 0),
                new RmsProp(0.001, 0.9, 0.9, 1e-3, true, 0))) {
            Recipe recipe = recipe().withOptimizer(optimizer).withEmaDecay(0);
            History whole = trainer(recipe, "whole").fit(Samples.training(), Samples.held());
            breakOff(recipe, 9);
            History resumed =
                    trainer(recipe, "broken").resume(checkpoint("broken")).fit(Samples.training(), Samples.held());
            TrainerTest.assertSame(whole.weights(), resumed.weights());
        }
    }

    @Test
    void resumesFromTheEndOfAnEpochsStepsToItsValidation() {
        History whole = trainer(recipe(), "whole").fit(Samples.training(), Samples.held());
        // the sixth step is the first epoch's last: its checkpoint comes before validation, which is cut off here
        assertThatThrownBy(() -> trainer(recipe(), "broken")
                        .with(new Callback() {
                            @Override
                            public void epochEnds(EpochLog log) {
                                throw new IllegalStateException("power cut");
                            }
                        })
                        .fit(Samples.training(), Samples.held()))
                .hasMessage("power cut");
        History resumed =
                trainer(recipe(), "broken").resume(checkpoint("broken")).fit(Samples.training(), Samples.held());
        TrainerTest.assertSame(whole.weights(), resumed.weights());
        assertThat(withoutTimes(resumed.epochs().getFirst()))
                .isEqualTo(withoutTimes(whole.epochs().getFirst()));
    }

    @Test
    void aCompleteRunGivesItsResultAgain() {
        History whole = trainer(recipe(), "whole").fit(Samples.training(), Samples.held());
        History again = trainer(recipe(), "whole").resume(checkpoint("whole")).fit(Samples.training(), Samples.held());
        TrainerTest.assertSame(whole.weights(), again.weights());
        assertThat(again.epochs()).isEqualTo(whole.epochs());
    }

    @Test
    void keepsTheLastGoodCheckpointWhenTheLossBreaks() throws IOException {
        Recipe wild = recipe().withOptimizer(Sgd.of(1e30)).withClipNorm(0).withEmaDecay(0);
        trainer(wild, "wild").fit(Samples.training());
        var kept = org.inception4j.training.checkpoint.CheckpointFile.read(checkpoint("wild"));
        assertThat(kept.position().step()).isLessThan(4);
        assertThat(kept.weights().get("head/bias").toArray()).doesNotContain(Float.NaN);
    }

    @Test
    void saysHowToGoOnWhenACheckpointCannotBeWritten() {
        Path file = folder.resolve("missing").resolve("run.bin");
        assertThatThrownBy(() -> TrainerTest.trainer(recipe())
                        .checkpoints(CheckpointOptions.of(file))
                        .fit(Samples.training()))
                .isInstanceOf(UncheckedIOException.class)
                .cause()
                .hasMessage(
                        "%s: cannot be written (there is no such folder); make room and resume the run, what was saved"
                                + " before is kept",
                        file);
    }

    @Test
    void refusesAnotherRecipe() {
        breakOff(3);
        Recipe other = recipe().withLabelSmoothing(0.2);
        assertThatThrownBy(() ->
                        trainer(other, "broken").resume(checkpoint("broken")).fit(Samples.training(), Samples.held()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "%s: was made with recipe's labelSmoothing 0.1 and this run has 0.2; resume as it was begun,"
                                + " or begin a new run",
                        checkpoint("broken"));
    }

    @Test
    void refusesOtherExamples() {
        breakOff(3);
        TensorExamples other = Samples.examples(44, 8, 77).shuffled(9);
        assertThatThrownBy(() ->
                        trainer(recipe(), "broken").resume(checkpoint("broken")).fit(other, Samples.held()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "%s: was made with training examples 44 (%s) and this run has 44 (%s); resume as it was begun,"
                                + " or begin a new run",
                        checkpoint("broken"), Samples.training().fingerprint(), other.fingerprint());
    }

    @Test
    void refusesARunWithoutACallbackThatHadAState() {
        breakOff(8);
        Trainer bare = TrainerTest.trainer(recipe()).resume(checkpoint("broken"));
        assertThatThrownBy(() -> bare.fit(Samples.training(), Samples.held()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "%s: holds the state of a callback ReduceLROnPlateau and this run has none; resume with the same"
                                + " callbacks",
                        checkpoint("broken"));
    }

    @Test
    void refusesACheckpointWithAChangedByte() throws IOException {
        breakOff(8);
        byte[] bytes = Files.readAllBytes(checkpoint("broken"));
        bytes[bytes.length / 2] ^= 1;
        Files.write(checkpoint("broken"), bytes);
        assertThatThrownBy(() -> trainer(recipe(), "broken")
                        .resume(checkpoint("broken"))
                        .fit(Samples.training(), Samples.held()))
                .isInstanceOf(UncheckedIOException.class)
                .cause()
                .hasMessage(
                        "%s: is cut off or changed, its hash does not fit its %d bytes; resume from another file, or"
                                + " begin a new run",
                        checkpoint("broken"), bytes.length);
    }

    /** Everything that has a state between steps. */
    private static Recipe recipe() {
        return Samples.recipe().withOptimizer(Adam.of(0.01)).withEmaDecay(0.9);
    }

    private void breakOff(int step) {
        breakOff(recipe(), step);
    }

    private void breakOff(Recipe recipe, int step) {
        assertThatThrownBy(() ->
                        trainer(recipe, "broken").with(new PowerCut(step)).fit(Samples.training(), Samples.held()))
                .hasMessage("power cut");
    }

    /** A checkpoint every third step, so that some steps are lost and done again. */
    private Trainer trainer(Recipe recipe, String name) {
        return TrainerTest.trainer(recipe)
                .checkpoints(new CheckpointOptions(checkpoint(name), 3, Duration.ZERO))
                .with(
                        CsvLog.of(folder.resolve(name + ".csv")),
                        ReduceLROnPlateau.of(Metric.LOSS, 0.5, 1),
                        EarlyStopping.of(Metric.LOSS, 50).restoringBest());
    }

    private Path checkpoint(String name) {
        return folder.resolve(name + ".bin");
    }

    /** Each row's first seven numbers, which are not times. */
    private List<String> rows(String name) throws IOException {
        return Files.readAllLines(folder.resolve(name + ".csv")).stream()
                .map(row -> String.join(",", List.of(row.split(",")).subList(0, 7)))
                .toList();
    }

    private static EpochLog withoutTimes(EpochLog log) {
        return new EpochLog(
                log.epoch(),
                log.loss(),
                log.top1(),
                log.validationLoss(),
                log.validationTop1(),
                log.validationTop5(),
                log.learningRate(),
                0,
                0,
                0,
                log.outputs());
    }
}
