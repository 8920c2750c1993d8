package org.inception4j.engine.onednn;

import org.inception4j.model.Shape;

/** A value between two operations, before it is known where and in what numbers it is kept. Equal only to itself. */
final class Edge {
    private final String name;
    private final Shape shape;
    private boolean wide;
    private int joins;
    private int others;
    private Op lastReader;
    private boolean viewed;
    private boolean needsGradient;
    private Quantum quantum;
    private boolean rectifiedLater;
    private boolean rectifies;

    Edge(String name, Shape shape) {
        this.name = name;
        this.shape = shape;
    }

    String name() {
        return name;
    }

    /** The shape of one example. */
    Shape shape() {
        return shape;
    }

    boolean isPicture() {
        return shape.rank() != 1;
    }

    long channels() {
        return shape.channels();
    }

    /** Shapes that are neither vectors nor pictures are treated as pictures of one column. */
    long rows() {
        return isPicture() ? shape.elements() / channels() / columns() : 1;
    }

    long columns() {
        return shape.rank() == 3 ? shape.width() : 1;
    }

    /** Whether float32 is wanted whatever the plan computes in: what leaves the model, and what a softmax takes. */
    boolean wide() {
        return wide;
    }

    void widen() {
        wide = true;
    }

    /** Whether nobody reads it but concatenations along the channels, so that it need not lie in one piece. */
    boolean isJoined() {
        return joins > 0 && others == 0 && !wide;
    }

    /** Counts an operation that reads it; to be told in the order in which they will run. */
    void read(Op reader) {
        boolean joining = reader instanceof ConcatenationOp;
        joins += joining ? 1 : 0;
        others += joining ? 0 : 1;
        lastReader = reader;
        if (reader instanceof ViewOp view) {
            viewed = true;
            view.output().viewed = true;
        }
    }

    /** Whether nobody needs its value any more once this operation has read it. */
    boolean endsWith(Op reader) {
        return lastReader == reader && !wide && !viewed;
    }

    /** How it is kept in 8 bits; null where it is not. Edges that share numbers share the object. */
    Quantum quantum() {
        return quantum;
    }

    void quantize(Quantum wanted) {
        quantum = wanted;
    }

    /** Whether some weight that learns lies before it. */
    boolean needsGradient() {
        return needsGradient;
    }

    void needGradient(boolean needed) {
        needsGradient |= needed;
    }

    /** This edge's ReLU is taken care of on the way back where {@code other} gets its gradient. */
    void rectifiedAt(Edge other) {
        rectifiedLater = true;
        other.rectifies = true;
    }

    /** Whether its gradient comes with the ReLU that made it already counted in. */
    boolean rectifiedLater() {
        return rectifiedLater;
    }

    /** Whether its gradient counts only where its value is positive. */
    boolean rectifies() {
        return rectifies;
    }

    @Override
    public String toString() {
        return name + " " + shape;
    }
}
