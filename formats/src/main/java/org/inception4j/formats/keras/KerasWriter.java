package org.inception4j.formats.keras;

import io.jhdf.exceptions.HdfException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.inception4j.formats.AtomicFile;
import org.inception4j.formats.FormatException;
import org.inception4j.formats.json.JsonText;
import org.inception4j.model.Model;
import org.inception4j.model.WeightSpec;
import org.inception4j.tensor.Weights;

/**
 * Weights as Keras' {@code load_weights} reads them, and whole models as its {@code load_model} does. As in Keras, the file's name
 * decides: {@code .keras} is a model with its weights, without what training needs; {@code .weights.h5} is Keras 3's layout,
 * where layers are found by their classes and order; {@code .h5} and {@code .hdf5} that of Keras 1 and 2, where they are found by
 * order or, with {@code by_name=True}, by name.
 */
public final class KerasWriter {
    /** The last version that wrote this layout by default. */
    private static final String LEGACY_VERSION = "2.15.0";

    /** The first that reads it. */
    private static final String ARCHIVE_VERSION = "3.0.0";

    /** The same model gives the same bytes whenever it is written; zip archives know no earlier day. */
    private static final LocalDateTime EARLIEST = LocalDateTime.of(1980, 1, 1, 0, 0);

    private KerasWriter() {}

    /** The file is there whole or as it was before. */
    public static void write(Path file, Model model, Weights weights) throws IOException {
        Weights needed = weights.forModel(model);
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        if (name.endsWith(".weights.h5")) {
            write(file, groups -> writeKeras3(groups, model, needed));
        } else if (name.endsWith(".keras")) {
            writeArchive(file, model, needed);
        } else if (name.endsWith(".h5") || name.endsWith(".hdf5")) {
            write(file, groups -> writeLegacy(groups, model, needed));
        } else {
            throw new FormatException(
                    file.toString(),
                    "its name does not say in which of Keras' layouts it is to be written",
                    "give one that ends in .keras (the whole model), .weights.h5 (Keras 3) or .h5 (Keras 2)");
        }
    }

    /** What goes into the groups of a file. */
    @FunctionalInterface
    private interface Filling {
        void fill(H5Groups groups) throws IOException;
    }

    private static void write(Path file, Filling filling) throws IOException {
        write(file, filling, (whole, out) -> Files.copy(whole, out));
    }

    /** The entries are stored as they are, as Keras does: numbers hardly compress. */
    private static void writeArchive(Path file, Model model, Weights weights) throws IOException {
        String config = JsonText.writeLine(ModelWords.of(model));
        String metadata = JsonText.writeLine(Map.of("keras_version", ARCHIVE_VERSION));
        write(file, groups -> writeKeras3(groups, model, weights), (whole, out) -> {
            // Not closed, which would close the file
            ZipOutputStream zip = new ZipOutputStream(out);
            entry(zip, "metadata.json", metadata.getBytes(StandardCharsets.UTF_8));
            entry(zip, "config.json", config.getBytes(StandardCharsets.UTF_8));
            entry(zip, "model.weights.h5", Files.readAllBytes(whole));
            zip.finish();
        });
    }

    private static void entry(ZipOutputStream zip, String name, byte[] contents) throws IOException {
        CRC32 sum = new CRC32();
        sum.update(contents);
        ZipEntry entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(contents.length);
        entry.setCrc(sum.getValue());
        entry.setTimeLocal(EARLIEST);
        zip.putNextEntry(entry);
        zip.write(contents);
        zip.closeEntry();
    }

    /** What becomes of the HDF5 file. */
    @FunctionalInterface
    private interface Wrapping {
        void write(Path whole, OutputStream out) throws IOException;
    }

    /** The library writes to a path of its own only. */
    private static void write(Path file, Filling filling, Wrapping wrapping) throws IOException {
        Path whole = Files.createTempFile("inception4j", ".h5");
        try {
            try (H5Groups groups = new H5Groups(whole)) {
                filling.fill(groups);
            }
            AtomicFile.write(file, out -> wrapping.write(whole, out));
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
