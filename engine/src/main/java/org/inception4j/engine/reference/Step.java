package org.inception4j.engine.reference;

import java.util.ArrayList;
import java.util.List;

/**
 * An operation at its place in a program; {@code inputs} and {@code output} are slots.
 *
 * @param matters true if a weight of this step or of one before it learns, so that backward must come here
 */
record Step(Operation operation, List<Integer> inputs, int output, boolean matters) {
    void forward(Batch[] values, Batch zeros, Pass pass) {
        values[output] = zeros;
        operation.forward(ends(values), pass);
    }

    Ends ends(Batch[] slots) {
        return new Ends(inputs.stream().map(slot -> slots[slot]).toList(), slots[output]);
    }

    boolean uses(int slot) {
        return inputs.contains(slot);
    }

    /** Inputs and output. */
    List<Integer> slots() {
        List<Integer> all = new ArrayList<>(inputs);
        all.add(output);
        return all;
    }
}
