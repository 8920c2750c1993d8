package org.inception4j.applications.hub;

import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.inception4j.formats.WeightsException;
import org.inception4j.formats.tensorflow.VariablesFile;
import org.inception4j.model.Model;
import org.inception4j.model.WeightSpec;
import org.inception4j.tensor.Tensor;
import org.inception4j.tensor.Weights;

/** TF-slim's variables for a network whose layers have TF-slim's names. */
final class SlimVariables {
    private final VariablesFile file;
    private final Map<String, String> stored = new HashMap<>();

    /** @param scope of all variables, {@code InceptionV3}; modules put more in front of it, sometimes the scope itself */
    SlimVariables(VariablesFile file, String scope) {
        this.file = file;
        for (String name : file.names()) {
            int at = name.lastIndexOf(scope + "/");
            if (at >= 0) {
                stored.put(name.substring(at), name);
            }
        }
    }

    /** All weights of the model. */
    Weights weights(Model model) throws IOException {
        Map<String, Tensor> weights = new LinkedHashMap<>();
        for (WeightSpec spec : model.weights().values()) {
            String name = spec.name().replaceFirst("/kernel$", "/weights").replaceFirst("/bias$", "/biases");
            String found = stored.get(name);
            if (found == null) {
                throw new WeightsException(
                        file.place(),
                        "has no variable %s among %d"
                                .formatted(name, file.names().size()),
                        "give the module that the handle names");
            }
            weights.put(spec.name(), file.tensor(found, spec.shape()));
        }
        return Weights.of(weights);
    }
}
