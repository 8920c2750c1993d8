package org.inception4j.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.inception4j.engine.Precision;
import org.inception4j.tensor.Tensor;
import org.inception4j.tensor.Weights;
import org.inception4j.training.callback.BatchLog;
import org.inception4j.training.callback.Callback;
import org.inception4j.training.callback.EpochLog;
import org.inception4j.training.callback.TerminateOnNaN;
import org.inception4j.training.callback.TrainingState;
import org.inception4j.training.optimizer.Optimizer.Sgd;
import org.inception4j.training.schedule.Schedule;
import org.junit.jupiter.api.Test;

class TrainerTest {
    @Test
    void learnsWhatCanBeLearnt() {
        History history = fit(Samples.recipe().withEpochs(12));
        assertThat(history.epochs()).hasSize(12);
        assertThat(history.last().loss()).isLessThan(history.epochs().getFirst().loss());
        assertThat(history.last().validationTop1()).isGreaterThan(0.8);
        assertThat(history.last().validationTop5()).isEqualTo(1);
        assertThat(history.stopped()).isEmpty();
    }

    @Test
    void givesTheSameBitsAgain() {
        assertSame(fit(Samples.recipe()).weights(), fit(Samples.recipe()).weights());
    }

    @Test
    void givesOtherWeightsForAnotherSeed() {
        Weights one = fit(Samples.recipe()).weights();
        Weights other = fit(Samples.recipe().withSeed(10)).weights();
        assertThat(one.get("head/kernel").toArray())
                .isNotEqualTo(other.get("head/kernel").toArray());
    }

    @Test
    void callsBackInKerasOrder() {
        List<String> calls = new ArrayList<>();
        trainer(Samples.recipe().withEpochs(2).withBatch(22))
                .with(recorder(calls))
                .fit(Samples.examples(44, 22, 1), Samples.held());
        assertThat(calls)
                .containsExactly(
                        "trainBegins",
                        "epochBegins 1",
                        "batchEnds 1 1",
                        "batchEnds 1 2",
                        "epochEnds 1 after 1",
                        "epochBegins 2",
                        "batchEnds 2 3",
                        "batchEnds 2 4",
                        "epochEnds 2 after 2",
                        "trainEnds");
    }

    @Test
    void weighsTheLastSmallBatchByItsExamples() {
        List<BatchLog> logs = new ArrayList<>();
        History history = trainer(Samples.recipe().withEpochs(1))
                .with(new Callback() {
                    @Override
                    public void batchEnds(BatchLog log) {
                        logs.add(log);
                    }
                })
                .fit(Samples.training());
        assertThat(logs).hasSize(6);
        assertThat(logs.getLast().images()).isEqualTo(4);
        double mean =
                logs.stream().mapToDouble(log -> log.batchLoss() * log.images()).sum() / 44;
        assertThat(history.last().loss()).isCloseTo(mean, within(1e-12));
    }

    @Test
    void tellsEachOutputsLossBesideTheirWeightedSum() {
        EpochLog log = fit(Samples.recipe()).last();
        assertThat(log.outputs()).containsOnlyKeys("prob", "aux");
        double sum = log.outputs().get("prob").loss()
                + 0.3 * log.outputs().get("aux").loss();
        assertThat(log.loss()).isCloseTo(sum, within(1e-6));
        assertThat(log.top1()).isEqualTo(log.outputs().get("prob").top1());
    }

    @Test
    void hasNoValidationNumbersWhereNothingIsHeldOut() {
        EpochLog log =
                trainer(Samples.recipe().withEpochs(1)).fit(Samples.training()).last();
        assertThat(log.validated()).isFalse();
        assertThat(log.validationLoss()).isNaN();
    }

    @Test
    void frozenLayersKeepTheirWeightsAndMovingAverages() {
        Weights after = fit(Samples.recipe().withFreeze(List.of("block1/*"))).weights();
        Weights before = Samples.weights();
        for (String name : List.of("block1/conv/kernel", "block1/norm/gamma", "block1/norm/moving_mean")) {
            assertThat(after.get(name).toArray())
                    .as(name)
                    .isEqualTo(before.get(name).toArray());
        }
        assertThat(after.get("block2/conv/kernel").toArray())
                .isNotEqualTo(before.get("block2/conv/kernel").toArray());
    }

    @Test
    void layersThatAreNotFrozenMoveTheirMovingAverages() {
        assertThat(fit(Samples.recipe())
                        .weights()
                        .get("block1/norm/moving_mean")
                        .toArray())
                .isNotEqualTo(Samples.weights().get("block1/norm/moving_mean").toArray());
    }

    @Test
    void givesAndValidatesTheAveragedWeights() {
        Recipe recipe = Samples.recipe().withEpochs(1).withSchedule(Schedule.constant());
        Map<String, float[]> average = averageByHand(recipe);
        Weights given = fit(recipe.withEmaDecay(0.9)).weights();
        average.forEach((name, expected) ->
                assertThat(given.get(name).toArray()).as(name).containsExactly(expected, within(1e-6f)));
        assertThat(fit(recipe.withEmaDecay(0.9)).last().validationLoss())
                .isNotEqualTo(fit(recipe).last().validationLoss());
    }

    /** The same steps without averaging, whose weights are averaged here: the first as it is, then 9 parts of 10 kept. */
    private static Map<String, float[]> averageByHand(Recipe recipe) {
        Map<String, float[]> average = new java.util.HashMap<>();
        trainer(recipe)
                .with(new Callback() {
                    private TrainingState state;

                    @Override
                    public void trainBegins(TrainingState run) {
                        state = run;
                    }

                    @Override
                    public void batchEnds(BatchLog log) {
                        for (String name : List.of("block1/conv/kernel", "head/bias")) {
                            float[] now = state.weights().get(name).toArray();
                            float[] mean = average.computeIfAbsent(name, _ -> now);
                            for (int i = 0; i < now.length; i++) {
                                mean[i] = 0.9f * mean[i] + 0.1f * now[i];
                            }
                        }
                    }
                })
                .fit(Samples.training());
        return average;
    }

    @Test
    void callbacksChangeTheBaseOfTheSchedule() {
        Schedule halved = new Schedule.Step(1, 0.5);
        History history = trainer(
                        Samples.recipe().withEpochs(3).withLearningRate(0.04).withSchedule(halved))
                .with(new Callback() {
                    private TrainingState state;

                    @Override
                    public void trainBegins(TrainingState run) {
                        state = run;
                    }

                    @Override
                    public void epochEnds(EpochLog log) {
                        state.learningRate(state.learningRate() / 4);
                    }
                })
                .fit(Samples.training());
        assertThat(history.epochs().stream().map(log -> (float) log.learningRate()))
                .containsExactly(0.04f, 0.04f / 8, 0.04f / 64);
    }

    @Test
    void stopsWithinAnEpochAndStillValidatesIt() {
        History history = trainer(Samples.recipe())
                .with(new Callback() {
                    private TrainingState state;

                    @Override
                    public void trainBegins(TrainingState run) {
                        state = run;
                    }

                    @Override
                    public void batchEnds(BatchLog log) {
                        if (log.step() == 8) {
                            state.stop("that will do");
                        }
                    }
                })
                .fit(Samples.training(), Samples.held());
        assertThat(history.epochs()).hasSize(2);
        assertThat(history.last().validated()).isTrue();
        assertThat(history.stopped()).isEqualTo("that will do");
    }

    @Test
    void failsAtTheStepWhoseLossIsNoNumber() {
        Recipe wild =
                Samples.recipe().withOptimizer(Sgd.of(1e30)).withClipNorm(0).withSchedule(Schedule.constant());
        assertThatThrownBy(() -> trainer(wild).with(new TerminateOnNaN()).fit(Samples.training()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "training: the loss is NaN at step 3 (epoch 1, batch 3) with the learning rate 1.0E30; begin"
                                + " again with a lower rate, a warm-up or clipNorm, or with precision fp32");
    }

    @Test
    void refusesBatchesOfAnotherSizeThanTheRecipes() {
        assertThatThrownBy(() -> trainer(Samples.recipe().withBatch(4)).fit(Samples.training()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("training: the examples come in batches of 8 and the recipe has 4; give both the same");
    }

    @Test
    void refusesToFreezeEverything() {
        assertThatThrownBy(() -> fit(Samples.recipe().withFreeze(List.of("*"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("freeze: [*] leaves no weight of sample that could learn; freeze fewer layers");
    }

    @Test
    void refusesAPatternThatFitsNoLayer() {
        assertThatThrownBy(() -> fit(Samples.recipe().withFreeze(List.of("blok1/*"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "freeze: no layer of sample fits \"blok1/*\"; the nearest are block1/conv, block1/norm, pool");
    }

    static History fit(Recipe recipe) {
        return trainer(recipe).fit(Samples.training(), Samples.held());
    }

    static Trainer trainer(Recipe recipe) {
        return Trainer.of(Samples.engine(), Samples.model(), Samples.weights(), recipe.withPrecision(Precision.FP32));
    }

    static void assertSame(Weights one, Weights other) {
        assertThat(one.names()).isEqualTo(other.names());
        for (String name : one.names()) {
            Tensor left = one.get(name);
            assertThat(left.data().mismatch(other.get(name).data())).as(name).isEqualTo(-1);
        }
    }

    private static Callback recorder(List<String> calls) {
        return new Callback() {
            private TrainingState state;

            @Override
            public void trainBegins(TrainingState run) {
                state = run;
                calls.add("trainBegins");
            }

            @Override
            public void epochBegins(int epoch) {
                calls.add("epochBegins " + epoch);
            }

            @Override
            public void batchEnds(BatchLog log) {
                calls.add("batchEnds " + log.epoch() + " " + log.step());
            }

            @Override
            public void epochEnds(EpochLog log) {
                calls.add("epochEnds " + log.epoch() + " after " + state.completedEpochs());
            }

            @Override
            public void trainEnds() {
                calls.add("trainEnds");
            }
        };
    }
}
