package org.inception4j.model.anatomy;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.inception4j.model.LayerInstance;
import org.inception4j.model.Node;

/** How many numbers weights hold. */
final class Parameters {
    private Parameters() {}

    static long of(Node node) {
        return node.layer().weights(node.inputShapes()).stream()
                .mapToLong(spec -> spec.shape().elements())
                .sum();
    }

    /** Of all the nodes; weights that several share count once. */
    static long of(Collection<Node> nodes) {
        Map<LayerInstance, Long> each = new HashMap<>();
        nodes.forEach(node -> each.put(node.instance(), of(node)));
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
