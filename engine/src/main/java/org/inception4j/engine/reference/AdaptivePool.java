package org.inception4j.engine.reference;

import org.inception4j.model.AdaptiveAveragePooling2D;
import org.inception4j.model.AdaptiveAveragePooling2D.Cells;
import org.inception4j.model.Shape;

/** The sum under each window over the number of its pixels. */
record AdaptivePool(AdaptiveAveragePooling2D layer) implements Operation {
    @Override
    public void forward(Ends values, Pass pass) {
        pass.each(values.count(), example -> eachWindow(values, example, true));
    }

    @Override
    public void backward(Ends values, Ends slopes, Pass pass) {
        pass.each(values.count(), example -> eachWindow(slopes, example, false));
    }

    private void eachWindow(Ends ends, int example, boolean forward) {
        Shape picture = ends.input().shape();
        Shape output = ends.output().shape();
        for (int row = 0; row < output.height(); row++) {
            for (int column = 0; column < output.width(); column++) {
                int out = ((example * output.height() + row) * output.width() + column) * output.channels();
                Cells rows = layer.rows(row, picture.height());
                Cells columns = layer.columns(column, picture.width());
                eachPixel(ends, example, rows, columns, out, forward);
            }
        }
    }

    private static void eachPixel(Ends ends, int example, Cells rows, Cells columns, int out, boolean forward) {
        Shape picture = ends.input().shape();
        double share = 1.0 / (rows.count() * columns.count());
        for (int row = rows.start(); row < rows.end(); row++) {
            for (int column = columns.start(); column < columns.end(); column++) {
                int in = ((example * picture.height() + row) * picture.width() + column) * picture.channels();
                move(ends, in, out, share, forward);
            }
        }
    }

    /** Adds to the output its share of the input; or the other way round, which is the slope. */
    private static void move(Ends ends, int in, int out, double share, boolean forward) {
        double[] input = ends.input().values();
        double[] output = ends.output().values();
        for (int channel = 0; channel < ends.output().channels(); channel++) {
            if (forward) {
                output[out + channel] += share * input[in + channel];
            } else {
                input[in + channel] += share * output[out + channel];
            }
        }
    }
}
