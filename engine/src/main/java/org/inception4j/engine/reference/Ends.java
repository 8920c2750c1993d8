package org.inception4j.engine.reference;

import java.util.List;

/** Both ends of an operation: what goes in and what comes out; or, on the way back, the slope of the loss for each. */
record Ends(List<Batch> inputs, Batch output) {
    Batch input() {
        return inputs.getFirst();
    }

    int count() {
        return output.count();
    }
}
