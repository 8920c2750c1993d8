package org.inception4j.formats.keras;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.inception4j.formats.WeightsException;
import org.inception4j.model.Model;
import org.inception4j.model.Node;
import org.inception4j.model.Normalization;
import org.inception4j.model.WeightSpec;
import org.inception4j.tensor.Tensor;

/** A layer of a model that has weights, in the order in which Keras stores them: first what training changes. */
record ModelLayer(String name, List<WeightSpec> weights) {
    /** Each once, also if it is used several times. */
    static List<ModelLayer> of(Model model) {
        Map<String, ModelLayer> layers = new LinkedHashMap<>();
        for (Node node : model.nodes()) {
            List<WeightSpec> weights = model.weights(node);
            if (!weights.isEmpty()) {
                layers.putIfAbsent(model.name(node), new ModelLayer(model.name(node), stored(weights)));
            }
        }
        return new ArrayList<>(layers.values());
    }

    /** Layers whose numbers are part of the model here and weights in Keras. */
    static List<String> fixed(Model model) {
        return model.nodes().stream()
                .filter(node -> node.layer() instanceof Normalization)
                .map(model::name)
                .toList();
    }

    private static List<WeightSpec> stored(List<WeightSpec> weights) {
        return Stream.concat(
                        weights.stream().filter(WeightSpec::trainable),
                        weights.stream().filter(weight -> !weight.trainable()))
                .toList();
    }

    /** Why the file's layer cannot be this one. */
    Optional<String> problem(H5Layer stored) {
        if (stored.weights().size() != weights.size()) {
            return Optional.of("has %d weights and the model needs %d (%s)"
                    .formatted(stored.weights().size(), weights.size(), String.join(", ", shortNames())));
        }
        for (int i = 0; i < weights.size(); i++) {
            H5Weight weight = stored.weights().get(i);
            if (!weight.fits(weights.get(i).shape())) {
                return Optional.of("%s has the shape %s and the model needs %s"
                        .formatted(
                                shortNames().get(i),
                                weight.shape(),
                                weights.get(i).shape()));
            }
        }
        return Optional.empty();
    }

    /** Puts the numbers of the file's layer under the names of the model's. */
    void read(H5Layer stored, String place, Map<String, Tensor> into) throws WeightsException {
        Optional<String> problem = problem(stored);
        if (problem.isPresent()) {
            throw new WeightsException(place, problem.get(), "build the network that the file was saved from");
        }
        for (int i = 0; i < weights.size(); i++) {
            WeightSpec spec = weights.get(i);
            into.put(spec.name(), stored.weights().get(i).read(spec.shape(), place));
        }
    }

    /** {@code conv2d/kernel:0}; in a nested model by the name of the inner layer. */
    String storedName(WeightSpec spec) {
        String inner = spec.name().substring(name.length() + 1);
        return (inner.contains("/") ? inner : spec.name()) + ":0";
    }

    private List<String> shortNames() {
        return weights.stream()
                .map(spec -> spec.name().substring(name.length() + 1))
                .toList();
    }
}
