package org.inception4j.engine.onednn;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Moves the way back through ReLUs to where it is cheapest. A fused ReLU's gradient counts only where its result is positive. Where
 * that result goes to nothing but a maximum pooling or a concatenation, the pooled or joined value tells the same: it is 0 wherever
 * the gradient does not count. Then one pass over that value's gradient does for all of its inputs, and none of their results need be
 * kept for the way back.
 */
final class Rectifiers {
    private final Map<Edge, List<Op>> readers = new IdentityHashMap<>();
    private final Set<Edge> rectified = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Set<Edge> outputs = Collections.newSetFromMap(new IdentityHashMap<>());

    private Rectifiers(List<Op> ops, Iterable<Edge> outputs) {
        outputs.forEach(this.outputs::add);
        for (Op op : ops) {
            op.inputs().forEach(input -> readers.computeIfAbsent(input, any -> new ArrayList<>())
                    .add(op));
            if (isRectified(op)) {
                rectified.add(op.output());
            }
        }
    }

    /** Marks the edges; {@code outputs} are those that a loss may add a gradient to. */
    static void place(List<Op> ops, Iterable<Edge> outputs) {
        Rectifiers rectifiers = new Rectifiers(ops, outputs);
        for (Op op : ops) {
            if (op instanceof ConvolutionOp convolution && convolution.endsInRelu()) {
                rectifiers.place(op.output());
            }
        }
    }

    private void place(Edge result) {
        Edge place = result;
        for (Op next = onlyReader(place); next != null && rectified.contains(next.output()); next = onlyReader(place)) {
            place = next.output();
        }
        if (place != result) {
            result.rectifiedAt(place);
        }
    }

    /** Whether a gradient of the output never counts where the output is 0. */
    private boolean isRectified(Op op) {
        return switch (op) {
            case ConvolutionOp convolution -> convolution.endsInRelu();
            case PoolingOp pooling -> pooling.isMaximum() && rectified.contains(pooling.input());
            case ConcatenationOp joined -> rectified.containsAll(joined.inputs());
            default -> false;
        };
    }

    /** The one operation that passes all of the edge's gradient; null for an output. */
    private Op onlyReader(Edge edge) {
        List<Op> all = readers.getOrDefault(edge, List.of());
        Op only = all.size() == 1 && !outputs.contains(edge) ? all.getFirst() : null;
        return only instanceof ConvolutionOp ? null : only;
    }
}
