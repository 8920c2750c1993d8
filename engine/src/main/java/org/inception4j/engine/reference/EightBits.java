package org.inception4j.engine.reference;

import org.inception4j.engine.Quantization.Range;

/** Each number as it comes out of 8 bits. For answering only. */
record EightBits(Range range) implements Operation {
    @Override
    public void forward(Ends values, Pass pass) {
        int width = values.output().width();
        pass.each(values.count(), example -> {
            for (int i = example * width; i < (example + 1) * width; i++) {
                values.output().values()[i] = range.rounded(values.input().values()[i]);
            }
        });
    }

    @Override
    public void backward(Ends values, Ends slopes, Pass pass) {
        throw new IllegalStateException("8 bits are for answering only");
    }
}
