package org.inception4j.model;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What must hold before nodes become a model. */
final class GraphCheck {
    private GraphCheck() {}

    static void of(String model, List<Node> inputs, List<Output> outputs, List<Node> nodes) {
        for (Node node : nodes) {
            if (node.layer() instanceof Input && !inputs.contains(node)) {
                throw new IllegalArgumentException(
                        "%s: the outputs need the input %s, which is not among the model's inputs; add it"
                                .formatted(model, node));
            }
        }
        for (Node input : inputs) {
            if (!nodes.contains(input)) {
                throw new IllegalArgumentException(
                        "%s: no output depends on the input %s; leave it out or connect it".formatted(model, input));
            }
            if (!(input.layer() instanceof Input)) {
                throw new IllegalArgumentException(
                        "%s: %s is no Input layer; give inputs made by Input".formatted(model, input));
            }
        }
        Set<String> names = new HashSet<>();
        for (Output output : outputs) {
            if (!names.add(output.name())) {
                throw new IllegalArgumentException(
                        "%s: two outputs are named %s; give each its own name".formatted(model, output.name()));
            }
        }
    }
}
