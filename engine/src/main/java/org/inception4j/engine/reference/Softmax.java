package org.inception4j.engine.reference;

/** exp of each number over the sum of exp along the last axis. */
record Softmax() implements Operation {
    @Override
    public void forward(Ends values, Pass pass) {
        int channels = values.output().channels();
        for (int from = 0; from < values.output().values().length; from += channels) {
            row(values.input().values(), values.output().values(), from, channels);
        }
    }

    /** The largest number is taken off first, so that exp does not overflow. */
    private static void row(double[] input, double[] output, int from, int channels) {
        double largest = Double.NEGATIVE_INFINITY;
        for (int i = from; i < from + channels; i++) {
            largest = Math.max(largest, input[i]);
        }
        double sum = 0;
        for (int i = from; i < from + channels; i++) {
            output[i] = Math.exp(input[i] - largest);
            sum += output[i];
        }
        for (int i = from; i < from + channels; i++) {
            output[i] /= sum;
        }
    }

    @Override
    public void backward(Ends values, Ends slopes, Pass pass) {
        int channels = values.output().channels();
        double[] output = values.output().values();
        double[] slope = slopes.output().values();
        for (int from = 0; from < output.length; from += channels) {
            double mean = 0;
            for (int i = from; i < from + channels; i++) {
                mean += output[i] * slope[i];
            }
            for (int i = from; i < from + channels; i++) {
                slopes.input().values()[i] += output[i] * (slope[i] - mean);
            }
        }
    }
}
