package org.inception4j.classifier;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.inception4j.formats.FormatException;
import org.inception4j.formats.MappedFile;
import org.inception4j.formats.json.JsonValue;
import org.inception4j.formats.json.ModelJson;
import org.inception4j.formats.json.RecordJson;
import org.inception4j.formats.safetensors.SafetensorsFile;
import org.inception4j.model.Model;
import org.inception4j.tensor.Weights;
import org.inception4j.vision.Preprocessing;

/** Reads an {@code .inception} file; no entry is looked at before its checksum is verified. */
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

    /** Holds each entry against its SHA-256, too. */
    static void verify(Path file) throws IOException {
        ZipArchive archive = ZipArchive.read(MappedFile.open(file), file.toString());
        new ClassifierReader(archive, file.toString()).verify();
    }

    private Classifier classifier() throws IOException {
        checkEntries();
        hashes();
        Model model = ModelJson.read(text(ClassifierFile.MODEL), placeOf(ClassifierFile.MODEL));
        Classifier classifier = together(
                model,
                weights(),
                preprocessing(),
                labels(),
                CardJson.read(text(ClassifierFile.CARD), placeOf(ClassifierFile.CARD)));
        return archive.names().contains(ClassifierFile.QUANTIZATION) ? quantized(classifier) : classifier;
    }

    private void verify() throws FormatException {
        checkEntries();
        for (Map.Entry<String, String> hash : hashes().entrySet()) {
            if (!hash.getValue().equals(Checksums.sha256(archive.contents(hash.getKey())))) {
                throw archive.damaged(hash.getKey(), "SHA-256");
            }
        }
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

    private void checkEntries() throws FormatException {
        checkNames();
        for (String name : archive.names()) {
            archive.checkCrc32(name);
        }
    }

    /** The SHA-256 that each entry had when it was written; refuses a file of another version, or where one is missing. */
    private Map<String, String> hashes() throws FormatException {
        JsonValue json = JsonValue.parse(text(ClassifierFile.HASHES), placeOf(ClassifierFile.HASHES));
        json.checkFields(Set.of("format", "version", "sha256"));
        checkVersion(json);
        Map<String, String> hashes = new LinkedHashMap<>();
        for (String name : archive.names()) {
            if (!name.equals(ClassifierFile.HASHES)) {
                hashes.put(name, json.field("sha256").field(name).string());
            }
        }
        return hashes;
    }

    private static void checkVersion(JsonValue json) throws FormatException {
        String format = json.field("format").string();
        int version = json.field("version").int32();
        if (!format.equals(ClassifierFile.FORMAT) || version != ClassifierFile.VERSION) {
            throw json.refused(
                    "says \"%s\" version %d and this library reads \"%s\" version %d"
                            .formatted(format, version, ClassifierFile.FORMAT, ClassifierFile.VERSION),
                    "use the library's version that wrote it");
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
