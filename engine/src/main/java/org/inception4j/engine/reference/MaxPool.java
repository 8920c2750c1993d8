package org.inception4j.engine.reference;

/** The largest number under the window; of equal ones the first takes the slope. */
record MaxPool(Sliding sliding) implements Operation {
    @Override
    public void forward(Ends values, Pass pass) {
        pass.each(values.count(), example -> {
            for (int at = example * perExample(values); at < (example + 1) * perExample(values); at++) {
                values.output().values()[at] = values.input().values()[largest(values, at)];
            }
        });
    }

    @Override
    public void backward(Ends values, Ends slopes, Pass pass) {
        pass.each(values.count(), example -> {
            for (int at = example * perExample(values); at < (example + 1) * perExample(values); at++) {
                slopes.input().values()[largest(values, at)] += slopes.output().values()[at];
            }
        });
    }

    private static int perExample(Ends values) {
        return values.output().width();
    }

    /** Where the largest input for the output at index {@code at} lies; what is no number wins, so that it is not hidden. */
    private int largest(Ends values, int at) {
        int channels = values.output().channels();
        int row = at / channels;
        double[] input = values.input().values();
        int best = -1;
        for (int cell = 0; cell < sliding.cells(); cell++) {
            int pixel = sliding.pixel(row % sliding.places(), cell);
            if (pixel >= 0) {
                int candidate = (row / sliding.places() * sliding.pixels() + pixel) * channels + at % channels;
                if (best < 0 || input[candidate] > input[best] || Double.isNaN(input[candidate])) {
                    best = candidate;
                }
            }
        }
        return best;
    }
}
