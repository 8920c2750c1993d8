package org.inception4j.model;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What must hold before nodes become a model. */
final class GraphCheck {
    private final String model;

    private GraphCheck(String model) {
        this.model = model;
    }

    static void of(String model, List<Node> inputs, List<Output> outputs, List<Node> nodes) {
        GraphCheck check = new GraphCheck(model);
        check.inputs(inputs, new HashSet<>(nodes));
        check.nodes(nodes, new HashSet<>(inputs));
        check.outputs(outputs);
    }

    private void inputs(List<Node> inputs, Set<Node> nodes) {
        Set<Node> seen = new HashSet<>();
        for (Node input : inputs) {
            if (!nodes.contains(input)) {
                throw wrong("no output depends on the input %s; leave it out or connect it", input);
            }
            if (!(input.layer() instanceof Input)) {
                throw wrong("%s is no Input layer; give inputs made by Input", input);
            }
            if (!seen.add(input)) {
                throw wrong("the input %s is given twice; give it once", input);
            }
        }
    }

    private void nodes(List<Node> nodes, Collection<Node> inputs) {
        for (Node node : nodes) {
            if (node.layer() instanceof Input && !inputs.contains(node)) {
                throw wrong("the outputs need the input %s, which is not among the model's inputs; add it", node);
            }
        }
    }

    private void outputs(List<Output> outputs) {
        Set<String> names = new HashSet<>();
        for (Output output : outputs) {
            if (!names.add(output.name())) {
                throw wrong("two outputs are named %s; give each its own name", output.name());
            }
        }
    }

    private IllegalArgumentException wrong(String text, Object value) {
        return new IllegalArgumentException(model + ": " + text.formatted(value));
    }
}
