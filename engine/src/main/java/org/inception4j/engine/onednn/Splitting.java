package org.inception4j.engine.onednn;

import java.util.List;

/** Turns a lowered model into one whose convolutions multiply by three products of bfloat16, where that is faster. */
final class Splitting {
    /** Below so many products for each output, splitting the input takes more time than is won. */
    private static final long LEAST_PRODUCTS = 65;

    private Splitting() {}

    static Lowering.Lowered of(Lowering.Lowered lowered) {
        List<Op> ops = lowered.ops().stream().map(Splitting::split).toList();
        return new Lowering.Lowered(ops, lowered.edges(), lowered.beforeActivation());
    }

    private static Op split(Op op) {
        return op instanceof ConvolutionOp convolution && convolution.products() >= LEAST_PRODUCTS
                ? new SplitOp(convolution)
                : op;
    }
}
