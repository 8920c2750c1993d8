package org.inception4j.engine.onednn;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_FROM;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC_0;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC_1;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_TO;
import static org.bytedeco.dnnl.global.dnnl.dnnl_binary_sub;

import java.util.List;
import org.inception4j.engine.onednn.Step.Argument;

/** Float32 numbers as sums of two bfloat16: the nearest, and the nearest to what is missing then. */
record Halves(Value high, Value low) {
    /** As the negative of what the high half is above the whole: the library has fast code only for that order of the two. */
    private static final List<PostOp> NEGATIVE = Functions.linear(-1, 0).fused();

    Value half(boolean wantsHigh) {
        return wantsHigh ? high : low;
    }

    /** Writes a part of the high half, from as many numbers; all are dense and in one order. */
    Step splitHigh(Kernels kernels, Part part, String name, Value whole) {
        String label = part.label(name + "/split");
        Value from = whole.inOneRow(kernels.handles());
        Value to = high.inOneRow(kernels.handles());
        Primitive primitive = Pointwise.reorder(kernels, label, from.layout(), to.layout(), List.of());
        return Step.of(part.lane(), label, primitive, new Argument(DNNL_ARG_FROM, from), new Argument(DNNL_ARG_TO, to));
    }

    /** Writes a part of the low half, after the high one. */
    Step splitLow(Kernels kernels, Part part, String name, Value whole) {
        String label = part.label(name + "/split");
        Value left = high.inOneRow(kernels.handles());
        Value right = whole.inOneRow(kernels.handles());
        Value to = low.inOneRow(kernels.handles());
        Primitive primitive =
                Pointwise.binary(kernels, label, dnnl_binary_sub, left.layout(), right.layout(), to.layout(), NEGATIVE);
        return Step.of(
                part.lane(),
                label,
                primitive,
                new Argument(DNNL_ARG_SRC_0, left),
                new Argument(DNNL_ARG_SRC_1, right),
                new Argument(DNNL_ARG_DST, to));
    }
}
