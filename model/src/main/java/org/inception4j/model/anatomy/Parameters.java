package org.inception4j.model.anatomy;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.inception4j.model.LayerInstance;
import org.inception4j.model.Node;
import org.inception4j.model.WeightSpec;

/** How many numbers weights hold. */
final class Parameters {
    private Parameters() {}

    static final Predicate<WeightSpec> ALL = _ -> true;

    static long of(Node node) {
        return of(node, ALL);
    }

    private static long of(Node node, Predicate<WeightSpec> counted) {
        return node.layer().weights(node.inputShapes()).stream()
                .filter(counted)
                .mapToLong(spec -> spec.shape().elements())
                .sum();
    }

    /** Of all the nodes, in those weights that count; what several share counts once. */
    static long of(Collection<Node> nodes, Predicate<WeightSpec> counted) {
        Map<LayerInstance, Long> each = new HashMap<>();
        nodes.forEach(node -> each.put(node.instance(), of(node, counted)));
        return each.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Kernels only: what is multiplied. */
    static long kernels(Collection<Node> nodes) {
        return nodes.stream()
                .flatMap(node -> node.layer().weights(node.inputShapes()).stream())
                .filter(spec -> spec.shape().rank() > 1)
                .mapToLong(spec -> spec.shape().elements())
                .sum();
    }
}
