package org.inception4j.app.bench;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.inception4j.engine.Engine;
import org.inception4j.engine.InferenceOptions;
import org.inception4j.engine.InferencePlan;
import org.inception4j.engine.Loss;
import org.inception4j.engine.Objective;
import org.inception4j.engine.Precision;
import org.inception4j.engine.Quantization;
import org.inception4j.engine.Targets;
import org.inception4j.engine.TrainingOptions;
import org.inception4j.engine.TrainingPlan;
import org.inception4j.engine.onednn.MatrixProduct;
import org.inception4j.model.Model;
import org.inception4j.model.Node;
import org.inception4j.random.CounterRandom;
import org.inception4j.tensor.Tensor;
import org.inception4j.tensor.Weights;
import org.inception4j.training.optimizer.Optimizer;
import org.inception4j.training.optimizer.UpdateOptions;
import org.inception4j.training.optimizer.WeightUpdate;

/** This library as a contender. */
public final class Ours implements Contender {
    /**
     * Peers take the same. It learns next to nothing: of one batch again and again, a network that learns knows each answer after
     * nine steps, and gradients so small that processors take ten times as long for them.
     */
    private static final float LEARNING_RATE = 1e-6f;

    private final Engine engine = Engine.best();

    private Ours() {}

    public static void main(String[] arguments) throws IOException {
        Service.serve(new Ours(), System.in, new FileOutputStream(FileDescriptor.out));
    }

    @Override
    public String libraries() {
        return engine.description();
    }

    @Override
    public Work prepare(Task task) throws Skip, IOException {
        checkPrecision(task);
        return switch (task.job()) {
            case INFER -> inference(task);
            case TRAIN -> training(task);
            case MULTIPLY -> product(task);
            case FOLDER, COLD -> throw new Skip("is done by a command");
        };
    }

    private void checkPrecision(Task task) throws Skip {
        try {
            engine.resolve(task.precision());
        } catch (IllegalArgumentException notHere) {
            throw new Skip(notHere.getMessage());
        }
    }

    private Work inference(Task task) throws IOException {
        Model model = task.subject().model(task.width());
        Tensor input = noise(model, task.batch());
        InferenceOptions options = new InferenceOptions(task.batch(), task.precision(), task.threads());
        InferencePlan plan = engine.inference(
                model,
                WeightsFile.of(model),
                task.precision() == Precision.INT8 ? options.withQuantization(anyRanges(model)) : options);
        return Work.of(() -> plan.run(input), plan::close);
    }

    /** The time does not depend on the ranges. */
    private static Quantization anyRanges(Model model) {
        Map<String, Quantization.Range> ranges = new HashMap<>();
        for (Node node : model.flattened().nodes()) {
            ranges.put(model.name(node), new Quantization.Range(node.equals(model.input()) ? -4 : 0, 4));
        }
        return new Quantization(ranges, "none", 1);
    }

    private Work training(Task task) throws Skip {
        if (task.precision() == Precision.INT8 || task.precision() == Precision.BF16X3) {
            throw new Skip("%s is for inference only".formatted(task.numbers()));
        }
        Model model = task.subject().model(task.width());
        List<Objective> objectives = Objective.forAll(model, Loss.SoftmaxCrossEntropy.of());
        TrainingOptions options = TrainingOptions.of(task.batch(), objectives.toArray(Objective[]::new))
                .withPrecision(task.precision())
                .withThreads(task.threads());
        Map<String, Tensor> inputs = Map.of(model.name(model.input()), noise(model, task.batch()));
        Map<String, Targets> targets = Map.of(model.output().name(), labels(task.batch()));
        TrainingPlan plan = engine.training(model, Weights.initialise(model, 0), options);
        WeightUpdate descent = WeightUpdate.of(
                Optimizer.Sgd.of(LEARNING_RATE, 0.9),
                plan.layout(),
                UpdateOptions.plain().withThreads(task.threads()));
        return Work.of(
                () -> {
                    plan.step(inputs, targets, 0);
                    descent.apply(plan.parameters(), plan.gradients(), LEARNING_RATE, 1);
                    plan.parametersChanged();
                },
                descent::close,
                plan::close);
    }

    private static Work product(Task task) {
        MatrixProduct product = MatrixProduct.of(Task.CEILING_SIDE, task.precision(), task.threads());
        return Work.of(product::run, product::close);
    }

    private static Tensor noise(Model model, int batch) {
        Tensor tensor = Tensor.zeros(model.input().shape().batched(batch));
        CounterRandom random = CounterRandom.of(0);
        for (long i = 0; i < tensor.size(); i++) {
            tensor.set(i, (float) random.nextGaussian());
        }
        return tensor;
    }

    private static Targets labels(int batch) {
        CounterRandom random = CounterRandom.of(1);
        int[] labels = new int[batch];
        Arrays.setAll(labels, _ -> random.nextInt(1000));
        return Targets.classes(labels);
    }
}
