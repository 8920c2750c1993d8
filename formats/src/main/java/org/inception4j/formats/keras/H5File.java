package org.inception4j.formats.keras;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.inception4j.formats.WeightMatch;
import org.inception4j.formats.WeightsException;
import org.inception4j.model.Model;
import org.inception4j.tensor.Weights;

/**
 * The weights in a Keras {@code .h5} file, as {@code save_weights} and {@code save} of Keras 1 and 2 write them (and Keras 3 for
 * the suffix {@code .h5}). In a file of a whole model, its weights. An open file is read by one thread.
 */
public final class H5File implements AutoCloseable {
    private final Hdf5 file;
    private final Optional<String> kerasVersion;
    private final List<H5Layer> layers;

    private H5File(Hdf5 file) throws WeightsException {
        this.file = file;
        H5Names names = H5Names.of(file);
        names.refuseTheano();
        this.kerasVersion = names.text("keras_version");
        this.layers = names.layers();
    }

    /**
     * Reads the names and sizes; the numbers follow when they are needed.
     *
     * @throws WeightsException if there is no such file, it is damaged, or Keras did not write it in this format
     */
    public static H5File open(Path path) throws IOException {
        Hdf5 file = Hdf5.open(path);
        try {
            return of(file);
        } catch (WeightsException refused) {
            file.close();
            throw refused;
        }
    }

    /** Of a file that is open; whoever opened it closes it on failure. */
    static H5File of(Hdf5 file) throws WeightsException {
        return new H5File(file);
    }

    /** The version of Keras that wrote it; Keras 1 did not say. */
    public Optional<String> kerasVersion() {
        return kerasVersion;
    }

    /** All layers, also those without weights, in the order of the file. */
    public List<H5Layer> layers() {
        return layers;
    }

    /**
     * The weights of a model by order, as Keras' {@code load_weights} does it: the layers that have weights, in the model's order
     * and in the file's, must be as many, each with as many weights of the same shapes. Names do not matter.
     *
     * @throws WeightsException for the first layer that does not fit, by its names, place and shapes
     */
    public Weights toWeights(Model model) throws WeightsException {
        return new InOrder(file.place(), layers).weights(model);
    }

    /** The weights of those layers whose names the model has too, as Keras' {@code load_weights(by_name=True)} does it. */
    public WeightMatch matchByName(Model model) throws WeightsException {
        return new ByName(file.place(), layers).match(model);
    }

    /**
     * The weights of a model by the names of its layers; the file may have more.
     *
     * @throws WeightsException if one is missing or does not fit
     */
    public Weights toWeightsByName(Model model) throws WeightsException {
        return matchByName(model).complete();
    }

    @Override
    public void close() {
        file.close();
    }
}
