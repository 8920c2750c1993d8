package org.inception4j.engine;

import java.util.Arrays;
import org.inception4j.engine.Loss.BinaryCrossEntropy;
import org.inception4j.engine.Loss.MeanSquaredError;
import org.inception4j.engine.Loss.SoftmaxCrossEntropy;
import org.inception4j.model.ActivationFunction;

/** One evaluation of a loss: double sums over rows of {@code width} numbers. */
final class LossComputation {
    /** Below this a probability counts as this, so that the loss stays finite; float32 softmax can give 0. */
    private static final double LEAST_PROBABILITY = 1e-37;

    private final Objective objective;
    private final boolean fused;
    private final float[] output;
    private final int width;

    LossComputation(Objective objective, ActivationFunction activation, float[] output, int width) {
        this.objective = objective;
        this.fused = fused(objective.loss(), activation);
        this.output = output;
        this.width = width;
    }

    static boolean fused(Loss loss, ActivationFunction activation) {
        return switch (loss) {
            case SoftmaxCrossEntropy _ -> activation.kind() == ActivationFunction.Kind.SOFTMAX;
            case BinaryCrossEntropy _ -> activation.kind() == ActivationFunction.Kind.SIGMOID;
            case MeanSquaredError _ -> false;
        };
    }

    LossGradient run(Targets targets) {
        int count = targets.count();
        float[] gradient = new float[count * width];
        double sum = 0;
        for (int row = 0; row < count; row++) {
            double[] target = target(targets, row);
            sum += switch (objective.loss()) {
                case SoftmaxCrossEntropy loss ->
                    softmax(loss, row, target, weight(loss, targets, row), count, gradient);
                case BinaryCrossEntropy _ -> binary(row, target, count, gradient);
                case MeanSquaredError _ -> squared(row, target, count, gradient);
            };
        }
        return new LossGradient(sum / count, gradient, fused);
    }

    private double[] target(Targets targets, int row) {
        double[] target = new double[width];
        switch (targets) {
            case Targets.Classes(int[] labels) -> target[checked(labels[row])] = 1;
            case Targets.Values(var tensor) -> {
                for (int i = 0; i < width; i++) {
                    target[i] = tensor.get((long) row * width + i);
                }
            }
        }
        return target;
    }

    private int checked(int label) {
        if (label < 0 || label >= width) {
            throw new IllegalArgumentException(
                    "%s: the label %d is not a class; give 0 to %d".formatted(objective.output(), label, width - 1));
        }
        return label;
    }

    private double weight(SoftmaxCrossEntropy loss, Targets targets, int row) {
        if (loss.classWeights().isEmpty()) {
            return 1;
        }
        if (loss.classWeights().size() != width || !(targets instanceof Targets.Classes(int[] labels))) {
            throw new IllegalArgumentException(
                    "%s: %d class weights for %d classes; give one for each, and labels as classes"
                            .formatted(objective.output(), loss.classWeights().size(), width));
        }
        return loss.classWeights().get(labels[row]);
    }

    private double softmax(
            SoftmaxCrossEntropy loss, int row, double[] target, double weight, int count, float[] gradient) {
        double[] log = fused ? logs(row(row)) : logSoftmax(row(row));
        double total = Arrays.stream(target).sum() * (1 - loss.labelSmoothing()) + loss.labelSmoothing();
        double value = 0;
        for (int i = 0; i < width; i++) {
            double wanted = target[i] * (1 - loss.labelSmoothing()) + loss.labelSmoothing() / width;
            value -= wanted * log[i];
            double probability = fused ? output[row * width + i] : Math.exp(log[i]);
            double slope = total * probability - wanted;
            gradient[row * width + i] = (float) (slope * weight * objective.weight() / count);
        }
        return value * weight;
    }

    private double binary(int row, double[] target, int count, float[] gradient) {
        double value = 0;
        double[] numbers = row(row);
        for (int i = 0; i < width; i++) {
            double yes = fused ? log(numbers[i]) : logSigmoid(numbers[i]);
            double no = fused ? log(1 - numbers[i]) : logSigmoid(-numbers[i]);
            value -= target[i] * yes + (1 - target[i]) * no;
            double probability = fused ? numbers[i] : Math.exp(yes);
            gradient[row * width + i] = (float) ((probability - target[i]) * objective.weight() / count / width);
        }
        return value / width;
    }

    private double squared(int row, double[] target, int count, float[] gradient) {
        double value = 0;
        double[] numbers = row(row);
        for (int i = 0; i < width; i++) {
            double difference = numbers[i] - target[i];
            value += difference * difference;
            gradient[row * width + i] = (float) (2 * difference * objective.weight() / count / width);
        }
        return value / width;
    }

    private double[] row(int row) {
        double[] numbers = new double[width];
        for (int i = 0; i < width; i++) {
            numbers[i] = output[row * width + i];
        }
        return numbers;
    }

    private static double[] logs(double[] probabilities) {
        return Arrays.stream(probabilities).map(LossComputation::log).toArray();
    }

    private static double log(double probability) {
        return Math.log(Math.max(probability, LEAST_PROBABILITY));
    }

    /** The largest number is taken off first, so that exp does not overflow. */
    private static double[] logSoftmax(double[] logits) {
        double largest = Arrays.stream(logits).max().orElseThrow();
        double sum =
                Arrays.stream(logits).map(logit -> Math.exp(logit - largest)).sum();
        return Arrays.stream(logits)
                .map(logit -> logit - largest - Math.log(sum))
                .toArray();
    }

    private static double logSigmoid(double logit) {
        return Math.min(logit, 0) - Math.log1p(Math.exp(-Math.abs(logit)));
    }
}
