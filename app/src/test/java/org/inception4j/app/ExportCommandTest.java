package org.inception4j.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.inception4j.app.Ran.inception;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.inception4j.classifier.Card;
import org.inception4j.classifier.Classifier;
import org.inception4j.formats.TensorFile;
import org.inception4j.formats.catalog.TensorFiles;
import org.inception4j.formats.safetensors.SafetensorsFile;
import org.inception4j.model.Model;
import org.inception4j.model.Shape;
import org.inception4j.model.zoo.Network;
import org.inception4j.model.zoo.Networks;
import org.inception4j.tensor.Weights;
import org.inception4j.vision.Preprocessing;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExportCommandTest {
    @TempDir
    private Path folder;

    private Path source;

    @BeforeEach
    void writeClassifier() throws IOException {
        Network network = Networks.named("googlenet:torchvision");
        Model model = network.build(
                network.defaults().withClasses(3).withImageSize(64).withAuxiliary(false));
        source = folder.resolve("x.inception");
        try (Classifier classifier = Classifier.of(
                model,
                Weights.initialise(model, 1),
                Preprocessing.caffe(64),
                List.of("a", "b", "c"),
                Card.of(network.name()))) {
            classifier.write(source);
        }
    }

    @ParameterizedTest
    @CsvSource({"onnx, .onnx", "safetensors, .safetensors", "keras, .weights.h5", "torch, .pth", "npz, .npz"})
    void comesBackBitForBit(String kind, String ending) throws IOException {
        Path exported = folder.resolve("x" + ending);
        Ran ran = inception("export", source, "--to", kind).succeeds();
        assertThat(ran.out()).startsWith(exported + ": ");
        assertThat(ran.err())
                .startsWith("Not in the file is how pictures are made ready: {\"resize\": {\"type\": \"squash\"")
                .contains("\"mean\": [104.0, 117.0, 123.0]");

        assertSameBits(exported);
    }

    @ParameterizedTest
    @CsvSource({"torch, y.safetensors", "keras, y.h5", "keras, y.hdf5", "torch, y.pt"})
    void writesTheOtherFilesOfALibraryByTheirNames(String kind, String name) throws IOException {
        inception("export", source, "--to", kind, "--output", folder.resolve(name))
                .succeeds();
        assertSameBits(folder.resolve(name));
    }

    @Test
    void writesPyTorchsNamesAndOrderOfAxesAsSafetensors() throws IOException {
        Path exported = folder.resolve("y.safetensors");
        inception("export", source, "--to", "torch", "--output", exported).succeeds();
        SafetensorsFile file = SafetensorsFile.open(exported);
        assertThat(file.metadata()).isEqualTo(Map.of("format", "pt"));
        assertThat(file.weights().get("conv1.conv.weight").shape()).isEqualTo(Shape.of(64, 3, 7, 7));
        assertThat(file.weights().names()).contains("conv1.bn.running_var", "fc.weight", "fc.bias");
    }

    private void assertSameBits(Path exported) throws IOException {
        try (Classifier classifier = Classifier.open(source);
                TensorFile file = TensorFiles.open(exported)) {
            Weights back = file.match(classifier.model()).complete();
            assertThat(back.names()).isEqualTo(classifier.weights().names());
            for (String name : back.names()) {
                assertThat(back.get(name)
                                .data()
                                .mismatch(classifier.weights().get(name).data()))
                        .as(name)
                        .isEqualTo(-1);
            }
        }
    }

    @Test
    void isImportedAgainWithLabels() throws IOException {
        Path back = folder.resolve("back.inception");
        inception("export", source, "--to", "onnx").succeeds();
        inception("import", folder.resolve("x.onnx"), "-o", back, "-p", source).succeeds();
        try (Classifier one = Classifier.open(source);
                Classifier other = Classifier.open(back)) {
            assertThat(other.labels()).isEqualTo(one.labels());
            assertThat(other.model()).isEqualTo(one.model());
            assertThat(other.preprocessing()).isEqualTo(one.preprocessing());
        }
    }

    /** PyTorch counts no moving averages. */
    @Test
    void countsAsTheNetworksSourceDoes() {
        Network network = Networks.named("googlenet:torchvision");
        Model model = network.build(
                network.defaults().withClasses(3).withImageSize(64).withAuxiliary(false));
        assertThat(inception("export", source, "--to", "torch").succeeds().out())
                .endsWith(", %,d parameters%n".formatted(network.parameters(model)));
        assertThat(network.parameters(model)).isLessThan(model.parameters());
    }

    @Test
    void takesOptionsOfOnnxForOnnxOnly() {
        inception("export", source, "--to", "torch", "--pixels")
                .refuses("--to torch: has no --batch, --layout and --pixels; leave them out, or give --to onnx");
        inception("export", source, "--to", "onnx", "--pixels", "--layout", "nchw")
                .refuses("--pixels: takes pictures as (batch, height, width, 3); leave out --layout nchw");
        assertThat(inception("export", source, "--to", "onnx", "--pixels", "--batch", 2)
                        .succeeds()
                        .err())
                .isEqualTo(
                        "Not in the file is how pictures come to its size: {\"resize\": {\"type\": \"squash\", \"height\": 73, \"width\": 73}, \"interpolation\": \"pil_bilinear\", \"cropHeight\": 64, \"cropWidth\": 64}%n"
                                .formatted());
    }

    @Test
    void replacesNothingUnlessTold() throws IOException {
        Path there = Files.writeString(folder.resolve("x.npz"), "precious");
        inception("export", source, "--to", "npz")
                .refuses(there + ": exists already; give another --output, or --overwrite to replace it");
        inception("export", source, "--to", "keras", "-o", folder.resolve("weights"))
                .refuses(
                        folder.resolve("weights")
                                + ": its name does not say in which of Keras' layouts it is to be written; give one that ends in .keras (the whole model), .weights.h5 (Keras 3) or .h5 (Keras 2)");
        assertThat(there).hasContent("precious");
    }
}
