package org.inception4j.engine.onednn;

import java.util.Map;
import org.inception4j.model.Model;
import org.inception4j.model.Node;
import org.inception4j.model.Shape;
import org.inception4j.tensor.Tensor;

/** Checks what is fed to a plan. */
final class Batches {
    private Batches() {}

    /** The number of examples in the inputs, which must be one tensor for each of the model's inputs. */
    static int count(Model model, Map<String, Tensor> inputs) {
        int count = -1;
        for (Node node : model.inputs()) {
            String name = model.name(node);
            Tensor tensor = inputs.get(name);
            if (tensor == null) {
                throw new IllegalArgumentException("%s: the input %s is missing among %s; give a tensor for it"
                        .formatted(model.name(), name, inputs.keySet()));
            }
            Shape shape = tensor.shape();
            if (shape.rank() != node.shape().rank() + 1 || !shape.unbatched().equals(node.shape())) {
                throw new IllegalArgumentException("%s: the input has the shape %s; give %s with the batch in front"
                        .formatted(name, shape, node.shape()));
            }
            if (count >= 0 && shape.size(0) != count) {
                throw new IllegalArgumentException("%s: the input has %d examples and another %d; give as many to each"
                        .formatted(name, shape.size(0), count));
            }
            count = shape.size(0);
        }
        return count;
    }
}
