package org.inception4j.engine.reference;

/** The picture moved down and right (negative: up and left) into a frame of another size; what is uncovered is zero. */
record Shift(int down, int right) implements Operation {
    /** Does something for an index into the input and the index into the output where it comes to lie. */
    private interface Move {
        void move(int from, int to);
    }

    @Override
    public void forward(Ends values, Pass pass) {
        each(values, (from, to) -> values.output().values()[to] = values.input().values()[from]);
    }

    @Override
    public void backward(Ends values, Ends slopes, Pass pass) {
        each(
                values,
                (from, to) -> slopes.input().values()[from] += slopes.output().values()[to]);
    }

    private void each(Ends values, Move move) {
        Batch input = values.input();
        Batch output = values.output();
        int width = input.shape().width();
        int height = input.shape().height();
        for (int from = 0; from < input.values().length; from++) {
            int pixel = from / input.channels();
            int row = pixel / width % height + down;
            int column = pixel % width + right;
            if (row >= 0
                    && row < output.shape().height()
                    && column >= 0
                    && column < output.shape().width()) {
                int example = pixel / width / height;
                int to = (example * output.shape().height() + row)
                                * output.shape().width()
                        + column;
                move.move(from, to * output.channels() + from % input.channels());
            }
        }
    }
}
