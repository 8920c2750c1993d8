package org.inception4j.formats.tensorflow;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.inception4j.formats.TensorEntry;
import org.inception4j.tensor.Tensor;

/** The folder of a SavedModel: its variables, and what the file of the graph says of itself. */
record SavedModel(String place, VariablesFile variables, Map<String, String> metadata) implements Source {
    static final String GRAPH = "saved_model.pb";
    static final String VARIABLES = "variables/variables";

    @Override
    public String format() {
        return "TensorFlow SavedModel";
    }

    @Override
    public List<TensorEntry> entries() {
        return variables.entries();
    }

    @Override
    public Tensor read(String name) throws IOException {
        return variables.read(name);
    }
}
