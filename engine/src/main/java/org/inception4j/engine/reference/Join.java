package org.inception4j.engine.reference;

/** For each pixel the channels of all inputs, one input after another. */
record Join() implements Operation {
    @Override
    public void forward(Ends values, Pass pass) {
        int first = 0;
        for (Batch input : values.inputs()) {
            for (int pixel = 0; pixel < input.pixels(); pixel++) {
                System.arraycopy(
                        input.values(),
                        pixel * input.channels(),
                        values.output().values(),
                        pixel * values.output().channels() + first,
                        input.channels());
            }
            first += input.channels();
        }
    }

    @Override
    public void backward(Ends values, Ends slopes, Pass pass) {
        int first = 0;
        for (Batch input : slopes.inputs()) {
            for (int i = 0; i < input.values().length; i++) {
                int pixel = i / input.channels();
                int channel = first + i % input.channels();
                input.values()[i] +=
                        slopes.output().values()[pixel * slopes.output().channels() + channel];
            }
            first += input.channels();
        }
    }
}
