package org.inception4j.app;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.inception4j.app.Ran.inception;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import org.inception4j.classifier.Card;
import org.inception4j.classifier.Classifier;
import org.inception4j.formats.catalog.TensorFiles;
import org.inception4j.formats.safetensors.SafetensorsFile;
import org.inception4j.model.Model;
import org.inception4j.model.Shape;
import org.inception4j.model.zoo.Network;
import org.inception4j.model.zoo.Networks;
import org.inception4j.tensor.Tensor;
import org.inception4j.tensor.Weights;
import org.inception4j.vision.Preprocessing;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InspectCommandTest {
    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void writeFile() throws IOException {
        file = folder.resolve("weights.bin");
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        tensors.put("conv/kernel", Tensor.of(Shape.of(1, 1, 2, 2), -1, 2, 3, 4));
        tensors.put("conv/bias", Tensor.of(Shape.of(3), 0.5f, Float.NaN, Float.NEGATIVE_INFINITY));
        SafetensorsFile.write(file, Weights.of(tensors), Map.of("author", "somebody\nelse"));
    }

    @Test
    void listsTensorsWithTypesAndShapes() {
        Ran ran = inception("inspect", file).succeeds();

        assertThat(ran.outLines())
                .containsExactly(
                        "format  safetensors",
                        "author  somebody (the first of 2 lines)",
                        "",
                        "tensor       type  shape         numbers",
                        "conv/kernel  F32   (1, 1, 2, 2)        4",
                        "conv/bias    F32   (3)                 3",
                        "",
                        "2 tensors, 7 numbers");
        assertThat(ran.err())
                .isEqualToIgnoringNewLines(
                        file + ", conv/bias: has 1 NaN and 1 infinite number; a network with it gives no answers");
    }

    @Test
    void tellsWhatTheNumbersAreLike() {
        assertThat(inception("inspect", file, "--stats").succeeds().outLines())
                .contains(
                        "tensor       type  shape         numbers        min     max    mean",
                        "conv/kernel  F32   (1, 1, 2, 2)        4     -1.000   4.000   2.000",
                        "conv/bias    F32   (3)                 3  -Infinity  0.5000  0.5000");
    }

    @Test
    void tellsTheSameToPrograms() throws IOException {
        JsonNode json = inception("inspect", file, "--stats", "--format", "json")
                .succeeds()
                .json()
                .getFirst();

        assertThat(json.at("/format").asText()).isEqualTo("safetensors");
        assertThat(json.at("/metadata/author").asText()).isEqualTo("somebody\nelse");
        assertThat(json.at("/numbers").asInt()).isEqualTo(7);
        assertThat(json.at("/tensors/0/shape").toString()).isEqualTo("[1,1,2,2]");
        assertThat(json.at("/tensors/0/max").asDouble()).isEqualTo(4);
        assertThat(json.at("/tensors/1/nan").asInt()).isEqualTo(1);
        assertThat(json.at("/tensors/1/infinite").asInt()).isEqualTo(1);
        assertThat(json.at("/tensors/1/min").isNull()).isTrue();
    }

    @Test
    void listsWhatCannotBeRead() {
        Path npz = Ran.projectRoot().resolve("formats/src/test/resources/org/inception4j/formats/numpy/plain.npz");
        Ran ran = inception("inspect", npz, "--stats").succeeds();

        assertThat(ran.outLines())
                .contains("format  NumPy arrays (npz)")
                .anyMatch(line -> line.matches("complex +<c16 +\\(1\\) +1"))
                .anyMatch(line -> line.matches("fortran +float32 +\\(2, 3, 4\\) +24 +0\\.000 +23\\.00 +11\\.50"));
        assertThat(ran.err())
                .contains(npz + ", complex: holds <c16, which means no float32; convert it: array.astype('float32')");
    }

    @Test
    void opensThisLibrarysClassifiers() throws IOException {
        Network network = Networks.named("googlenet:bn");
        Model model = network.build(network.defaults()
                .withClasses(2)
                .withWidth(0.25)
                .withImageSize(64)
                .withAuxiliary(false));
        Path classifier = folder.resolve("x.inception");
        try (Classifier written = Classifier.of(
                model,
                Weights.initialise(model, 1),
                Preprocessing.tf(64),
                List.of("a", "b"),
                Card.of("googlenet:bn"))) {
            written.write(classifier);
        }
        Path renamed = Files.move(classifier, folder.resolve("renamed"));
        Path changed = Files.write(folder.resolve("changed"), withAnotherHash(Files.readAllBytes(renamed)));

        assertThat(inception("inspect", renamed).succeeds().outLines())
                .contains(
                        "format   Inception4J classifier", "network  googlenet:bn", "labels   a (the first of 2 lines)")
                .anyMatch(line -> line.endsWith("%,d parameters".formatted(model.parameters())));
        Classifier.open(changed).close();
        inception("inspect", changed)
                .refuses(changed
                        + ": entry labels.txt is damaged (its SHA-256 differs); copy it again from where it was made");
    }

    /** As if another program had written another hash of the labels into the last entry, with the checksum that belongs to it. */
    private static byte[] withAnotherHash(byte[] file) {
        ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        String text = new String(file, ISO_8859_1);
        int end = bytes.getInt(file.length - 6); // of the entry, where the directory begins
        int begin = text.lastIndexOf("{\n  \"format\"", end);
        int before = crc32(file, begin, end);
        file[text.indexOf("\"labels.txt\": \"", begin) + 15] ^= 1;
        for (int at = 0; at < file.length - 4; at++) {
            if (bytes.getInt(at) == before) {
                bytes.putInt(at, crc32(file, begin, end));
            }
        }
        return file;
    }

    private static int crc32(byte[] file, int begin, int end) {
        CRC32 sum = new CRC32();
        sum.update(file, begin, end - begin);
        return (int) sum.getValue();
    }

    @Test
    void refusesWhatIsNoFileOfTensors() throws IOException {
        Path text = Files.writeString(folder.resolve("labels.txt"), "tench\ngoldfish\n");
        inception("inspect", text)
                .refuses(text + ": is a text that begins \"tench\"; give one of "
                        + String.join(", ", TensorFiles.known()));
    }
}
