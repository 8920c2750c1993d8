package org.inception4j.engine.reference;

/** (x - mean) / sqrt(variance + epsilon) * gamma + beta, with mean and variance of each row of the last axis. */
record LayerNorm(double epsilon, GammaBeta gammaBeta) implements Operation {
    @Override
    public void forward(Ends values, Pass pass) {
        int channels = values.output().channels();
        for (int from = 0; from < values.output().values().length; from += channels) {
            double[] normal = normal(values, from);
            for (int channel = 0; channel < channels; channel++) {
                values.output().values()[from + channel] = gammaBeta.applied(normal[channel], channel);
            }
        }
    }

    @Override
    public void backward(Ends values, Ends slopes, Pass pass) {
        int channels = values.output().channels();
        for (int from = 0; from < values.output().values().length; from += channels) {
            backward(values, slopes, from);
        }
    }

    private void backward(Ends values, Ends slopes, int from) {
        int channels = values.output().channels();
        double[] normal = normal(values, from);
        double perDeviation = perDeviation(values, from);
        double slopeSum = 0;
        double slopeByNormal = 0;
        for (int channel = 0; channel < channels; channel++) {
            double slope = slopes.output().values()[from + channel];
            gammaBeta.addGradients(channel, slope * normal[channel], slope);
            slopeSum += slope * gammaBeta.gamma(channel);
            slopeByNormal += slope * gammaBeta.gamma(channel) * normal[channel];
        }
        for (int channel = 0; channel < channels; channel++) {
            double slope = slopes.output().values()[from + channel] * gammaBeta.gamma(channel);
            slopes.input().values()[from + channel] +=
                    perDeviation * (slope - (slopeSum + normal[channel] * slopeByNormal) / channels);
        }
    }

    private double[] normal(Ends values, int from) {
        double[] normal = new double[values.input().channels()];
        double mean = mean(values, from);
        double perDeviation = perDeviation(values, from);
        for (int channel = 0; channel < normal.length; channel++) {
            normal[channel] = (values.input().values()[from + channel] - mean) * perDeviation;
        }
        return normal;
    }

    private static double mean(Ends values, int from) {
        int channels = values.input().channels();
        double sum = 0;
        for (int i = from; i < from + channels; i++) {
            sum += values.input().values()[i];
        }
        return sum / channels;
    }

    private double perDeviation(Ends values, int from) {
        int channels = values.input().channels();
        double mean = mean(values, from);
        double squares = 0;
        for (int i = from; i < from + channels; i++) {
            squares += (values.input().values()[i] - mean) * (values.input().values()[i] - mean);
        }
        return 1 / Math.sqrt(squares / channels + epsilon);
    }

    @Override
    public boolean learns() {
        return gammaBeta.learns();
    }
}
