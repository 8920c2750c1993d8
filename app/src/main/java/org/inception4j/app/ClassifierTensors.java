package org.inception4j.app;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.inception4j.classifier.Card;
import org.inception4j.classifier.Classifier;
import org.inception4j.formats.OwnNames;
import org.inception4j.formats.TensorEntry;
import org.inception4j.formats.TensorFile;
import org.inception4j.formats.WeightMatch;
import org.inception4j.formats.catalog.TensorFiles;
import org.inception4j.model.Model;
import org.inception4j.tensor.Tensor;

/** A saved classifier as a file of tensors, so that commands on files of tensors take it too. */
record ClassifierTensors(Path file, Classifier classifier) implements TensorFile {
    private static final String FIRST_ENTRY = "PK\u0003\u0004";
    private static final int NAME_AT = 30;
    private static final String MODEL = "model.json";

    /** Any file of tensors, those of other libraries and this one's. */
    static TensorFile open(Path file) throws IOException {
        return isClassifier(file) ? new ClassifierTensors(file, Classifier.open(file)) : TensorFiles.open(file);
    }

    /** As {@link #open}; a classifier is held against the SHA-256 of its entries, too. */
    static TensorFile openVerified(Path file) throws IOException {
        if (isClassifier(file)) {
            Classifier.verify(file);
        }
        return open(file);
    }

    static boolean isClassifier(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            return false;
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] head = in.readNBytes(NAME_AT + MODEL.length());
            String text = new String(head, StandardCharsets.ISO_8859_1);
            return text.startsWith(FIRST_ENTRY) && text.endsWith(MODEL);
        }
    }

    @Override
    public String place() {
        return file.toString();
    }

    @Override
    public String format() {
        return "Inception4J classifier";
    }

    @Override
    public List<TensorEntry> entries() {
        return classifier.weights().tensors().entrySet().stream()
                .map(tensor -> new TensorEntry(
                        tensor.getKey(),
                        "float32",
                        tensor.getValue().shape().sizes().stream()
                                .map(Integer::longValue)
                                .toList()))
                .toList();
    }

    @Override
    public Map<String, String> metadata() {
        Card card = classifier.card();
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put("network", card.network());
        metadata.put("labels", String.join("\n", classifier.labels()));
        metadata.put("created", card.created().toString());
        metadata.put("library", card.libraryVersion());
        metadata.put("source", card.source());
        metadata.put("data", card.dataFingerprint());
        card.metrics().forEach((name, value) -> metadata.put(name, String.valueOf(value)));
        classifier
                .quantization()
                .ifPresent(found -> metadata.put(
                        "int8",
                        "ranges of %s, by %s over %s"
                                .formatted(
                                        Count.of(found.ranges().size(), "layer"),
                                        found.method(),
                                        Count.of(found.pictures(), "picture"))));
        metadata.values().removeIf(String::isEmpty);
        return metadata;
    }

    @Override
    public Tensor read(String name) throws IOException {
        if (!classifier.weights().has(name)) {
            throw OwnNames.unknown(place(), name, classifier.weights().names());
        }
        return classifier.weights().get(name);
    }

    @Override
    public Optional<Model> model() {
        return Optional.of(classifier.model());
    }

    @Override
    public WeightMatch match(Model model) throws IOException {
        return OwnNames.match(this, model);
    }

    @Override
    public void close() {
        classifier.close();
    }
}
