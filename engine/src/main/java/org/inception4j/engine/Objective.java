package org.inception4j.engine;

import java.util.List;
import org.inception4j.model.Model;

/** A loss of one of a model's outputs and its weight in the sum. */
public record Objective(String output, Loss loss, float weight) {
    /** The same loss for every output of the model, with the weights that the outputs have (0.3 for GoogLeNet's heads). */
    public static List<Objective> forAll(Model model, Loss loss) {
        return model.outputs().stream()
                .map(output -> new Objective(output.name(), loss, output.lossWeight()))
                .toList();
    }
}
