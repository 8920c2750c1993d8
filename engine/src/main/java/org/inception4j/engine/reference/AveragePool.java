package org.inception4j.engine.reference;

/** The sum under the window over the number of its pixels or, with {@code countPadding}, of its pixels and padded cells. */
record AveragePool(Sliding sliding, boolean countPadding) implements Operation {
    @Override
    public void forward(Ends values, Pass pass) {
        pass.each(values.count(), example -> {
            for (int place = 0; place < sliding.places(); place++) {
                move(values, example, place, true);
            }
        });
    }

    @Override
    public void backward(Ends values, Ends slopes, Pass pass) {
        pass.each(values.count(), example -> {
            for (int place = 0; place < sliding.places(); place++) {
                move(slopes, example, place, false);
            }
        });
    }

    /** Adds to the output its share of each input under the window; or the other way round, which is the slope. */
    private void move(Ends ends, int example, int place, boolean forward) {
        int channels = ends.output().channels();
        double share = 1.0 / divisor(place);
        int out = (example * sliding.places() + place) * channels;
        for (int cell = 0; cell < sliding.cells(); cell++) {
            int pixel = sliding.pixel(place, cell);
            int in = (example * sliding.pixels() + pixel) * channels;
            for (int channel = 0; pixel >= 0 && channel < channels; channel++) {
                if (forward) {
                    ends.output().values()[out + channel] +=
                            share * ends.input().values()[in + channel];
                } else {
                    ends.input().values()[in + channel] += share * ends.output().values()[out + channel];
                }
            }
        }
    }

    private int divisor(int place) {
        return countPadding ? sliding.cellsOnPadded(place) : sliding.pixelsUnder(place);
    }
}
