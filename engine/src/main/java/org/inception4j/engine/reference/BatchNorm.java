package org.inception4j.engine.reference;

import org.inception4j.model.BatchNormalization;

/**
 * (x - mean) / sqrt(variance + epsilon) * gamma + beta for each channel: with the batch's own mean and variance in training,
 * else (and when the layer is frozen) with the moving ones, which then stay as they are.
 */
record BatchNorm(
        BatchNormalization layer, boolean frozen, GammaBeta gammaBeta, Weight movingMean, Weight movingVariance)
        implements Operation {

    /** {@code perDeviation} is 1 / sqrt(variance + epsilon). */
    private record Statistics(double mean, double variance, double perDeviation) {}

    @Override
    public void forward(Ends values, Pass pass) {
        pass.each(values.output().channels(), channel -> {
            Statistics statistics = statistics(values, pass, channel);
            for (int i = channel;
                    i < values.output().values().length;
                    i += values.output().channels()) {
                double normal = normal(values, statistics, i);
                values.output().values()[i] = gammaBeta.applied(normal, channel);
            }
            if (byBatch(pass)) {
                moveAverages(statistics, values.output().pixels(), channel);
            }
        });
    }

    @Override
    public void backward(Ends values, Ends slopes, Pass pass) {
        pass.each(values.output().channels(), channel -> backward(values, slopes, pass, channel));
    }

    private void backward(Ends values, Ends slopes, Pass pass, int channel) {
        Statistics statistics = statistics(values, pass, channel);
        double[] slope = slopes.output().values();
        int channels = values.output().channels();
        double slopeSum = 0;
        double slopeByNormal = 0;
        for (int i = channel; i < slope.length; i += channels) {
            slopeSum += slope[i];
            slopeByNormal += slope[i] * normal(values, statistics, i);
        }
        gammaBeta.addGradients(channel, slopeByNormal, slopeSum);
        double count = values.output().pixels();
        for (int i = channel; i < slope.length; i += channels) {
            double throughStatistics =
                    byBatch(pass) ? (slopeSum + normal(values, statistics, i) * slopeByNormal) / count : 0;
            slopes.input().values()[i] +=
                    gammaBeta.gamma(channel) * statistics.perDeviation() * (slope[i] - throughStatistics);
        }
    }

    private boolean byBatch(Pass pass) {
        return pass.training() && !frozen;
    }

    private Statistics statistics(Ends values, Pass pass, int channel) {
        if (!byBatch(pass)) {
            return statistics(movingMean.values()[channel], movingVariance.values()[channel]);
        }
        double[] input = values.input().values();
        int channels = values.input().channels();
        double sum = 0;
        for (int i = channel; i < input.length; i += channels) {
            sum += input[i];
        }
        double mean = sum / values.input().pixels();
        double squares = 0;
        for (int i = channel; i < input.length; i += channels) {
            squares += (input[i] - mean) * (input[i] - mean);
        }
        return statistics(mean, squares / values.input().pixels());
    }

    private Statistics statistics(double mean, double variance) {
        return new Statistics(mean, variance, 1 / Math.sqrt(variance + layer.epsilon()));
    }

    private static double normal(Ends values, Statistics statistics, int index) {
        return (values.input().values()[index] - statistics.mean()) * statistics.perDeviation();
    }

    /** Rounded to float32 at once: a run that is saved and goes on must not differ from one that was not saved. */
    private void moveAverages(Statistics statistics, int count, int channel) {
        double correction = layer.unbiasedVariance() && count > 1 ? count / (count - 1.0) : 1;
        move(movingMean, channel, statistics.mean());
        move(movingVariance, channel, statistics.variance() * correction);
    }

    private void move(Weight average, int channel, double now) {
        double before = average.values()[channel];
        average.values()[channel] = (float) (before * layer.momentum() + now * (1.0 - layer.momentum()));
    }

    @Override
    public boolean learns() {
        return gammaBeta.learns();
    }
}
