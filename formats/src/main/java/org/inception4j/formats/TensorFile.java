package org.inception4j.formats;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.inception4j.model.Model;
import org.inception4j.tensor.Tensor;

/**
 * A file of tensors from any library, opened: what it holds is known, numbers are read when they are asked for. Whatever is
 * wrong with its bytes is an {@link IOException} that names the place in the file.
 */
public interface TensorFile extends Closeable {
    /** What messages call the file. */
    String place();

    /** What it turned out to be, for people: {@code PyTorch state dict (zip archive)}. */
    String format();

    /** Its tensors, in its own order. */
    List<TensorEntry> entries();

    /** What else it says of itself, as text; often nothing. */
    Map<String, String> metadata();

    /**
     * The numbers of a tensor as float32, in the file's order of axes; a single number has the shape (1). A type without a
     * meaning as float32 and a name that is not among {@link #entries} are refused.
     */
    Tensor read(String name) throws IOException;

    /** The network, where the file describes it. */
    Optional<Model> model() throws IOException;

    /** Holds the file against a model by the format's rules of names, and turns what fits into this library's order of axes. */
    WeightMatch match(Model model) throws IOException;
}
