package org.inception4j.formats.keras;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.inception4j.formats.TensorEntry;
import org.inception4j.formats.TensorFile;
import org.inception4j.formats.WeightMatch;
import org.inception4j.formats.WeightsException;
import org.inception4j.formats.json.JsonValue;
import org.inception4j.model.Model;
import org.inception4j.model.Shape;
import org.inception4j.tensor.Tensor;

/**
 * A file of Keras, whichever: {@code .h5} and {@code .hdf5} of Keras 1, 2 and tf.keras with weights or a whole model,
 * {@code .weights.h5} of Keras 3, and {@code .keras} archives. Entries are the datasets by their paths within HDF5. Weights that
 * were trained in half or double precision become float32. An open file is read by one thread.
 */
public final class KerasFile implements TensorFile {
    private final Hdf5 file;
    private final Contents contents;
    private final List<H5Weight> datasets;
    private final Map<String, String> metadata;

    private KerasFile(Hdf5 file, Contents contents, Map<String, String> metadata) throws WeightsException {
        this.file = file;
        this.contents = contents;
        this.metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
        this.datasets = H5Tree.datasets(file);
    }

    /**
     * Reads names and sizes; numbers follow when they are needed.
     *
     * @throws IOException if there is no such file, it is damaged, or Keras did not write it
     */
    public static KerasFile open(Path path) throws IOException {
        return KerasArchive.isArchive(path) ? KerasArchive.open(path) : opened(Hdf5.open(path), Map.of());
    }

    /** @param metadata what stood beside the file */
    static KerasFile opened(Hdf5 file, Map<String, String> metadata) throws IOException {
        try {
            Map<String, String> all = new LinkedHashMap<>(metadata);
            all.putAll(Attributes.of(file));
            return new KerasFile(file, Contents.of(file, Optional.ofNullable(metadata.get("config.json"))), all);
        } catch (IOException refused) {
            file.close();
            throw refused;
        }
    }

    /** @param head the first bytes of the file */
    public static boolean looksLike(MemorySegment head, Path file) {
        return Hdf5.isHdf5(head) || KerasArchive.looksLike(head);
    }

    @Override
    public String place() {
        return file.place();
    }

    @Override
    public String format() {
        return contents.format();
    }

    @Override
    public List<TensorEntry> entries() {
        List<TensorEntry> entries = new ArrayList<>();
        datasets.forEach(dataset -> entries.add(new TensorEntry(dataset.name(), dataset.type(), dataset.sizes())));
        return entries;
    }

    /** {@code keras_version}, {@code backend}, and as JSON {@code training_config} or what else stands beside the weights. */
    @Override
    public Map<String, String> metadata() {
        return metadata;
    }

    @Override
    public Tensor read(String name) throws IOException {
        for (H5Weight dataset : datasets) {
            if (dataset.name().equals(name)) {
                return dataset.readAny(shape(dataset), place());
            }
        }
        throw new WeightsException(place(), "has no dataset %s".formatted(name), "give the name of one of its entries");
    }

    private Shape shape(H5Weight dataset) throws WeightsException {
        try {
            List<Integer> sizes = dataset.sizes().stream().map(Math::toIntExact).toList();
            return sizes.isEmpty() ? Shape.of(1) : new Shape(sizes);
        } catch (IllegalArgumentException | ArithmeticException wrong) {
            throw new WeightsException(
                    place() + ", " + dataset.name(),
                    "has the shape %s".formatted(dataset.shape()),
                    "give a file whose sizes are all at least 1");
        }
    }

    @Override
    public Optional<Model> model() throws IOException {
        return model(List.of());
    }

    /**
     * The network for pictures of one size, where the file leaves their sizes open, as {@code include_top=False} does.
     *
     * @param input the shape of one example
     */
    public Optional<Model> model(Shape input) throws IOException {
        return model(List.of(input));
    }

    private Optional<Model> model(List<Shape> inputs) throws IOException {
        Optional<String> config = contents.config();
        if (config.isEmpty()) {
            return Optional.empty();
        }
        JsonValue json = JsonValue.parse(config.get(), place() + ", " + contents.configName());
        return Optional.of(new ModelConfig(json, "", contents.beside()).model(inputs));
    }

    /**
     * As Keras loads the file: in Keras 3's layout by the layers' classes and order; else by the layers' names or, where they do not
     * fit all, by order.
     */
    @Override
    public WeightMatch match(Model model) throws IOException {
        return contents.match(model);
    }

    /**
     * What Adam remembers of the training, by the names of the model's weights; empty if the file has none, or that of another
     * optimizer or model. The bare variables of any optimizer are among the entries.
     */
    public Optional<AdamState> adam(Model model) throws IOException {
        return contents.adam(model);
    }

    @Override
    public void close() {
        file.close();
    }
}
