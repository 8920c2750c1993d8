package org.inception4j.classifier;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.inception4j.formats.AtomicFile;
import org.inception4j.formats.json.JsonText;
import org.inception4j.formats.json.ModelJson;
import org.inception4j.formats.json.RecordJson;
import org.inception4j.formats.safetensors.SafetensorsFile;
import org.inception4j.vision.Preprocessing;

/** The {@code .inception} file: what is in it, under which names, and how it is written. {@code docs/file-format.md} describes it. */
final class ClassifierFile {
    static final String MODEL = "model.json";
    static final String PREPROCESSING = "preprocessing.json";
    static final String LABELS = "labels.txt";
    static final String CARD = "card.json";
    static final String WEIGHTS = "weights.safetensors";
    /** Only in the files of quantised classifiers. */
    static final String QUANTIZATION = "quantization.json";

    static final String HASHES = "hashes.json";

    /** All that must be there but the hashes, in the order of the file. */
    static final List<String> HASHED = List.of(MODEL, PREPROCESSING, LABELS, CARD, WEIGHTS);

    static final String FORMAT = "inception4j classifier";
    static final int VERSION = 1;

    private ClassifierFile() {}

    static Classifier read(Path file) throws IOException {
        return ClassifierReader.read(file);
    }

    static void verify(Path file) throws IOException {
        ClassifierReader.verify(file);
    }

    static void write(Path file, Classifier classifier) throws IOException {
        Map<String, AtomicFile.Content> contents = contents(classifier);
        List<ZipLayout.Entry> entries = new ArrayList<>();
        Map<String, Object> hashes = new LinkedHashMap<>();
        for (Map.Entry<String, AtomicFile.Content> content : contents.entrySet()) {
            Checksums sums = checksums(content.getValue());
            entries.add(new ZipLayout.Entry(content.getKey(), sums.size(), sums.crc32()));
            hashes.put(content.getKey(), sums.sha256Hex());
        }
        AtomicFile.Content hashesJson = text(hashesJson(hashes));
        Checksums sums = checksums(hashesJson);
        entries.add(new ZipLayout.Entry(HASHES, sums.size(), sums.crc32()));
        contents.put(HASHES, hashesJson);
        ZipLayout layout = new ZipLayout(entries);
        AtomicFile.write(file, out -> write(out, layout, List.copyOf(contents.values())));
    }

    private static Map<String, AtomicFile.Content> contents(Classifier classifier) {
        Map<String, AtomicFile.Content> contents = new LinkedHashMap<>();
        contents.put(MODEL, text(ModelJson.write(classifier.model())));
        contents.put(PREPROCESSING, text(preprocessing(classifier.preprocessing())));
        contents.put(LABELS, text(String.join("\n", classifier.labels()) + "\n"));
        contents.put(CARD, text(CardJson.write(classifier.card())));
        classifier
                .quantization()
                .ifPresent(quantization -> contents.put(QUANTIZATION, text(QuantizationJson.write(quantization))));
        contents.put(WEIGHTS, out -> SafetensorsFile.write(out, classifier.weights(), Map.of()));
        return contents;
    }

    private static String preprocessing(Preprocessing preprocessing) {
        return JsonText.write(RecordJson.writeRecord(preprocessing));
    }

    private static String hashesJson(Map<String, Object> hashes) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("format", FORMAT);
        json.put("version", VERSION);
        json.put("sha256", hashes);
        return JsonText.write(json);
    }

    private static void write(OutputStream out, ZipLayout layout, List<AtomicFile.Content> contents)
            throws IOException {
        for (int i = 0; i < contents.size(); i++) {
            out.write(layout.header(i));
            contents.get(i).writeTo(out);
        }
        out.write(layout.directory());
    }

    private static AtomicFile.Content text(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return out -> out.write(bytes);
    }

    private static Checksums checksums(AtomicFile.Content content) throws IOException {
        Checksums sums = new Checksums();
        content.writeTo(sums);
        return sums;
    }
}
