package org.inception4j.engine.onednn;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.inception4j.engine.Quantization;
import org.inception4j.engine.QuantizationGroups;
import org.inception4j.model.Model;
import org.inception4j.model.Node;

/** Turns a lowered model into one that keeps values in 8 bits where there are ranges for them. */
final class Quantizing {
    private Quantizing() {}

    /** {@code ranges}: one object for all values that share a scale. */
    static Lowering.Lowered of(Lowering.Lowered lowered, Model model, Map<Node, Quantization.Range> ranges) {
        if (ranges.isEmpty()) {
            return lowered;
        }
        Map<Quantization.Range, Quantum> quanta = new IdentityHashMap<>();
        lowered.edges().forEach((node, edge) -> {
            Quantization.Range range = ranges.get(node);
            if (range != null) {
                edge.quantize(quanta.computeIfAbsent(range, Quantum::of));
            }
        });
        Set<String> multiplying = model.nodes().stream()
                .filter(node -> QuantizationGroups.multiplies(node.layer()))
                .map(model::name)
                .collect(Collectors.toSet());
        List<Op> ops =
                lowered.ops().stream().map(op -> quantized(op, multiplying)).toList();
        return new Lowering.Lowered(ops, lowered.edges(), lowered.beforeActivation());
    }

    private static Op quantized(Op op, Set<String> multiplying) {
        Edge first = op.inputs().getFirst();
        boolean moves = op instanceof ViewOp || op instanceof FrameOp;
        if (moves && op.output().quantum() == null) {
            op.output().quantize(first.quantum());
        }
        boolean inBytes = first.quantum() != null
                && op instanceof Multiplication multiplication
                && multiplying.contains(multiplication.name());
        return inBytes ? new QuantizedOp((Multiplication) op) : op;
    }
}
