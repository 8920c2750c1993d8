package org.inception4j.engine.onednn;

/** What a primitive does to its result before it stores it. */
sealed interface PostOp {
    /** An element-wise function, by the library's code and parameters. */
    record Function(int algorithm, float alpha, float beta) implements PostOp {}

    /** Adds a second tensor, which may be one number a channel. */
    record AddOther(Layout other) implements PostOp {}

    /** Multiplies an argument, given by the library's code, by numbers that come with the call: one, or where the mask says so many. */
    record Scale(int argument, int mask) implements PostOp {}

    /** Adds what is in the destination already. */
    record Accumulate() implements PostOp {}
}
