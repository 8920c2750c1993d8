package org.inception4j.classifier;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.inception4j.formats.FormatException;
import org.inception4j.formats.json.JsonText;
import org.inception4j.formats.json.ModelJson;
import org.inception4j.vision.Preprocessing;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClassifierFileTest {
    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void write() throws IOException {
        file = folder.resolve("X.inception");
        Samples.classifier(1).write(file);
    }

    @Test
    void givesEverythingBack() throws IOException {
        Classifier written = Samples.classifier(1);
        Classifier read = Classifier.open(file);
        assertThat(ModelJson.write(read.model())).isEqualTo(ModelJson.write(written.model()));
        assertThat(read.preprocessing()).isEqualTo(written.preprocessing());
        assertThat(read.labels()).isEqualTo(written.labels());
        assertThat(read.card()).isEqualTo(written.card());
        assertThat(read.card().metrics().keySet()).containsExactly("val_top1", "loss");
        assertThat(read.weights().names())
                .containsExactlyElementsOf(written.weights().names());
        for (String name : written.weights().names()) {
            assertThat(read.weights().get(name).toArray())
                    .containsExactly(written.weights().get(name).toArray());
        }
        assertThat(read.withOptions(written.options()).predict(Samples.image(3)))
                .isEqualTo(written.predict(Samples.image(3)));
    }

    @Test
    void givesTheSameBytesForTheSameClassifier() throws IOException {
        byte[] before = Files.readAllBytes(file);
        Classifier.open(file).write(file);
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }

    @Test
    void givesEachPreprocessingBack() throws IOException {
        for (Preprocessing preprocessing :
                List.of(Preprocessing.caffe(8), Preprocessing.tf(8), Preprocessing.keras(8), Preprocessing.torch(8))) {
            Classifier sample = Samples.classifier(1);
            Classifier.of(sample.model(), sample.weights(), preprocessing, sample.labels(), sample.card())
                    .write(file);
            assertThat(Classifier.open(file).preprocessing()).isEqualTo(preprocessing);
        }
    }

    @Test
    void isAZipFileOfStoredEntriesWithAlignedContents() throws Exception {
        byte[] bytes = Files.readAllBytes(file);
        try (ZipFile zip = new ZipFile(file.toFile())) {
            assertThat(zip.stream().map(ZipEntry::getName))
                    .containsExactly(
                            "model.json",
                            "preprocessing.json",
                            "labels.txt",
                            "card.json",
                            "weights.safetensors",
                            "hashes.json");
            assertThat(zip.stream()).allMatch(entry -> entry.getMethod() == ZipEntry.STORED);
            for (ZipEntry entry : zip.stream().toList()) {
                byte[] contents = zip.getInputStream(entry).readAllBytes();
                assertThat(Packed.offset(bytes, contents) % 64).isZero();
                if (!entry.getName().equals("hashes.json")) {
                    String hash = HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(contents));
                    assertThat(text(zip, "hashes.json")).contains("\"%s\": \"%s\"".formatted(entry.getName(), hash));
                }
            }
            assertThat(text(zip, "labels.txt")).isEqualTo("daisy\nn02 röse, wild\ntulip\n");
            assertThat(text(zip, "card.json"))
                    .isEqualTo("""
                    {
                      "network": "small",
                      "created": "2026-01-31T12:00:00Z",
                      "libraryVersion": "%s",
                      "seed": -9223372036854775808,
                      "metrics": {"val_top1": 0.9, "loss": "NaN"},
                      "dataFingerprint": "0123",
                      "source": "photos/\\"ä\\""
                    }
                    """.formatted(Samples.card().libraryVersion()));
            assertThat(text(zip, "preprocessing.json")).isEqualTo("""
                    {
                      "resize": {"type": "shorter_side", "size": 9},
                      "interpolation": "pil_bilinear",
                      "cropHeight": 8,
                      "cropWidth": 8,
                      "order": "rgb",
                      "mean": [123.675, 116.28, 103.53],
                      "scale": [0.017124753, 0.017507004, 0.017429193]
                    }
                    """);
        }
        assertThat(Samples.card().libraryVersion()).matches("\\d+\\.\\d+\\.\\d+(-SNAPSHOT)?");
    }

    /** Every byte of the file, those of the zip format too. */
    @Tag("slow")
    @Test
    void refusesEveryFlippedByte() throws IOException {
        byte[] good = Files.readAllBytes(file);
        Path flipped = folder.resolve("flipped.inception");
        List<Integer> accepted = new ArrayList<>();
        for (int i = 0; i < good.length; i++) {
            byte[] bad = good.clone();
            bad[i] ^= (byte) (1 << (i % 8));
            Files.write(flipped, bad);
            try {
                Classifier.open(flipped);
                accepted.add(i);
            } catch (FormatException expected) {
                assertThat(expected).hasMessageStartingWith(flipped.toString()).hasMessageContaining("; ");
            }
        }
        assertThat(accepted).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"model.json", "preprocessing.json", "labels.txt", "card.json", "weights.safetensors"})
    void namesTheDamagedEntry(String entry) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        byte[] contents;
        try (ZipFile zip = new ZipFile(file.toFile())) {
            contents = zip.getInputStream(zip.getEntry(entry)).readAllBytes();
        }
        bytes[Packed.offset(bytes, contents) + contents.length / 2] ^= 1;
        Files.write(file, bytes);
        assertRefusal(
                "entry %s is damaged (its CRC-32 differs); copy it again from where it was made".formatted(entry));
    }

    @Test
    void namesDamagedHashes() throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[Packed.offset(bytes, "\"sha256\"".getBytes(UTF_8)) + 10] ^= 1;
        Files.write(file, bytes);
        assertRefusal("entry hashes.json is damaged (its CRC-32 differs); copy it again from where it was made");
    }

    @Test
    void refusesACutOffFile() throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        for (int length = 0; length < bytes.length; length += 31) {
            Files.write(file, Arrays.copyOf(bytes, length));
            assertRefusal(
                    length == 0
                            ? "is empty; copy it again from where it was made"
                            : length < 4
                                    ? "does not begin as an .inception file; give a file that this library wrote"
                                    : "is cut off: its directory at the end is missing; copy it again from where it was made");
        }
    }

    @Test
    void refusesAFileThatGoesOnAfterItsEnd() throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        for (int more : new int[] {1, 7, 1000}) {
            Files.write(file, Arrays.copyOf(bytes, bytes.length + more));
            assertRefusal("has %d bytes after its end; copy it again from where it was made".formatted(more));
        }
    }

    @Test
    void refusesWhatIsNoFileOfThisKind() throws IOException {
        Files.writeString(file, "hello");
        assertRefusal("does not begin as an .inception file; give a file that this library wrote");
        Files.delete(file);
        assertRefusal("there is no such file; check the path");
        Files.createDirectory(file);
        assertRefusal("is a folder; give a file");
    }

    @Test
    void refusesAMissingEntry() throws IOException {
        Map<String, byte[]> entries = entries();
        entries.remove("labels.txt");
        pack(entries);
        assertRefusal("entry labels.txt is missing; give a file that this library wrote");
    }

    @Test
    void refusesAnUnknownEntry() throws IOException {
        Map<String, byte[]> entries = entries();
        entries.put("../../etc/passwd", new byte[] {1});
        pack(entries);
        assertRefusal("has the unknown entry ../../etc/passwd; a newer version may read it");
    }

    @Test
    void refusesAnEntryWithoutHash() throws IOException {
        Map<String, byte[]> entries = entries();
        entries.put(
                "hashes.json",
                JsonText.write(Map.of("format", "inception4j classifier", "version", 1, "sha256", Map.of()))
                        .getBytes(UTF_8));
        pack(entries);
        assertThatThrownBy(() -> Classifier.open(file))
                .isInstanceOf(FormatException.class)
                .hasMessage(file
                        + ", hashes.json, sha256: the field model.json is missing; give a file that was written whole");
    }

    /** As a program leaves it that changes an entry with its checksum. */
    @Test
    void verifiesEachEntrysHash() throws IOException {
        Classifier.verify(file);
        for (String entry : List.of("model.json", "labels.txt", "weights.safetensors")) {
            Map<String, byte[]> entries = entries();
            entries.get(entry)[entries.get(entry).length - 1] ^= 1;
            Path changed = folder.resolve("changed.inception");
            Packed.write(entries, changed);
            assertThatThrownBy(() -> Classifier.verify(changed))
                    .isInstanceOf(FormatException.class)
                    .hasMessage("%s: entry %s is damaged (its SHA-256 differs); copy it again from where it was made"
                            .formatted(changed, entry));
        }
    }

    @Test
    void verifiesWhatOpeningTests() throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
        assertThatThrownBy(() -> Classifier.verify(file))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("its CRC-32 differs");
    }

    @Test
    void refusesANewerVersion() throws IOException {
        Map<String, byte[]> entries = entries();
        String hashes = new String(entries.get("hashes.json"), UTF_8);
        entries.put(
                "hashes.json",
                hashes.replace("\"version\": 1", "\"version\": 2").getBytes(UTF_8));
        pack(entries);
        assertThatThrownBy(() -> Classifier.open(file))
                .isInstanceOf(FormatException.class)
                .hasMessage(
                        file
                                + ", hashes.json: says \"inception4j classifier\" version 2 and this library reads \"inception4j classifier\" version 1; use the library's version that wrote it");
    }

    @Test
    void refusesContentsThatDoNotFitTogether() throws IOException {
        Map<String, byte[]> entries = entries();
        entries.put("labels.txt", "one\ntwo\n".getBytes(UTF_8));
        packWithHashes(entries);
        assertRefusal("small: gives (3,) and there are 2 labels; give one for each class");
    }

    @Test
    void refusesAPackedFileOfAnotherProgram() throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry("model.json"));
            zip.write(new byte[1000]);
        }
        assertRefusal("its directory is damaged, or another program packed it; copy it again from where it was made");
    }

    @Test
    void leavesTheOldFileWhenSavingFails() throws IOException {
        byte[] before = Files.readAllBytes(file);
        Path noFolder = file.resolve("inside-a-file.inception");
        assertThatThrownBy(() -> Samples.classifier(2).write(noFolder)).isInstanceOf(IOException.class);
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }

    private Map<String, byte[]> entries() throws IOException {
        return Packed.entries(file);
    }

    private void packWithHashes(Map<String, byte[]> entries) throws IOException {
        Packed.writeWithHashes(entries, file);
    }

    private void pack(Map<String, byte[]> entries) throws IOException {
        Packed.write(entries, file);
    }

    private void assertRefusal(String problem) {
        assertThatThrownBy(() -> Classifier.open(file))
                .isInstanceOf(FormatException.class)
                .hasMessage(file + ": " + problem);
    }

    private static String text(ZipFile zip, String name) throws IOException {
        return new String(zip.getInputStream(zip.getEntry(name)).readAllBytes(), UTF_8);
    }
}
