package org.inception4j.formats.keras;

import io.jhdf.exceptions.HdfException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.inception4j.formats.AtomicFile;
import org.inception4j.formats.FormatException;
import org.inception4j.model.Model;
import org.inception4j.model.WeightSpec;
import org.inception4j.tensor.Weights;

/**
 * Weights as Keras' {@code load_weights} reads them. As in Keras, the file's name decides: {@code .weights.h5} is Keras 3's layout,
 * where layers are found by their classes and order; {@code .h5} and {@code .hdf5} that of Keras 1 and 2, where they are found by
 * order or, with {@code by_name=True}, by name.
 */
public final class KerasWriter {
    /** The last version that wrote this layout by default. */
    private static final String LEGACY_VERSION = "2.15.0";

    private KerasWriter() {}

    /** The file is there whole or as it was before. */
    public static void write(Path file, Model model, Weights weights) throws IOException {
        Weights needed = weights.forModel(model);
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        if (name.endsWith(".weights.h5")) {
            write(file, groups -> writeKeras3(groups, model, needed));
        } else if (name.endsWith(".h5") || name.endsWith(".hdf5")) {
            write(file, groups -> writeLegacy(groups, model, needed));
        } else {
            throw new FormatException(
                    file.toString(),
                    "its name does not say in which of Keras' layouts it is to be written",
                    "give one that ends in .weights.h5 (Keras 3) or .h5 (Keras 2)");
        }
    }

    /** What goes into the groups of a file. */
    @FunctionalInterface
    private interface Filling {
        void fill(H5Groups groups) throws IOException;
    }

    /** The library writes to a path of its own only. */
    private static void write(Path file, Filling filling) throws IOException {
        Path whole = Files.createTempFile("inception4j", ".h5");
        try {
            try (H5Groups groups = new H5Groups(whole)) {
                filling.fill(groups);
            }
            AtomicFile.write(file, out -> Files.copy(whole, out));
        } catch (HdfException failed) {
            throw new IOException("%s: cannot be written (%s); make room".formatted(file, failed.getMessage()), failed);
        } finally {
            Files.deleteIfExists(whole);
        }
    }

    /** Layers without weights are left out, which Keras skips anyway: the library cannot write their empty lists. */
    private static void writeLegacy(H5Groups groups, Model model, Weights weights) {
        List<ModelLayer> layers = ModelLayer.of(model);
        groups.texts("", "layer_names", layers.stream().map(ModelLayer::name).toList());
        groups.text("", "backend", "tensorflow");
        groups.text("", "keras_version", LEGACY_VERSION);
        for (ModelLayer layer : layers) {
            List<String> names = new ArrayList<>();
            for (WeightSpec spec : layer.weights()) {
                String name = layer.storedName(spec);
                names.add(name);
                groups.dataset(layer.name() + "/" + name, weights.get(spec.name()));
            }
            groups.texts(layer.name(), "weight_names", names);
        }
    }

    /** Without the layers' names, which nobody reads: the library damages groups that have a text and nothing else. */
    private static void writeKeras3(H5Groups groups, Model model, Weights weights) {
        for (Keras3Match.Placed placed : Keras3Match.places(model, "", "")) {
            for (int i = 0; i < placed.weights().size(); i++) {
                groups.dataset(
                        placed.path() + "/vars/" + i,
                        weights.get(placed.weights().get(i).name()));
            }
        }
    }
}
