package org.inception4j.app;

import static org.inception4j.app.Ran.inception;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What commands say where they want a classifier and are given other people's weights. */
@Tag("native")
class SavedClassifierTest {
    @TempDir
    private static Path folder;

    private static Path model;
    private static Path pictures;

    @BeforeAll
    static void save() throws IOException {
        model = Tiny.classifier(folder.resolve("shapes.inception"));
        pictures = Tiny.pictures(folder.resolve("pictures"), 1);
    }

    @ParameterizedTest
    @CsvSource({
        "torch, shapes.pth, PyTorch, shapes",
        "keras, shapes.h5, Keras, shapes",
        "keras, shapes.weights.h5, Keras, shapes.weights",
        "npz, shapes.npz, NumPy, shapes",
        "safetensors, my shapes.safetensors, safetensors, my shapes",
        "onnx, shapes.onnx, ONNX, shapes",
    })
    void tellsHowToImportWeights(String kind, String name, String library, String output) {
        Path file = folder.resolve(name);
        inception("export", model, "--to", kind, "--output", file, "--overwrite")
                .succeeds();
        String sentence = "%s: holds weights (%s) and is no classifier; make one: inception import %s --output %s"
                .formatted(file, library, Program.quoted(file), Program.quoted(folder.resolve(output + ".inception")));

        inception("predict", file, pictures).refuses(sentence);
        inception("predict", file, pictures, "--top", 1).refuses(sentence);
        inception("evaluate", file, pictures).refuses(sentence);
        inception("export", file, "--to", "onnx", "--output", folder.resolve("x.onnx"))
                .refuses(sentence);
        inception("quantize", file, "--calibrate", pictures).refuses(sentence);
        inception("train", pictures, "--from", file).refuses(sentence);
        inception("summary", file).refuses(sentence);
    }

    @Test
    void tellsHowToImportAFolder() throws IOException {
        Path module =
                Ran.projectRoot().resolve("formats/src/test/resources/org/inception4j/formats/tensorflow/keras_module");
        Path output = module.resolveSibling("keras_module.inception");

        inception("predict", module, pictures)
                .refuses(
                        "%s: holds weights (TensorFlow) and is no classifier; make one: inception import %s --output %s"
                                .formatted(module, Program.quoted(module), Program.quoted(output)));
    }

    @Test
    void leavesTheRefusalOfADamagedClassifierAsItIs() throws IOException {
        byte[] whole = Files.readAllBytes(model);
        Path cut = Files.write(folder.resolve("cut.inception"), Arrays.copyOf(whole, whole.length / 2));

        inception("export", cut, "--to", "onnx")
                .refuses(cut
                        + ": is cut off: its directory at the end is missing; copy it again from where it was made");
    }
}
