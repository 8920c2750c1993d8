package org.inception4j.engine.onednn;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Lets the 1x1 convolution behind a mean over windows go first, as Inception's modules have them. Both are linear, so that either
 * order gives the same, and the means are then taken of the few channels that the convolution leaves. Its bias and what follows
 * stay last, since a mean that counts the padding would make less of the bias at the borders.
 */
final class Projections {
    private final Map<Edge, List<Op>> readers = new IdentityHashMap<>();
    private final List<Op> ops;

    private Projections(List<Op> ops) {
        this.ops = new ArrayList<>(ops);
        for (Op op : ops) {
            op.inputs().forEach(input -> readers.computeIfAbsent(input, any -> new ArrayList<>())
                    .add(op));
        }
    }

    static Lowering.Lowered first(Lowering.Lowered lowered) {
        Projections projections = new Projections(lowered.ops());
        for (Op op : lowered.ops()) {
            if (op instanceof PoolingOp pooling && pooling.isMeanAtEachPixel()) {
                projections.place(pooling);
            }
        }
        return new Lowering.Lowered(List.copyOf(projections.ops), lowered.edges(), lowered.beforeActivation());
    }

    private void place(PoolingOp pooling) {
        List<Op> all = readers.getOrDefault(pooling.output(), List.of());
        boolean alone = all.size() == 1 && !pooling.output().wide();
        if (alone && all.getFirst() instanceof ConvolutionOp convolution && narrows(convolution)) {
            Edge product = new Edge(
                    convolution.name() + "/product", convolution.output().shape());
            PoolingOp last = pooling.after(convolution, product);
            product.read(last);
            ops.set(ops.indexOf(pooling), convolution.product(pooling.input(), product));
            ops.set(ops.indexOf(convolution), last);
        }
    }

    /** What leaves the model is kept in float32, which a pooling does not make of other numbers. */
    private static boolean narrows(ConvolutionOp convolution) {
        return convolution.multipliesPixels()
                && !convolution.ending().adds()
                && !convolution.output().wide()
                && convolution.output().channels()
                        < convolution.inputs().getFirst().channels();
    }
}
