package org.inception4j.benchmarks;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.inception4j.engine.Engine;
import org.inception4j.engine.InferenceOptions;
import org.inception4j.engine.InferencePlan;
import org.inception4j.engine.Loss;
import org.inception4j.engine.Objective;
import org.inception4j.engine.Precision;
import org.inception4j.engine.Targets;
import org.inception4j.engine.TrainingOptions;
import org.inception4j.engine.TrainingPlan;
import org.inception4j.model.Model;
import org.inception4j.model.zoo.NetworkOptions;
import org.inception4j.model.zoo.Networks;
import org.inception4j.random.CounterRandom;
import org.inception4j.tensor.Tensor;
import org.inception4j.tensor.Weights;
import org.inception4j.training.optimizer.Optimizer;
import org.inception4j.training.optimizer.UpdateOptions;
import org.inception4j.training.optimizer.WeightUpdate;

/**
 * The time of a network, one JSON line a batch size, in the words of a peer's script so that the lines can be laid side by
 * side. Arguments as {@code key=value}: job=infer|train, precision=fp32|bf16, batch=1,8,32, threads, seconds, network, lrn.
 */
public final class SpeedRun {
    private final Map<String, String> arguments;
    private final Engine engine = Engine.best();
    private final Precision precision;
    private final int threads;
    private final Model model;
    private final Weights weights;

    private SpeedRun(Map<String, String> arguments) {
        this.arguments = arguments;
        this.precision = Precision.valueOf(text("precision", "fp32").toUpperCase(Locale.ROOT));
        this.threads = Integer.parseInt(text("threads", "0"));
        NetworkOptions options =
                Networks.named(text("network", "googlenet:paper")).defaults();
        Model whole = Networks.named(text("network", "googlenet:paper")).build(options.withAuxiliary(false));
        this.model = text("lrn", "no").equals("yes") ? whole : WithoutNormalization.of(whole);
        this.weights = Weights.initialise(model, 0);
    }

    public static void main(String[] arguments) {
        Map<String, String> named = Arrays.stream(arguments)
                .map(argument -> argument.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1], (_, last) -> last, HashMap::new));
        new SpeedRun(named).run();
    }

    private void run() {
        for (String batch : text("batch", "1,8,32").split(",")) {
            boolean train = text("job", "infer").equals("train");
            double[] times = train ? training(Integer.parseInt(batch)) : inference(Integer.parseInt(batch));
            print(Integer.parseInt(batch), times);
        }
    }

    private double[] inference(int batch) {
        InferenceOptions options = new InferenceOptions(batch, precision, threads);
        Tensor input = noise(batch);
        try (InferencePlan plan = engine.inference(model, weights, options)) {
            return millis(() -> plan.run(input));
        }
    }

    private double[] training(int batch) {
        List<Objective> objectives = Objective.forAll(model, Loss.SoftmaxCrossEntropy.of());
        TrainingOptions options = TrainingOptions.of(batch, objectives.toArray(Objective[]::new))
                .withPrecision(precision)
                .withThreads(threads);
        Map<String, Tensor> input = Map.of(model.name(model.input()), noise(batch));
        CounterRandom random = CounterRandom.of(1);
        int[] labels = new int[batch];
        Arrays.setAll(labels, _ -> random.nextInt(1000));
        Map<String, Targets> targets = Map.of(model.output().name(), Targets.classes(labels));
        UpdateOptions update =
                threads == 0 ? UpdateOptions.plain() : UpdateOptions.plain().withThreads(threads);
        try (TrainingPlan plan = engine.training(model, weights, options);
                WeightUpdate descent = WeightUpdate.of(Optimizer.Sgd.of(0.01, 0.9), plan.layout(), update)) {
            return millis(() -> {
                plan.step(input, targets, 0);
                descent.apply(plan.parameters(), plan.gradients(), 0.01f, 1);
                plan.parametersChanged();
            });
        }
    }

    private Tensor noise(int batch) {
        Tensor tensor = Tensor.zeros(model.input().shape().batched(batch));
        CounterRandom random = CounterRandom.of(0);
        for (long i = 0; i < tensor.size(); i++) {
            tensor.set(i, (float) random.nextGaussian());
        }
        return tensor;
    }

    private double[] millis(Runnable work) {
        for (int i = 0; i < 3; i++) {
            work.run();
        }
        long end = System.nanoTime() + (long) (Double.parseDouble(text("seconds", "5")) * 1e9);
        double[] times = new double[100_000];
        int count = 0;
        while (count < times.length && (System.nanoTime() < end || count < 5)) {
            long start = System.nanoTime();
            work.run();
            times[count++] = (System.nanoTime() - start) / 1e6;
        }
        double[] sorted = Arrays.copyOf(times, count);
        Arrays.sort(sorted);
        return sorted;
    }

    private void print(int batch, double[] sorted) {
        System.out.printf(
                Locale.ROOT,
                "{\"engine\": \"%s\", \"job\": \"%s\", \"precision\": \"%s\", \"batch\": %d, \"threads\": %d,"
                        + " \"ms_per_image\": %.3f, \"best_ms_per_image\": %.3f}%n",
                engine.description(),
                text("job", "infer"),
                precision,
                batch,
                threads,
                sorted[sorted.length / 2] / batch,
                sorted[0] / batch);
    }

    private String text(String key, String otherwise) {
        return arguments.getOrDefault(key, otherwise);
    }
}
