package org.inception4j.engine.reference;

/** The arithmetic of one step: forward, and backward from what forward was given and gave. It keeps nothing between the two. */
interface Operation {
    /** Fills {@code values.output()}, which comes as zeros. */
    void forward(Ends values, Pass pass);

    /**
     * Adds to {@code slopes.inputs()} and to the gradients of the weights that learn what {@code slopes.output()} brings.
     * What an input's slope holds already came from other uses of the same value and stays in the sum.
     */
    void backward(Ends values, Ends slopes, Pass pass);

    /** True if it has a weight that learns. */
    default boolean learns() {
        return false;
    }
}
