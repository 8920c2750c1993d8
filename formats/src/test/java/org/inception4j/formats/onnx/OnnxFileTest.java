package org.inception4j.formats.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.inception4j.formats.FormatException;
import org.inception4j.formats.Fuzz;
import org.inception4j.formats.TensorEntry;
import org.inception4j.formats.WeightMatch;
import org.inception4j.formats.json.ModelJson;
import org.inception4j.model.ActivationFunction;
import org.inception4j.model.Conv2D;
import org.inception4j.model.Dense;
import org.inception4j.model.Flatten;
import org.inception4j.model.Input;
import org.inception4j.model.MaxPooling2D;
import org.inception4j.model.Model;
import org.inception4j.model.Node;
import org.inception4j.model.Output;
import org.inception4j.model.Sequential;
import org.inception4j.model.Shape;
import org.inception4j.tensor.Weights;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class OnnxFileTest {
    private static final Path FILES =
            Path.of(System.getProperty("project.root", "."), "formats/src/test/resources/org/inception4j/formats/onnx");
    private static final String REMEDY = "; give a network of the operators that layers of this library stand for";

    @TempDir
    Path folder;

    private static Model small() {
        return Sequential.of(
                "small",
                Shape.of(7, 5, 3),
                Conv2D.of(4, 3).withActivation(ActivationFunction.RELU),
                MaxPooling2D.of(2, 2),
                Flatten.of(),
                Dense.of(3, ActivationFunction.SOFTMAX));
    }

    private Path written(Model model, OnnxOptions options) throws IOException {
        Path file = folder.resolve("written.onnx");
        OnnxWriter.write(file, model, Weights.initialise(model, 1), options);
        return file;
    }

    @ParameterizedTest
    @EnumSource(PictureLayout.class)
    void givesBackModelWeightsAndLabelsExactly(PictureLayout layout) throws IOException {
        Model model = small();
        Weights weights = Weights.initialise(model, 1);
        OnnxOptions options = OnnxOptions.standard()
                .withBatch(2)
                .withLayout(layout)
                .withPixels(PixelInput.of(1 / 127.5, -1).withReversed(true))
                .withLabels(List.of("cat", "", "dog"));
        OnnxFile file = OnnxFile.open(written(model, options));
        assertThat(file.format()).isEqualTo("ONNX (opset 17, by inception4j)");
        assertThat(file.metadata()).isEqualTo(Map.of("labels", "cat\n\ndog"));
        assertThat(file.labels()).containsExactly("cat", "", "dog");
        assertThat(ModelJson.write(file.model().orElseThrow())).isEqualTo(ModelJson.write(model));
        Weights read = file.match(model).complete();
        assertThat(read.names()).isEqualTo(weights.names());
        weights.tensors()
                .forEach((name, tensor) -> assertThat(read.get(name).toArray()).isEqualTo(tensor.toArray()));
    }

    @Test
    void writesTheSameBytesForTheSameModel() throws IOException {
        byte[] first = Files.readAllBytes(written(small(), OnnxOptions.standard()));
        assertThat(Files.readAllBytes(written(small(), OnnxOptions.standard()))).isEqualTo(first);
    }

    @Test
    void leavesAuxiliaryHeadsOut() throws IOException {
        Node input = Input.of(6).on();
        Node shared = Dense.of(4).on(input);
        Model model = Model.of(
                "heads",
                input,
                Output.of("main", Dense.of(2).on(shared)),
                Output.auxiliary("side", Dense.of(2).on(shared), 0.3f));
        OnnxFile file = OnnxFile.open(written(model, OnnxOptions.standard()));
        assertThat(file.model()).contains(model.inference());
        assertThat(file.entries())
                .extracting(TensorEntry::name)
                .containsExactly("dense/kernel", "dense/bias", "dense_1/kernel", "dense_1/bias");
    }

    @Test
    void doesNotTrustTheModelInTheMetadata() throws IOException {
        Path file = written(small(), OnnxOptions.standard());
        String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
        String pools = "\"poolSize\": [2, 2]";
        assertThat(bytes).containsOnlyOnce(pools);
        Files.writeString(file, bytes.replace(pools, "\"poolSize\": [2, 1]"), StandardCharsets.ISO_8859_1);
        Model read = OnnxFile.open(file).model().orElseThrow();
        assertThat(read.nodes()).extracting(Node::layer).contains(MaxPooling2D.of(2, 2));
    }

    @Test
    void namesLayersAsPyTorchsModules() throws IOException {
        for (String exporter : List.of("dynamo", "trace")) {
            OnnxFile file = OnnxFile.open(FILES.resolve("inception-v3-%s.onnx".formatted(exporter)));
            assertThat(file.model().orElseThrow().weights().keySet())
                    .contains(
                            "Conv2d_1a_3x3/conv/kernel",
                            "Mixed_5b/branch5x5_2/conv/bias",
                            "Mixed_7b/branch3x3dbl_3b/conv/kernel",
                            "fc/kernel",
                            "fc/bias")
                    .hasSize(2 * 49);
        }
    }

    @Test
    void reportsWhatAnotherModelHasNot() throws IOException {
        Model other = Sequential.of(
                "other",
                Shape.of(7, 5, 3),
                Conv2D.of(5, 3),
                Flatten.of(),
                Dense.of(3).withBias(false));
        WeightMatch match =
                OnnxFile.open(written(small(), OnnxOptions.standard())).match(other);
        assertThat(match.wrong())
                .extracting(Object::toString)
                .containsExactly(
                        "weight conv2d/kernel has the shape (3, 3, 3, 4) and the model needs (3, 3, 3, 5)",
                        "weight conv2d/bias has the shape (4,) and the model needs (5,)",
                        "weight dense/kernel has the shape (8, 3) and the model needs (75, 3)");
        assertThat(match.leftOver()).containsExactly("dense/bias");
    }

    @ParameterizedTest
    @CsvSource({
        "Relu, Ceil, conv2d: the operator Ceil: is none that this library has a layer for",
        "Softmax, Softmin, dense: the operator Softmin: is none that this library has a layer for",
    })
    void refusesOperatorsByName(String known, String unknown, String message) throws IOException {
        Path file = written(small(), OnnxOptions.standard());
        String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
        Files.writeString(file, bytes.replace(known, unknown), StandardCharsets.ISO_8859_1);
        assertThatThrownBy(() -> OnnxFile.open(file).model())
                .isInstanceOf(FormatException.class)
                .hasMessage(file + ": " + message + REMEDY);
    }

    @Test
    void refusesPixelsForWhatIsNoPicture() {
        Model model = Sequential.of("vector", Shape.of(4), Dense.of(2));
        assertThatThrownBy(() -> written(model, OnnxOptions.standard().withPixels(PixelInput.of(1, 0))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "vector: the input dense_input is (4,), which no pixels can be made to; leave out pixels, or give a model of one picture of 3 channels");
    }

    @Test
    void refusesFilesThatAreCutOff() throws IOException {
        byte[] whole = Files.readAllBytes(written(small(), OnnxOptions.standard()));
        Path file = Files.write(folder.resolve("cut.onnx"), Arrays.copyOf(whole, 300));
        assertThatThrownBy(() -> OnnxFile.open(file))
                .isInstanceOf(FormatException.class)
                .hasMessageMatching(Pattern.quote(file.toString())
                        + ": is damaged, cut off or no ONNX file, near byte \\d+ of 300; copy it again");
    }

    @Test
    void readsNumbersFromAFileBesideItAndFromNoOther() throws IOException {
        Files.write(folder.resolve("numbers.bin"), WeightOrder.bytes(9, 1, 2, 3).toArray(ValueLayout.JAVA_BYTE));
        TensorNumbers numbers = new TensorNumbers(folder.resolve("x.onnx"));
        assertThat(numbers.read(outside("numbers.bin", 4, 12)).toArray()).containsExactly(1, 2, 3);
        String place = folder.resolve("x.onnx") + ": w";
        assertThatThrownBy(() -> numbers.read(outside("../numbers.bin", 4, 12)))
                .hasMessage(
                        place
                                + ": its numbers are in the file \"../numbers.bin\", which is not beside this one; export it again");
        assertThatThrownBy(() -> numbers.read(outside("/etc/hosts", 0, 12)))
                .hasMessage(
                        place
                                + ": its numbers are in the file \"/etc/hosts\", which is not beside this one; export it again");
        assertThatThrownBy(() -> numbers.read(outside("numbers.bin", 8, 12)))
                .hasMessage(
                        place
                                + ": its numbers are said to be the 12 bytes from 8 on of numbers.bin, which has 16; copy both files again");
    }

    private static GraphTensor outside(String location, long offset, long length) {
        return new GraphTensor(
                "w", DataType.FLOAT.code(), List.of(3L), new GraphTensor.External(location, offset, length));
    }

    @Test
    void tellsItsFilesFromSavedModelsAndCaffes() throws IOException {
        byte[] onnx = Files.readAllBytes(written(small(), OnnxOptions.standard()));
        assertThat(looksLike(onnx)).isTrue();
        assertThat(looksLike(new byte[] {8, 1, 18, 5, 10})).isFalse();
        assertThat(looksLike(new byte[] {10, 3, 'n', 'e', 't'})).isFalse();
        assertThat(looksLike(new byte[] {8})).isFalse();
    }

    private boolean looksLike(byte[] head) {
        return OnnxFile.looksLike(MemorySegment.ofArray(head), folder.resolve("x"));
    }

    @Test
    void answersDamageWithARefusal() throws IOException {
        Model model = small();
        Fuzz.of(
                        Files.readAllBytes(written(model, OnnxOptions.standard())),
                        Files.readAllBytes(FILES.resolve("flattened-dynamo.onnx")),
                        Files.readAllBytes(FILES.resolve("flattened-trace.onnx")),
                        Files.readAllBytes(FILES.resolve("inception-v3-trace.onnx")))
                .check(folder, damaged -> {
                    try (OnnxFile file = OnnxFile.open(damaged)) {
                        Fuzz.readAll(file, model);
                        file.match(file.model().orElseThrow());
                    }
                });
    }
}
