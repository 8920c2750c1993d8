package org.inception4j.formats.tensorflow;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.inception4j.formats.TensorEntry;
import org.inception4j.tensor.Tensor;

/** One of TensorFlow's ways to store tensors by name. */
interface Source {
    /** What messages call it. */
    String place();

    String format();

    List<TensorEntry> entries();

    Map<String, String> metadata();

    /** The numbers under the file's own sizes; a single number has the shape (1). */
    Tensor read(String name) throws IOException;

    /** Names of those that nothing is computed with, whatever their numbers. */
    default Set<String> withoutEffect() {
        return Set.of();
    }
}
