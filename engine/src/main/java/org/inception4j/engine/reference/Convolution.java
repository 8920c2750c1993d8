package org.inception4j.engine.reference;

import java.util.Optional;

/**
 * The sum over a window of pixel times kernel, plus bias. The kernel is (cells, channels of a group, filters); a depthwise
 * convolution is one with as many groups as channels, its (cells, channels, multiplier) being the same numbers in the same order.
 */
record Convolution(Sliding sliding, int groups, Weight kernel, Optional<Weight> bias) implements Operation {
    @Override
    public void forward(Ends values, Pass pass) {
        int places = sliding.places();
        pass.each(values.count() * places, task -> place(values, task / places, task % places));
    }

    private void place(Ends values, int example, int place) {
        int filters = values.output().channels();
        int to = (example * sliding.places() + place) * filters;
        bias.ifPresent(
                added -> System.arraycopy(added.values(), 0, values.output().values(), to, filters));
        for (int cell = 0; cell < sliding.cells(); cell++) {
            int pixel = sliding.pixel(place, cell);
            if (pixel >= 0) {
                addCell(values, example * sliding.pixels() + pixel, cell, to);
            }
        }
    }

    private void addCell(Ends values, int pixel, int cell, int to) {
        double[] output = values.output().values();
        for (int channel = 0; channel < values.input().channels(); channel++) {
            double number = values.input().values()[pixel * values.input().channels() + channel];
            int weight = weight(values, cell, channel);
            int first = firstFilter(values, channel);
            addScaled(output, to + first, kernel.values(), weight + first, number, filtersOfGroup(values));
        }
    }

    @Override
    public void backward(Ends values, Ends slopes, Pass pass) {
        pass.each(values.count(), example -> inputSlopes(values, slopes, example));
        if (kernel.learns()) {
            int channels = values.input().channels();
            pass.each(
                    sliding.cells() * channels,
                    task -> kernelGradient(values, slopes.output().values(), task / channels, task % channels));
        }
        bias.filter(Weight::learns).ifPresent(added -> Sums.ofRows(slopes.output(), added.gradient()));
    }

    private void inputSlopes(Ends values, Ends slopes, int example) {
        int filters = values.output().channels();
        for (int place = 0; place < sliding.places(); place++) {
            int from = (example * sliding.places() + place) * filters;
            for (int cell = 0; cell < sliding.cells(); cell++) {
                int pixel = sliding.pixel(place, cell);
                if (pixel >= 0) {
                    inputSlope(values, slopes, example * sliding.pixels() + pixel, cell, from);
                }
            }
        }
    }

    private void inputSlope(Ends values, Ends slopes, int pixel, int cell, int from) {
        double[] slope = slopes.output().values();
        int channels = values.input().channels();
        for (int channel = 0; channel < channels; channel++) {
            int weight = weight(values, cell, channel);
            int first = firstFilter(values, channel);
            double sum = 0;
            for (int filter = first; filter < first + filtersOfGroup(values); filter++) {
                sum += slope[from + filter] * kernel.values()[weight + filter];
            }
            slopes.input().values()[pixel * channels + channel] += sum;
        }
    }

    private void kernelGradient(Ends values, double[] slope, int cell, int channel) {
        int channels = values.input().channels();
        int filters = values.output().channels();
        int weight = weight(values, cell, channel);
        int first = firstFilter(values, channel);
        for (int at = 0; at < values.output().pixels(); at++) {
            int pixel = sliding.pixel(at % sliding.places(), cell);
            if (pixel >= 0) {
                int from = (at / sliding.places() * sliding.pixels() + pixel) * channels + channel;
                double number = values.input().values()[from];
                addScaled(
                        kernel.gradient(), weight + first, slope, at * filters + first, number, filtersOfGroup(values));
            }
        }
    }

    private int filtersOfGroup(Ends values) {
        return values.output().channels() / groups;
    }

    private int channelsOfGroup(Ends values) {
        return values.input().channels() / groups;
    }

    /** The first filter that sees this input channel. */
    private int firstFilter(Ends values, int channel) {
        return channel / channelsOfGroup(values) * filtersOfGroup(values);
    }

    /** Where in the kernel the row of filters for a cell and an input channel begins. */
    private int weight(Ends values, int cell, int channel) {
        int channelsOfGroup = channelsOfGroup(values);
        return (cell * channelsOfGroup + channel % channelsOfGroup)
                * values.output().channels();
    }

    private static void addScaled(double[] to, int at, double[] from, int start, double factor, int count) {
        for (int i = 0; i < count; i++) {
            to[at + i] += factor * from[start + i];
        }
    }

    @Override
    public boolean learns() {
        return kernel.learns() || bias.map(Weight::learns).orElse(false);
    }
}
