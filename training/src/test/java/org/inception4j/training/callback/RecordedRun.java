package org.inception4j.training.callback;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.inception4j.model.Shape;
import org.inception4j.tensor.Tensor;
import org.inception4j.tensor.Weights;

/** A run that only remembers what callbacks do to it; its weights tell the epoch in which they were taken. */
final class RecordedRun implements TrainingState {
    final List<EpochLog> history = new ArrayList<>();
    float rate = 1;
    String stopped = "";
    float restored = Float.NaN;
    boolean validates = true;

    /** Tells the callback of an epoch with this validation loss. */
    void epoch(Callback callback, double validationLoss) {
        int epoch = history.size() + 1;
        callback.epochBegins(epoch);
        EpochLog log = new EpochLog(epoch, 1, 0.5, validationLoss, 0.25, 1, rate, 2, 20);
        history.add(log);
        callback.epochEnds(log);
    }

    @Override
    public int epochs() {
        return 100;
    }

    @Override
    public int completedEpochs() {
        return history.size();
    }

    @Override
    public int completedBatches() {
        return 0;
    }

    @Override
    public boolean resumed() {
        return false;
    }

    @Override
    public boolean complete() {
        return false;
    }

    @Override
    public int stepsPerEpoch() {
        return 10;
    }

    @Override
    public int examples() {
        return 40;
    }

    @Override
    public long activationBytes() {
        return 4096;
    }

    @Override
    public boolean validates() {
        return validates;
    }

    @Override
    public List<EpochLog> history() {
        return history;
    }

    @Override
    public float learningRate() {
        return rate;
    }

    @Override
    public void learningRate(float changed) {
        rate = changed;
    }

    @Override
    public Weights weights() {
        return Weights.of(Map.of("epoch", Tensor.of(Shape.of(1), history.size())));
    }

    @Override
    public void restore(Weights weights) {
        restored = weights.get("epoch").get(0);
    }

    @Override
    public void stop(String reason) {
        stopped = reason;
    }

    @Override
    public void pause() {
        stopped = "paused";
    }
}
