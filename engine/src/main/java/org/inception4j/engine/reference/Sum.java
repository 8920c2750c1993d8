package org.inception4j.engine.reference;

/** All inputs added up. */
record Sum() implements Operation {
    @Override
    public void forward(Ends values, Pass pass) {
        values.inputs()
                .forEach(input -> Sums.add(input.values(), values.output().values()));
    }

    @Override
    public void backward(Ends values, Ends slopes, Pass pass) {
        slopes.inputs().forEach(input -> Sums.add(slopes.output().values(), input.values()));
    }
}
