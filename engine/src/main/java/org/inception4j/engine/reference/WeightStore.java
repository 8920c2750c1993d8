package org.inception4j.engine.reference;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.inception4j.engine.ParameterLayout;
import org.inception4j.model.Model;
import org.inception4j.model.Node;
import org.inception4j.model.WeightSpec;
import org.inception4j.tensor.Tensor;
import org.inception4j.tensor.Weights;

/** All weights of a model by name, as a plan computes with them. */
final class WeightStore {
    private final Model model;
    private final Predicate<String> trainable;
    private final Map<String, Weight> weights = new LinkedHashMap<>();

    /** Zeros; {@code trainable} says by a layer's name whether its weights learn. */
    WeightStore(Model model, Predicate<String> trainable) {
        this.model = model;
        this.trainable = trainable;
        for (WeightSpec spec : model.weights().values()) {
            boolean learns = spec.trainable() && trainable.test(ParameterLayout.layerOf(spec.name()));
            weights.put(spec.name(), new Weight(spec, learns));
        }
    }

    Model model() {
        return model;
    }

    boolean trainable(Node node) {
        return trainable.test(model.name(node));
    }

    /** The weight {@code own} ({@code kernel}) of this node's layer. */
    Weight of(Node node, String own) {
        return weights.get(model.name(node) + "/" + own);
    }

    Optional<Weight> optional(Node node, String own) {
        return Optional.ofNullable(of(node, own));
    }

    Weight named(String name) {
        return weights.get(name);
    }

    Collection<Weight> all() {
        return weights.values();
    }

    void load(Weights loaded) {
        loaded.forModel(model).tensors().forEach((name, tensor) -> weights.get(name)
                .set(tensor));
    }

    Weights toWeights() {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        weights.forEach((name, weight) -> tensors.put(name, weight.toTensor()));
        return Weights.of(tensors);
    }
}
