package org.inception4j.engine;

import java.util.Map;
import org.inception4j.model.Model;
import org.inception4j.model.Node;
import org.inception4j.model.Shape;
import org.inception4j.tensor.Tensor;

/** The check that every plan makes of what it is given, so that all engines refuse alike. */
public final class PlanInputs {
    private PlanInputs() {}

    /** How many examples the inputs hold; refuses a missing or unknown input, a wrong shape, and unequal counts. */
    public static int count(Model model, Map<String, Tensor> inputs) {
        for (String name : inputs.keySet()) {
            if (model.inputs().stream().noneMatch(node -> model.name(node).equals(name))) {
                throw new IllegalArgumentException("%s: has no input named %s; it has %s"
                        .formatted(
                                model.name(),
                                name,
                                String.join(
                                        ", ",
                                        model.inputs().stream().map(model::name).toList())));
            }
        }
        int count = count(model, inputs, model.inputs().getFirst());
        for (Node node : model.inputs()) {
            int other = count(model, inputs, node);
            if (other != count) {
                throw new IllegalArgumentException("%s: holds %d examples and %s holds %d; give each input as many"
                        .formatted(
                                model.name(node),
                                other,
                                model.name(model.inputs().getFirst()),
                                count));
            }
        }
        return count;
    }

    private static int count(Model model, Map<String, Tensor> inputs, Node node) {
        String name = model.name(node);
        Tensor tensor = inputs.get(name);
        if (tensor == null) {
            throw new IllegalArgumentException("%s: the input %s is missing; give a tensor of shape (count, %s"
                    .formatted(model.name(), name, node.shape().toString().substring(1)));
        }
        Shape shape = tensor.shape();
        if (shape.rank() < 1 || !shape.unbatched().equals(node.shape())) {
            throw new IllegalArgumentException("%s: got a tensor of shape %s; give (count, %s"
                    .formatted(name, shape, node.shape().toString().substring(1)));
        }
        return shape.size(0);
    }
}
