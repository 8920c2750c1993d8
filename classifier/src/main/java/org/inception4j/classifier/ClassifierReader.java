package org.inception4j.classifier;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.inception4j.formats.FormatException;
import org.inception4j.formats.MappedFile;
import org.inception4j.formats.json.JsonValue;
import org.inception4j.formats.json.ModelJson;
import org.inception4j.formats.json.RecordJson;
import org.inception4j.formats.safetensors.SafetensorsFile;
import org.inception4j.model.Model;
import org.inception4j.tensor.Weights;
import org.inception4j.vision.Preprocessing;

/** Reads an {@code .inception} file; no entry is looked at before its hash is verified. */
final class ClassifierReader {
    /** Of an entry that is read as text; GoogLeNet's model has 70 KB. */
    private static final long MAX_TEXT_BYTES = 32 << 20;

    private final ZipArchive archive;
    private final String place;

    private ClassifierReader(ZipArchive archive, String place) {
        this.archive = archive;
        this.place = place;
    }

    static Classifier read(Path file) throws IOException {
        ZipArchive archive = ZipArchive.read(MappedFile.open(file), file.toString());
        return new ClassifierReader(archive, file.toString()).classifier();
    }

    private Classifier classifier() throws IOException {
        checkNames();
        archive.checkCrc32(ClassifierFile.HASHES);
        Map<String, JsonValue> hashes = hashes();
        FutureTask<String> weightsHash = startHashing(ClassifierFile.WEIGHTS);
        for (String name : archive.names()) {
            if (!name.equals(ClassifierFile.WEIGHTS) && !name.equals(ClassifierFile.HASHES)) {
                check(name, hashes, Checksums.sha256(archive.contents(name)));
            }
        }
        Model model = ModelJson.read(text(ClassifierFile.MODEL), placeOf(ClassifierFile.MODEL));
        Preprocessing preprocessing = preprocessing();
        List<String> labels = labels();
        Card card = CardJson.read(text(ClassifierFile.CARD), placeOf(ClassifierFile.CARD));
        check(ClassifierFile.WEIGHTS, hashes, awaited(weightsHash));
        Classifier classifier = together(model, weights(), preprocessing, labels, card);
        return archive.names().contains(ClassifierFile.QUANTIZATION) ? quantized(classifier) : classifier;
    }

    private Classifier quantized(Classifier classifier) throws FormatException {
        String name = ClassifierFile.QUANTIZATION;
        try {
            return classifier.withQuantization(QuantizationJson.read(text(name), placeOf(name)));
        } catch (IllegalArgumentException wrong) {
            throw new FormatException(placeOf(name), wrong);
        }
    }

    private Classifier together(
            Model model, Weights weights, Preprocessing preprocessing, List<String> labels, Card card)
            throws FormatException {
        try {
            return Classifier.of(model, weights, preprocessing, labels, card);
        } catch (IllegalArgumentException wrong) {
            throw new FormatException(place, wrong);
        }
    }

    private void checkNames() throws FormatException {
        Set<String> known = new LinkedHashSet<>(ClassifierFile.HASHED);
        known.add(ClassifierFile.HASHES);
        for (String name : known) {
            if (!archive.names().contains(name)) {
                throw new FormatException(
                        place, "entry %s is missing".formatted(name), "give a file that this library wrote");
            }
        }
        known.add(ClassifierFile.QUANTIZATION);
        for (String name : archive.names()) {
            if (!known.contains(name)) {
                throw new FormatException(
                        place, "has the unknown entry %s".formatted(name), "a newer version may read it");
            }
        }
    }

    private Map<String, JsonValue> hashes() throws FormatException {
        JsonValue json = JsonValue.parse(text(ClassifierFile.HASHES), placeOf(ClassifierFile.HASHES));
        json.checkFields(Set.of("format", "version", "sha256"));
        String format = json.field("format").string();
        int version = json.field("version").int32();
        if (!format.equals(ClassifierFile.FORMAT) || version != ClassifierFile.VERSION) {
            throw json.refused(
                    "says \"%s\" version %d and this library reads \"%s\" version %d"
                            .formatted(format, version, ClassifierFile.FORMAT, ClassifierFile.VERSION),
                    "use the library's version that wrote it");
        }
        return json.field("sha256").fields();
    }

    private void check(String name, Map<String, JsonValue> hashes, String actual) throws FormatException {
        JsonValue expected = hashes.get(name);
        if (expected == null || !expected.string().equals(actual)) {
            throw new FormatException(
                    place,
                    "entry %s is damaged (its SHA-256 differs)".formatted(name),
                    "copy it again from where it was made");
        }
    }

    /** The weights are nearly the whole file: hashed beside the parsing, they cost a cold start little time. */
    private FutureTask<String> startHashing(String name) {
        FutureTask<String> task = new FutureTask<>(() -> Checksums.sha256(archive.contents(name)));
        Thread.ofPlatform().daemon().name("inception-hash").start(task);
        return task;
    }

    private String awaited(FutureTask<String> task) throws IOException {
        try {
            return task.get();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException(place + ": opening was interrupted");
        } catch (ExecutionException failed) {
            throw new IOException(
                    place + ": cannot be read: " + failed.getCause().getMessage(), failed.getCause());
        }
    }

    private Weights weights() throws IOException {
        return SafetensorsFile.decode(archive.contents(ClassifierFile.WEIGHTS), placeOf(ClassifierFile.WEIGHTS))
                .weights();
    }

    private Preprocessing preprocessing() throws FormatException {
        String name = ClassifierFile.PREPROCESSING;
        return RecordJson.read(JsonValue.parse(text(name), placeOf(name)), Preprocessing.class);
    }

    private List<String> labels() throws FormatException {
        return List.of(text(ClassifierFile.LABELS).split("\n"));
    }

    private String text(String name) throws FormatException {
        MemorySegment bytes = archive.contents(name);
        if (bytes.byteSize() > MAX_TEXT_BYTES) {
            throw new FormatException(
                    placeOf(name),
                    "has %d bytes".formatted(bytes.byteSize()),
                    "give a file with at most %d".formatted(MAX_TEXT_BYTES));
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toArray(ValueLayout.JAVA_BYTE)))
                    .toString();
        } catch (CharacterCodingException _) {
            throw new FormatException(placeOf(name), "is no UTF-8 text", "copy it again from where it was made");
        }
    }

    private String placeOf(String name) {
        return place + ", " + name;
    }
}
