package org.inception4j.engine.reference;

import org.inception4j.model.LocalResponseNormalization;

/**
 * y = x * s^-beta with s = k + alpha / size * the sum of x^2 over the neighbouring channels. A number is in the sums of its
 * neighbours, so its slope is slope * s^-beta - 2 * alpha * beta / size * x * the sum over them of slope * x * s^(-beta - 1).
 */
record ResponseNorm(LocalResponseNormalization layer) implements Operation {
    @Override
    public void forward(Ends values, Pass pass) {
        pass.each(values.count(), example -> {
            int width = values.output().width();
            for (int at = example * width; at < (example + 1) * width; at++) {
                double[] input = values.input().values();
                values.output().values()[at] =
                        input[at] * Math.pow(sum(input, at, values.input().channels()), -layer.beta());
            }
        });
    }

    @Override
    public void backward(Ends values, Ends slopes, Pass pass) {
        pass.each(values.count(), example -> {
            int width = values.output().width();
            for (int at = example * width; at < (example + 1) * width; at++) {
                slopes.input().values()[at] += slope(values, slopes.output().values(), at);
            }
        });
    }

    private double slope(Ends values, double[] slope, int at) {
        double[] input = values.input().values();
        int channels = values.input().channels();
        double own = slope[at] * Math.pow(sum(input, at, channels), -layer.beta());
        double throughNeighbours = 0;
        for (int i = first(at, channels); i <= last(at, channels); i++) {
            throughNeighbours += slope[i] * input[i] * Math.pow(sum(input, i, channels), -layer.beta() - 1.0);
        }
        return own - 2.0 * layer.alpha() * layer.beta() / layer.size() * input[at] * throughNeighbours;
    }

    private double sum(double[] input, int at, int channels) {
        double squares = 0;
        for (int i = first(at, channels); i <= last(at, channels); i++) {
            squares += input[i] * input[i];
        }
        return layer.k() + (double) layer.alpha() / layer.size() * squares;
    }

    /** The first neighbour of the number at this index, within its own pixel. */
    private int first(int at, int channels) {
        return at - Math.min(at % channels, layer.size() / 2);
    }

    private int last(int at, int channels) {
        return at + Math.min(channels - 1 - at % channels, layer.size() / 2);
    }
}
