package org.inception4j.training;

import org.inception4j.engine.Engine;
import org.inception4j.engine.InferenceOptions;
import org.inception4j.engine.InferencePlan;
import org.inception4j.engine.Loss.SoftmaxCrossEntropy;
import org.inception4j.engine.LossGradient;
import org.inception4j.engine.Objective;
import org.inception4j.engine.Targets;
import org.inception4j.engine.TrainingPlan;
import org.inception4j.model.Model;
import org.inception4j.tensor.Tensor;
import org.inception4j.tensor.Weights;

/** Measures weights on examples held out, as an inference plan of the same precision answers them. */
final class Validation {
    private final Engine engine;
    private final Model model;
    private final InferenceOptions options;
    private final Examples examples;
    private final Objective objective;

    /** NaN where there is no example. */
    record Result(double loss, double top1, double top5) {
        static final Result NONE = new Result(Double.NaN, Double.NaN, Double.NaN);
    }

    Validation(Engine engine, TrainingPlan plan, Examples examples, int threads) {
        this.engine = engine;
        this.model = plan.model().inference();
        this.options = new InferenceOptions(
                Math.min(examples.batch(), Math.max(1, examples.count())), plan.precision(), threads);
        this.examples = examples;
        this.objective = new Objective(model.output().name(), SoftmaxCrossEntropy.of(), 1);
    }

    Result run(Weights weights, int epoch) {
        long count = 0;
        double loss = 0;
        long top1 = 0;
        long top5 = 0;
        try (InferencePlan plan = engine.inference(model, weights, options);
                ExampleBatches batches = examples.epoch(epoch, 0)) {
            for (ExampleBatch batch = batches.next(); batch != null; batch = batches.next()) {
                Tensor answer = plan.run(batch.inputs());
                Ranks ranks = Ranks.of(answer, batch.labels());
                count += batch.count();
                loss += loss(answer, batch.labels()) * batch.count();
                top1 += ranks.within(1);
                top5 += ranks.within(5);
            }
        }
        return new Result(loss / count, (double) top1 / count, (double) top5 / count);
    }

    private double loss(Tensor answer, int[] labels) {
        float[] values = answer.toArray();
        return LossGradient.of(
                        objective,
                        model.output().node(),
                        values,
                        values.length / labels.length,
                        Targets.classes(labels))
                .value();
    }
}
