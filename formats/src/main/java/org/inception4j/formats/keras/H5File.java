package org.inception4j.formats.keras;

import io.jhdf.HdfFile;
import io.jhdf.api.Group;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.inception4j.formats.WeightsException;
import org.inception4j.model.Model;
import org.inception4j.tensor.Weights;

/**
 * The weights in a Keras {@code .h5} file, as {@code save_weights} and {@code save} of Keras 1 and 2 write them (and Keras 3 for
 * the suffix {@code .h5}). In a file of a whole model, its weights. An open file is read by one thread.
 */
public final class H5File implements AutoCloseable {
    private final String place;
    private final HdfFile file;
    private final Optional<String> kerasVersion;
    private final List<H5Layer> layers;

    private H5File(String place, HdfFile file) throws WeightsException {
        this.place = place;
        this.file = file;
        Group group = Damage.orElse(place, () -> H5Names.weightsOf(file));
        H5Names names = new H5Names(place, group);
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
        if (!Files.isRegularFile(path)) {
            throw Files.isDirectory(path)
                    ? new WeightsException(path.toString(), "is a folder", "give a file")
                    : new WeightsException(path.toString(), "there is no such file", "check the path");
        }
        HdfFile file = opened(path);
        try {
            return new H5File(path.toString(), file);
        } catch (WeightsException refused) {
            file.close();
            throw refused;
        }
    }

    private static HdfFile opened(Path path) throws WeightsException {
        try {
            return new HdfFile(path);
        } catch (RuntimeException | VirtualMachineError _) {
            throw new WeightsException(
                    path.toString(), "is no HDF5 file", "give the .h5 file that Keras' save_weights or save wrote");
        }
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
        return new InOrder(place, layers).weights(model);
    }

    /** The weights of those layers whose names the model has too, as Keras' {@code load_weights(by_name=True)} does it. */
    public H5Match matchByName(Model model) throws WeightsException {
        return new ByName(place, layers).match(model);
    }

    /**
     * The weights of a model by the names of its layers; the file may have more.
     *
     * @throws WeightsException if one is missing or does not fit
     */
    public Weights toWeightsByName(Model model) throws WeightsException {
        return matchByName(model).weightsOrRefusal();
    }

    @Override
    public void close() {
        file.close();
    }
}
