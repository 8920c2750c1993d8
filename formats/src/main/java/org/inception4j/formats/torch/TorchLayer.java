package org.inception4j.formats.torch;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.inception4j.model.BatchNormalization;
import org.inception4j.model.Layer;
import org.inception4j.model.Model;
import org.inception4j.model.Node;

/**
 * A layer with weights as PyTorch has it.
 *
 * @param module its path: the layer's name, a dot for a slash
 */
record TorchLayer(String module, Layer layer, List<TorchWeight> weights) {
    /** What PyTorch counts beside the moving averages; no weight. */
    static final String COUNT = "num_batches_tracked";

    /**
     * All of a model in its order, shared ones once; those of models within models too. A model with two layers of which
     * PyTorch could not tell the names is refused.
     */
    static List<TorchLayer> of(Model model) {
        Model flat = model.flattened();
        Map<String, TorchLayer> layers = new LinkedHashMap<>();
        for (Node node : flat.nodes()) {
            String name = flat.name(node);
            List<TorchWeight> weights = flat.weights(node).stream()
                    .map(spec -> TorchWeight.of(node, spec))
                    .toList();
            if (!weights.isEmpty()) {
                layers.putIfAbsent(name, new TorchLayer(name.replace('/', '.'), node.layer(), weights));
            }
        }
        checkDifferent(model, layers);
        return List.copyOf(layers.values());
    }

    private static void checkDifferent(Model model, Map<String, TorchLayer> layers) {
        Map<String, String> names = new HashMap<>();
        layers.forEach((name, layer) -> {
            String before = names.put(layer.module, name);
            if (before != null) {
                throw new IllegalArgumentException("%s: the layers %s and %s are both %s in PyTorch; rename one"
                        .formatted(model.name(), before, name, layer.module));
            }
        });
    }

    /** What PyTorch's normalisation has and this one goes without, with the number that changes nothing. */
    Map<String, Float> neutral() {
        Map<String, Float> neutral = new LinkedHashMap<>();
        if (layer instanceof BatchNormalization normalization) {
            if (!normalization.scale()) {
                neutral.put("weight", 1f);
            }
            if (!normalization.center()) {
                neutral.put("bias", 0f);
            }
        }
        return neutral;
    }
}
