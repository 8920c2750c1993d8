package org.inception4j.training.optimizer;

import org.inception4j.training.check.Check;

/**
 * How a gradient changes a weight: the words, defaults and formulas of Keras 3. All of them take {@code weightDecay} as Keras
 * does, apart from the gradient and before the step: {@code w -= w * weightDecay * rate}. (In PyTorch's and Caffe's SGD it is
 * added to the gradient instead, and so goes through the momentum.)
 *
 * <p>w is the weight, g its gradient, rate the learning rate of the step, t its number from 1.
 */
public sealed interface Optimizer {
    /** The rate that the schedule starts from, above 0. */
    double learningRate();

    /** 0: none. */
    double weightDecay();

    Optimizer withLearningRate(double changed);

    Optimizer withWeightDecay(double changed);

    /**
     * {@code m = momentum * m - rate * g; w += m}, with {@code nesterov} {@code w += momentum * m - rate * g}; without momentum
     * {@code w -= rate * g}.
     */
    record Sgd(double learningRate, double momentum, boolean nesterov, double weightDecay) implements Optimizer {
        public Sgd {
            checkRates("SGD", learningRate, weightDecay);
            Check.fraction("SGD", "momentum", momentum);
        }

        /** No momentum. */
        public static Sgd of(double learningRate) {
            return new Sgd(learningRate, 0, false, 0);
        }

        public static Sgd of(double learningRate, double momentum) {
            return new Sgd(learningRate, momentum, false, 0);
        }

        public Sgd withNesterov(boolean changed) {
            return new Sgd(learningRate, momentum, changed, weightDecay);
        }

        @Override
        public Sgd withLearningRate(double changed) {
            return new Sgd(changed, momentum, nesterov, weightDecay);
        }

        @Override
        public Sgd withWeightDecay(double changed) {
            return new Sgd(learningRate, momentum, nesterov, changed);
        }
    }

    /**
     * {@code m += (g - m)(1 - beta1); v += (g² - v)(1 - beta2); w -= m * a / (sqrt(v) + epsilon)} with
     * {@code a = rate * sqrt(1 - beta2^t) / (1 - beta1^t)}: epsilon stands outside the correction, unlike in PyTorch.
     *
     * @param amsgrad takes the largest v so far
     */
    record Adam(double learningRate, double beta1, double beta2, double epsilon, boolean amsgrad, double weightDecay)
            implements Optimizer {
        public Adam {
            checkAdam("Adam", learningRate, weightDecay, beta1, beta2, epsilon);
        }

        /** 0.9, 0.999, epsilon 1e-7. */
        public static Adam of(double learningRate) {
            return new Adam(learningRate, 0.9, 0.999, 1e-7f, false, 0);
        }

        public Adam withBetas(double first, double second) {
            return new Adam(learningRate, first, second, epsilon, amsgrad, weightDecay);
        }

        @Override
        public Adam withLearningRate(double changed) {
            return new Adam(changed, beta1, beta2, epsilon, amsgrad, weightDecay);
        }

        @Override
        public Adam withWeightDecay(double changed) {
            return new Adam(learningRate, beta1, beta2, epsilon, amsgrad, changed);
        }
    }

    /** {@link Adam} with weight decay as a matter of course (Loshchilov and Hutter 2019). */
    record AdamW(double learningRate, double beta1, double beta2, double epsilon, boolean amsgrad, double weightDecay)
            implements Optimizer {
        public AdamW {
            checkAdam("AdamW", learningRate, weightDecay, beta1, beta2, epsilon);
        }

        /** 0.9, 0.999, epsilon 1e-7, weight decay 0.004. */
        public static AdamW of(double learningRate) {
            return new AdamW(learningRate, 0.9, 0.999, 1e-7f, false, 0.004);
        }

        @Override
        public AdamW withLearningRate(double changed) {
            return new AdamW(changed, beta1, beta2, epsilon, amsgrad, weightDecay);
        }

        @Override
        public AdamW withWeightDecay(double changed) {
            return new AdamW(learningRate, beta1, beta2, epsilon, amsgrad, changed);
        }

        Adam adam() {
            return new Adam(learningRate, beta1, beta2, epsilon, amsgrad, weightDecay);
        }
    }

    /**
     * {@code v = rho * v + (1 - rho) g²; i = rate * g / sqrt(v + epsilon)}, with {@code centered} less the square of g's running
     * mean under the root; {@code m = momentum * m + i; w -= m}, without momentum {@code w -= i}. Epsilon stands under the root
     * and the rate in the momentum, unlike in PyTorch: with the epsilon 1.0 of the Inception papers that matters much.
     */
    record RmsProp(
            double learningRate, double rho, double momentum, double epsilon, boolean centered, double weightDecay)
            implements Optimizer {
        public RmsProp {
            checkRates("RMSprop", learningRate, weightDecay);
            Check.fraction("RMSprop", "rho", rho);
            Check.fraction("RMSprop", "momentum", momentum);
            Check.positive("RMSprop", "epsilon", epsilon);
        }

        /** rho 0.9, no momentum, epsilon 1e-7, not centred. */
        public static RmsProp of(double learningRate) {
            return new RmsProp(learningRate, 0.9, 0, 1e-7f, false, 0);
        }

        /** As Inception-v3 was trained: rate 0.045, rho 0.9, momentum 0.9, epsilon 1. */
        public static RmsProp inception() {
            return new RmsProp(0.045, 0.9, 0.9, 1, false, 0);
        }

        @Override
        public RmsProp withLearningRate(double changed) {
            return new RmsProp(changed, rho, momentum, epsilon, centered, weightDecay);
        }

        @Override
        public RmsProp withWeightDecay(double changed) {
            return new RmsProp(learningRate, rho, momentum, epsilon, centered, changed);
        }
    }

    private static void checkRates(String place, double learningRate, double weightDecay) {
        Check.positive(place, "learningRate", learningRate);
        Check.noneOrPositive(place, "weightDecay", weightDecay);
    }

    private static void checkAdam(
            String place, double learningRate, double weightDecay, double beta1, double beta2, double epsilon) {
        checkRates(place, learningRate, weightDecay);
        Check.fraction(place, "beta1", beta1);
        Check.fraction(place, "beta2", beta2);
        Check.positive(place, "epsilon", epsilon);
    }
}
