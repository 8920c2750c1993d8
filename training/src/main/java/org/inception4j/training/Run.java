package org.inception4j.training;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.inception4j.engine.Engine;
import org.inception4j.engine.StepResult;
import org.inception4j.engine.Targets;
import org.inception4j.engine.TrainingPlan;
import org.inception4j.tensor.Weights;
import org.inception4j.training.callback.BatchLog;
import org.inception4j.training.callback.Callback;
import org.inception4j.training.callback.EpochLog;
import org.inception4j.training.callback.TrainingState;
import org.inception4j.training.checkpoint.Checkpoint;
import org.inception4j.training.checkpoint.CheckpointOptions;
import org.inception4j.training.checkpoint.EpochTotals;
import org.inception4j.training.checkpoint.Position;
import org.inception4j.training.schedule.Schedule;

/** One run of a trainer: the loop over epochs and steps, and its state between them. */
final class Run implements TrainingState, AutoCloseable {
    private static final double NANOSECONDS = 1e9;

    private final TrainingPlan plan;
    private final Recipe recipe;
    private final Examples training;
    private final Optional<Validation> validation;
    private final List<Callback> callbacks;
    private final Learning learning;
    private final Map<String, String> facts;
    private final Optional<Saver> saver;
    private final String mainOutput;
    private final String input;

    private final List<EpochLog> history = new ArrayList<>();
    private Optional<Checkpoint> restored = Optional.empty();
    private Position position = Position.START;
    private EpochTotals totals = EpochTotals.NONE;
    private float base;
    private float lastRate;
    /** What validation and callbacks see, one copy for all of them; null after a step. */
    private Weights averaged;

    private String stopped = "";
    private boolean paused;
    private boolean resumed;

    /** What is learnt, and what is held out. */
    record Sets(Examples training, Optional<Examples> held) {}

    Run(
            Engine engine,
            TrainingPlan plan,
            Recipe recipe,
            Sets sets,
            List<Callback> callbacks,
            Optional<CheckpointOptions> saving) {
        this.plan = plan;
        this.recipe = recipe;
        this.training = sets.training;
        this.validation = sets.held.map(examples -> new Validation(engine, plan, examples, recipe.threads()));
        this.callbacks = callbacks;
        this.facts = Facts.of(engine, plan, recipe, sets.training, sets.held);
        this.saver = saving.map(Saver::new);
        this.mainOutput = plan.model().output().name();
        this.input = plan.model().name(plan.model().input());
        this.base = (float) recipe.optimizer().learningRate();
        this.learning = new Learning(plan, recipe);
    }

    /** To be called before {@link #train}; refuses what was begun otherwise. */
    void restore(String place, Checkpoint checkpoint) {
        checkpoint.requireFacts(place, facts);
        CallbackStates.require(place, callbacks, checkpoint.callbacks());
        plan.load(checkpoint.weights());
        learning.restore(checkpoint);
        history.addAll(checkpoint.history());
        position = checkpoint.position();
        totals = checkpoint.totals();
        base = checkpoint.learningRate();
        stopped = checkpoint.stopped();
        restored = Optional.of(checkpoint);
        resumed = true;
    }

    History train() {
        callbacks.forEach(callback -> callback.trainBegins(this));
        restored.ifPresentOrElse(
                checkpoint -> CallbackStates.restore(callbacks, checkpoint.callbacks()), () -> save(plan.weights()));
        restored = Optional.empty();
        while (!complete()) {
            trainEpoch();
        }
        callbacks.forEach(Callback::trainEnds);
        return new History(history, weights(), stopped);
    }

    private void trainEpoch() {
        long began = System.nanoTime();
        double secondsBefore = totals.seconds();
        if (position.batch() == 0) {
            callbacks.forEach(callback -> callback.epochBegins(position.epoch() + 1));
        }
        trainBatches();
        plan.rest();
        Weights weights = plan.weights();
        averaged = learning.averaged(weights);
        Validation.Result result =
                validation.map(held -> held.run(averaged, position.epoch())).orElse(Validation.Result.NONE);
        double seconds = secondsBefore + (System.nanoTime() - began) / NANOSECONDS;
        EpochLog log = Logs.epoch(position, totals, mainOutput, result, lastRate, seconds);
        history.add(log);
        callbacks.forEach(callback -> callback.epochEnds(log));
        position = position.nextEpoch();
        totals = EpochTotals.NONE;
        save(weights);
        leaveIfPaused();
    }

    private void trainBatches() {
        EpochClock clock = new EpochClock(totals);
        lastRate = rate(Math.max(0, position.step() - 1));
        try (ExampleBatches batches = training.epoch(position.epoch(), position.batch())) {
            for (ExampleBatch batch = clock.next(batches);
                    batch != null && stopped.isEmpty();
                    batch = clock.next(batches)) {
                StepResult result = step(batch);
                totals = clock.stamp(totals.plus(Totals.of(result, batch.labels())));
                BatchLog log = batchLog(batch, result);
                callbacks.forEach(callback -> callback.batchEnds(log));
                // one that is to stop is saved at the epoch's end alone, or it would be resumed without its validation
                if (stopped.isEmpty()) {
                    leaveIfPaused();
                    saveBetween();
                }
            }
        }
    }

    private BatchLog batchLog(ExampleBatch batch, StepResult result) {
        return new BatchLog(
                position.epoch() + 1,
                Math.toIntExact(position.batch()),
                training.batches(),
                position.step(),
                batch.count(),
                result.loss(),
                totals.meanLoss(),
                Logs.top1(totals, mainOutput),
                lastRate,
                totals.images() / totals.seconds());
    }

    private StepResult step(ExampleBatch batch) {
        lastRate = rate(position.step());
        averaged = null;
        Map<String, Targets> targets = new LinkedHashMap<>();
        plan.model().outputs().forEach(output -> targets.put(output.name(), Targets.classes(batch.labels())));
        StepResult result = plan.step(Map.of(input, batch.inputs()), targets, position.step());
        position = position.afterBatch(batch.index());
        learning.step(lastRate, position.step());
        return result;
    }

    private float rate(long step) {
        long perEpoch = Math.max(1, training.batches());
        Schedule.Place place = new Schedule.Place(step, perEpoch, perEpoch * recipe.epochs());
        return recipe.schedule().rate(base, place);
    }

    private void saveBetween() {
        if (saver.isPresent() && saver.orElseThrow().isDue(position.step())) {
            save(plan.weights());
        }
    }

    private void leaveIfPaused() {
        if (paused) {
            save(plan.weights());
            throw new CancellationException(
                    "training: paused after step %d; resume it from its checkpoint".formatted(position.step()));
        }
    }

    private void save(Weights weights) {
        saver.ifPresent(file -> file.save(new Checkpoint(
                facts,
                position,
                totals,
                base,
                stopped,
                history,
                CallbackStates.of(callbacks),
                weights,
                learning.slots(),
                learning.average())));
    }

    @Override
    public void close() {
        learning.close();
    }

    @Override
    public int epochs() {
        return recipe.epochs();
    }

    @Override
    public int completedEpochs() {
        return history.size();
    }

    @Override
    public int completedBatches() {
        return Math.toIntExact(position.batch());
    }

    @Override
    public boolean resumed() {
        return resumed;
    }

    @Override
    public boolean complete() {
        return position.epoch() >= recipe.epochs() || !stopped.isEmpty();
    }

    @Override
    public int stepsPerEpoch() {
        return training.batches();
    }

    @Override
    public int examples() {
        return training.count();
    }

    @Override
    public long activationBytes() {
        return plan.workspaceBytes();
    }

    @Override
    public boolean validates() {
        return validation.isPresent();
    }

    @Override
    public List<EpochLog> history() {
        return List.copyOf(history);
    }

    @Override
    public float learningRate() {
        return base;
    }

    @Override
    public void learningRate(float changed) {
        base = changed;
    }

    @Override
    public Weights weights() {
        if (averaged == null) {
            averaged = learning.averaged(plan.weights());
        }
        return averaged;
    }

    @Override
    public void restore(Weights weights) {
        averaged = null;
        plan.load(weights);
        learning.restoreAverage(plan.parameters());
    }

    @Override
    public void stop(String reason) {
        stopped = reason;
    }

    @Override
    public void pause() {
        paused = true;
    }
}
