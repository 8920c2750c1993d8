package org.inception4j.formats.keras;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.inception4j.formats.Matcher;
import org.inception4j.formats.WeightMatch;
import org.inception4j.formats.WeightsException;
import org.inception4j.model.Model;
import org.inception4j.tensor.Tensor;

/** Each layer of the model from the layer of the file that has its name. */
record ByName(String place, List<H5Layer> layers) {
    WeightMatch match(Model model) throws WeightsException {
        Map<String, H5Layer> stored = new LinkedHashMap<>();
        layers.stream().filter(layer -> !layer.weights().isEmpty()).forEach(layer -> stored.put(layer.name(), layer));
        Matcher matcher = new Matcher(place, model, stored.keySet());
        for (ModelLayer layer : ModelLayer.of(model)) {
            if (stored.containsKey(layer.name())) {
                matcher.use(layer.name());
                put(layer, stored.get(layer.name()), matcher);
            } else {
                matcher.missing("layer", layer.name());
            }
        }
        ModelLayer.fixed(model).forEach(matcher::use);
        return matcher.match();
    }

    private void put(ModelLayer layer, H5Layer stored, Matcher matcher) throws WeightsException {
        String what = "layer " + layer.name();
        var problem = layer.problem(stored);
        if (problem.isPresent()) {
            matcher.wrong(what, ": " + problem.get());
            return;
        }
        Map<String, Tensor> read = new LinkedHashMap<>();
        layer.read(stored, place + ", " + what, read);
        layer.weights().forEach(spec -> matcher.put(what, spec, read.get(spec.name())));
    }
}
