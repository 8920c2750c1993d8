package org.inception4j.formats.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.inception4j.formats.FormatException;
import org.inception4j.formats.Fuzz;
import org.inception4j.formats.TensorFile;
import org.inception4j.model.Dense;
import org.inception4j.model.Model;
import org.inception4j.model.Sequential;
import org.inception4j.model.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TensorFilesTest {
    private static final Path FILES = Path.of(System.getProperty("project.root", "."))
            .resolve("formats/src/test/resources/org/inception4j/formats");
    private static final String KNOWN = "; give one of " + String.join(", ", TensorFiles.known());

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "torch/small.pth, PyTorch state dict (zip archive)",
        "torch/legacy.pth, PyTorch state dict (legacy format)",
        "torch/small.safetensors, safetensors",
        "numpy/packed.npz, NumPy arrays (npz)",
        "numpy/version1.npy, NumPy array (npy)",
        "tensorflow/frozen.pb, TensorFlow graph with frozen variables (GraphDef)",
        "tensorflow/slim-v1.ckpt, 'TensorFlow checkpoint (one file, version 1)'",
        "tensorflow/hub.tar.gz, TensorFlow SavedModel",
        "onnx/flattened-dynamo.onnx, 'ONNX (opset 20, by pytorch 2.13.0+cpu)'"
    })
    void tellsFormatsByTheirContents(String name, String format) throws IOException {
        Path renamed = Files.copy(FILES.resolve(name), folder.resolve("file.bin"));
        try (TensorFile file = TensorFiles.open(renamed)) {
            assertThat(file.format()).isEqualTo(format);
            assertThat(file.entries()).isNotEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "slim, TensorFlow checkpoint (index and 2 files of data)",
        "slim.index, TensorFlow checkpoint (index and 2 files of data)",
        "slim.data-00000-of-00002, TensorFlow checkpoint (index and 2 files of data)",
        "keras_module, TensorFlow SavedModel",
        "keras_module/saved_model.pb, TensorFlow SavedModel"
    })
    void opensWhatIsSeveralFiles(String name, String format) throws IOException {
        try (TensorFile file = TensorFiles.open(FILES.resolve("tensorflow").resolve(name))) {
            assertThat(file.format()).isEqualTo(format);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "torch/small.pth, PyTorch",
        "keras/chain.keras, Keras",
        "keras/chain.h5, Keras",
        "numpy/packed.npz, NumPy",
        "torch/small.safetensors, safetensors",
        "tensorflow/keras_module, TensorFlow",
        "onnx/flattened-dynamo.onnx, ONNX"
    })
    void tellsWhoseFileItIs(String name, String library) throws IOException {
        assertThat(TensorFiles.library(FILES.resolve(name))).contains(library);
    }

    @Test
    void knowsNobodyWhoseFileATextIs() throws IOException {
        assertThat(TensorFiles.library(Files.writeString(folder.resolve("x"), "a text")))
                .isEmpty();
    }

    @Test
    void saysWhatItSawAndWhatIsKnown() throws IOException {
        assertThat(TensorFiles.known()).contains("PyTorch (.pth, .pt)", "safetensors", "Caffe (.caffemodel)");
        assertRefusal("", "is empty");
        assertRefusal("import torch\nx = 1", "is a text that begins \"import torch\"");
        assertRefusal("<!DOCTYPE html>", "is a web page");
        assertRefusal(
                "version https://git-lfs.github.com/spec/v1\n", "is a pointer of Git LFS and not the file itself");
        assertRefusal("PK\u0003\u0004 and more", "is a zip archive without tensors");
        assertRefusal("\u0001\u0002\u0000\u00ff", "begins with the bytes 01 02 00 ff");
        assertThatThrownBy(() -> TensorFiles.open(folder))
                .isInstanceOf(FormatException.class)
                .hasMessage(folder + ": is a folder of no known format" + KNOWN);
        Path none = folder.resolve("none");
        assertThatThrownBy(() -> TensorFiles.open(none))
                .isInstanceOf(FormatException.class)
                .hasMessage(none + ": there is no such file; check the path");
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void refusesWhatIsNoFileBeforeItOpensIt() {
        Path device = Path.of("/dev/null");
        assertThatThrownBy(() -> TensorFiles.open(device))
                .isInstanceOf(FormatException.class)
                .hasMessage(device + ": is a pipe or a device; give a file");
    }

    @Test
    void saysThatATextIsNoIndex() throws IOException {
        Path text = Files.writeString(folder.resolve("x.index"), "a text");
        assertThatThrownBy(() -> TensorFiles.open(text))
                .isInstanceOf(IOException.class)
                .hasMessage(text
                        + ": is damaged or no index of variables (it does not end as a table does);"
                        + " give the files that TensorFlow wrote, whole");
    }

    @Test
    void answersDamageWithARefusal() throws IOException {
        Model model = Sequential.of("m", Shape.of(5), List.of(Dense.of(3).named("fc2")));
        Fuzz.of(
                        Files.readAllBytes(FILES.resolve("torch/small.safetensors")),
                        Files.readAllBytes(FILES.resolve("numpy/plain.npz")),
                        Files.readAllBytes(FILES.resolve("torch/small.pth")))
                .check(folder, damaged -> {
                    try (TensorFile file = TensorFiles.open(damaged)) {
                        Fuzz.readAll(file, model);
                    }
                });
    }

    private void assertRefusal(String contents, String seen) throws IOException {
        Path file = Files.write(folder.resolve("x"), contents.getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> TensorFiles.open(file))
                .isInstanceOf(FormatException.class)
                .hasMessage(file + ": " + seen + KNOWN);
    }
}
