package org.inception4j.app;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.inception4j.formats.WeightMatch;
import org.inception4j.model.Model;
import org.inception4j.model.Node;
import org.inception4j.model.Shape;
import org.inception4j.model.WeightSpec;
import org.inception4j.tensor.Tensor;
import org.inception4j.tensor.Weights;

/**
 * A network held against a file of weights.
 *
 * @param name the network's, or of a file's own network the model's
 */
record Fit(String name, Model model, WeightMatch match) {
    /** How many classes the network tells apart. */
    int classes() {
        return Math.toIntExact(model.output().node().shape().elements());
    }

    /** True if the file has all but a classifier of this size. */
    boolean failsAtTheClassifierOnly() {
        return !match.wrong().isEmpty()
                && model.weights().keySet().stream()
                        .filter(name -> !match.weights().has(name))
                        .allMatch(headWeights()::contains);
    }

    /** These weights without class 0, for a network with one class less. */
    Weights withoutBackground() {
        Map<String, Tensor> weights = new LinkedHashMap<>(match.weights().tensors());
        headWeights().forEach(name -> weights.computeIfPresent(name, (_, tensor) -> withoutFirst(tensor)));
        return Weights.of(weights);
    }

    /** The layer that tells the classes apart: the last with weights. */
    private Set<String> headWeights() {
        for (Node node : model.nodes().reversed()) {
            if (!model.weights(node).isEmpty()) {
                return model.weights(node).stream().map(WeightSpec::name).collect(Collectors.toSet());
            }
        }
        return Set.of();
    }

    /** Classes are the last axis of kernels and biases. */
    private static Tensor withoutFirst(Tensor tensor) {
        int classes = tensor.shape().channels();
        Shape shape = tensor.shape().withChannels(classes - 1);
        Tensor left = Tensor.zeros(shape);
        for (long i = 0; i < left.size(); i++) {
            left.set(i, tensor.get(i / (classes - 1) * classes + 1 + i % (classes - 1)));
        }
        return left;
    }
}
