package org.inception4j.formats.keras;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.inception4j.formats.WeightsException;
import org.inception4j.model.Model;
import org.inception4j.tensor.Tensor;
import org.inception4j.tensor.Weights;

/** Each layer of the model from the layer of the file that has its name. */
record ByName(String place, List<H5Layer> layers) {
    H5Match match(Model model) {
        Map<String, H5Layer> left = new LinkedHashMap<>();
        layers.stream().filter(layer -> !layer.weights().isEmpty()).forEach(layer -> left.put(layer.name(), layer));
        Map<String, Tensor> weights = new LinkedHashMap<>();
        List<String> used = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        List<String> wrong = new ArrayList<>();
        for (ModelLayer layer : ModelLayer.of(model)) {
            H5Layer stored = left.remove(layer.name());
            if (stored == null) {
                missing.add(layer.name());
            } else if (read(layer, stored, weights, wrong)) {
                used.add(layer.name());
            }
        }
        return new H5Match(place, model.name(), Weights.of(weights), used, missing, wrong, List.copyOf(left.keySet()));
    }

    private boolean read(ModelLayer layer, H5Layer stored, Map<String, Tensor> weights, List<String> wrong) {
        Map<String, Tensor> read = new LinkedHashMap<>();
        try {
            layer.read(stored, "layer " + layer.name(), read);
        } catch (WeightsException refused) {
            wrong.add(refused.getMessage().replaceFirst(";.*", ""));
            return false;
        }
        weights.putAll(read);
        return true;
    }
}
