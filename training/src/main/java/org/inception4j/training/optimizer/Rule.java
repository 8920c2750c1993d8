package org.inception4j.training.optimizer;

import org.inception4j.training.optimizer.Optimizer.Adam;
import org.inception4j.training.optimizer.Optimizer.AdamW;
import org.inception4j.training.optimizer.Optimizer.RmsProp;
import org.inception4j.training.optimizer.Optimizer.Sgd;

/** An optimizer's formula on a block of weights; all arithmetic is float32, each weight for itself. */
sealed interface Rule {
    /** Numbers kept for each weight between steps; they start at 0. */
    int slots();

    /** Changes {@code count} weights and slots in place. */
    void update(Block block, float rate, long step);

    /** The arrays that one thread works on; {@code slots[i][j]} belongs to weight j. */
    record Block(float[] weights, float[] gradients, float[][] slots, int count) {}

    static Rule of(Optimizer optimizer) {
        return switch (optimizer) {
            case Sgd sgd -> sgd.momentum() > 0 ? new Momentum(sgd) : new Descent();
            case Adam adam -> new Moments(adam);
            case AdamW adamW -> new Moments(adamW.adam());
            case RmsProp rmsProp -> new RootMeanSquare(rmsProp);
        };
    }

    record Descent() implements Rule {
        @Override
        public int slots() {
            return 0;
        }

        @Override
        public void update(Block block, float rate, long step) {
            float[] w = block.weights;
            float[] g = block.gradients;
            for (int i = 0; i < block.count; i++) {
                w[i] -= g[i] * rate;
            }
        }
    }

    record Momentum(Sgd sgd) implements Rule {
        @Override
        public int slots() {
            return 1;
        }

        @Override
        public void update(Block block, float rate, long step) {
            float[] w = block.weights;
            float[] g = block.gradients;
            float[] m = block.slots[0];
            float momentum = (float) sgd.momentum();
            boolean nesterov = sgd.nesterov();
            for (int i = 0; i < block.count; i++) {
                m[i] = m[i] * momentum - g[i] * rate;
                w[i] += nesterov ? m[i] * momentum - g[i] * rate : m[i];
            }
        }
    }

    record Moments(Adam adam) implements Rule {
        @Override
        public int slots() {
            return adam.amsgrad() ? 3 : 2;
        }

        @Override
        public void update(Block block, float rate, long step) {
            float[] w = block.weights;
            float[] g = block.gradients;
            float[] m = block.slots[0];
            float[] v = block.slots[1];
            float first = (float) (1 - adam.beta1());
            float second = (float) (1 - adam.beta2());
            for (int i = 0; i < block.count; i++) {
                m[i] += (g[i] - m[i]) * first;
                v[i] += (g[i] * g[i] - v[i]) * second;
            }
            float[] divisor = adam.amsgrad() ? largest(block, v) : v;
            float alpha = alpha(rate, step);
            float epsilon = (float) adam.epsilon();
            for (int i = 0; i < block.count; i++) {
                w[i] -= m[i] * alpha / ((float) Math.sqrt(divisor[i]) + epsilon);
            }
        }

        private float alpha(float rate, long step) {
            return (float) (rate * Math.sqrt(1 - Math.pow(adam.beta2(), step)) / (1 - Math.pow(adam.beta1(), step)));
        }

        private static float[] largest(Block block, float[] v) {
            float[] most = block.slots[2];
            for (int i = 0; i < block.count; i++) {
                most[i] = Math.max(most[i], v[i]);
            }
            return most;
        }
    }

    record RootMeanSquare(RmsProp rmsProp) implements Rule {
        @Override
        public int slots() {
            return 1 + (rmsProp.centered() ? 1 : 0) + (rmsProp.momentum() > 0 ? 1 : 0);
        }

        @Override
        public void update(Block block, float rate, long step) {
            float[] g = block.gradients;
            float[] v = block.slots[0];
            float rho = (float) rmsProp.rho();
            float rest = (float) (1 - rmsProp.rho());
            float epsilon = (float) rmsProp.epsilon();
            for (int i = 0; i < block.count; i++) {
                v[i] = rho * v[i] + rest * (g[i] * g[i]);
            }
            if (rmsProp.centered()) {
                centre(block, rate);
            } else {
                for (int i = 0; i < block.count; i++) {
                    g[i] = rate * g[i] / (float) Math.sqrt(v[i] + epsilon);
                }
            }
            descend(block);
        }

        /** Leaves the increments where the gradients were, as the plain form does. */
        private void centre(Block block, float rate) {
            float rho = (float) rmsProp.rho();
            float rest = (float) (1 - rmsProp.rho());
            float[] g = block.gradients;
            float[] v = block.slots[0];
            float[] mean = block.slots[1];
            float epsilon = (float) rmsProp.epsilon();
            for (int i = 0; i < block.count; i++) {
                mean[i] = rho * mean[i] + rest * g[i];
                g[i] = rate * g[i] / (float) Math.sqrt(v[i] - mean[i] * mean[i] + epsilon);
            }
        }

        private void descend(Block block) {
            float[] w = block.weights;
            float[] increment = block.gradients;
            if (rmsProp.momentum() > 0) {
                float[] m = block.slots[slots() - 1];
                float momentum = (float) rmsProp.momentum();
                for (int i = 0; i < block.count; i++) {
                    m[i] = momentum * m[i] + increment[i];
                    w[i] -= m[i];
                }
            } else {
                for (int i = 0; i < block.count; i++) {
                    w[i] -= increment[i];
                }
            }
        }
    }
}
