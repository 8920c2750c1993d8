package org.inception4j.formats.keras;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.inception4j.formats.FormatException;
import org.inception4j.model.Activation;
import org.inception4j.model.ActivationFunction;
import org.inception4j.model.BatchNormalization;
import org.inception4j.model.Conv2D;
import org.inception4j.model.Dense;
import org.inception4j.model.Input;
import org.inception4j.model.MaxPooling2D;
import org.inception4j.model.Model;
import org.inception4j.model.Node;
import org.inception4j.model.Padding;
import org.inception4j.model.Rounding;
import org.inception4j.model.zoo.Networks;
import org.inception4j.tensor.Weights;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KerasWriterTest {
    /** What the script ends with. */
    private static final int WITHOUT_KERAS = 77;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "convolutions, .keras",
        "chain, .keras",
        "nested, .keras",
        "convolutions, .weights.h5",
        "convolutions, .h5",
        "chain, .weights.h5",
        "chain, .h5",
        "nested, .weights.h5",
        "nested, .h5"
    })
    void roundTripsBitForBit(String name, String ending) throws IOException {
        try (KerasFile original = KerasFixtures.open(folder, name + ".keras")) {
            Model model = original.model().orElseThrow();
            Weights weights = original.match(model).complete();
            Path written = folder.resolve("written" + ending);
            KerasWriter.write(written, model, weights);
            try (KerasFile file = KerasFile.open(written)) {
                same(file.match(model).complete(), weights);
                assertThat(file.match(model).leftOver()).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"chain", "nested"})
    void writesTheModelThatItRead(String name) throws IOException {
        try (KerasFile original = KerasFixtures.open(folder, name + ".keras")) {
            Model model = original.model().orElseThrow();
            Path written = folder.resolve("written.keras");
            KerasWriter.write(written, model, original.match(model).complete());
            try (KerasFile file = KerasFile.open(written)) {
                assertThat(file.model()).contains(model);
            }
            byte[] once = Files.readAllBytes(written);
            KerasWriter.write(written, model, original.match(model).complete());
            assertThat(written).hasBinaryContent(once);
        }
    }

    @Test
    void refusesWhatKerasCannotCompute() {
        Node input = Input.of(8, 8, 2).on();
        Node conv = Conv2D.of(2, 3).withPadding(Padding.of(1)).named("a/conv").on(input);
        refuses(
                Model.of("m", input, conv),
                "m, layer a_conv: Keras has no layer that computes a padding of (1, 1, 1, 1); write the weights alone (.weights.h5), or the model as ONNX");
        Node pool = MaxPooling2D.of(2).withRounding(Rounding.CEIL).named("pool").on(input);
        refuses(
                Model.of("m", input, pool),
                "m, layer pool: Keras has no layer that computes MaxPooling2D[poolSize=2x2, strides=2x2, padding=valid, rounding=CEIL]; write the weights alone (.weights.h5), or the model as ONNX");
    }

    private void refuses(Model model, String message) {
        assertThatThrownBy(() -> KerasWriter.write(folder.resolve("m.keras"), model, Weights.initialise(model, 1)))
                .isInstanceOf(FormatException.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {".weights.h5", ".h5"})
    void writesAnyBitsUnderAnyName(String ending) throws IOException {
        Node input = Input.of(3).on();
        Node hidden = Dense.of(1000).named("Größe/Mixed_5b/1x1").on(input);
        Model model = Model.of("m", input, Dense.of(2).named("日本").on(hidden));
        Weights weights = Weights.initialise(model, 3);
        float[] odd = {Float.NaN, Float.NEGATIVE_INFINITY, -0f, Float.MIN_VALUE, Float.intBitsToFloat(0x7fa12345)};
        IntStream.range(0, odd.length)
                .forEach(i -> weights.get("Größe/Mixed_5b/1x1/kernel").set(i, odd[i]));
        Path written = folder.resolve("odd" + ending);
        KerasWriter.write(written, model, weights);
        try (KerasFile file = KerasFile.open(written)) {
            same(file.match(model).complete(), weights);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {".weights.h5", ".h5"})
    void splitsListsThatOneAttributeCannotHold(String ending) throws IOException {
        Node input = Input.of(1).on();
        Node x = input;
        for (int i = 0; i < 1500; i++) {
            x = BatchNormalization.of()
                    .named("a_layer_with_a_very_long_name_of_some_fifty_letters_" + i)
                    .on(x);
        }
        Model model = Model.of("deep", input, new Activation(ActivationFunction.RELU).on(x));
        Weights weights = Weights.initialise(model, 1);
        Path written = folder.resolve("deep" + ending);
        KerasWriter.write(written, model, weights);
        try (KerasFile file = KerasFile.open(written)) {
            same(file.match(model).complete(), weights);
        }
    }

    @Test
    void refusesANameThatSaysNoLayout() {
        Node input = Input.of(1).on();
        Model model = Model.of("m", input, Dense.of(1).on(input));
        Path file = folder.resolve("weights.bin");
        assertThatThrownBy(() -> KerasWriter.write(file, model, Weights.initialise(model, 1)))
                .isInstanceOf(FormatException.class)
                .hasMessage(
                        file
                                + ": its name does not say in which of Keras' layouts it is to be written; give one that ends in .keras (the whole model), .weights.h5 (Keras 3) or .h5 (Keras 2)");
    }

    /** With {@code -Dpython=PYTHON}, a Python that has keras, Keras itself loads what is written here. */
    @Test
    void kerasLoadsWhatIsWritten() throws IOException, InterruptedException {
        String python = System.getProperty("python", "");
        if (python.isEmpty()) {
            System.out.println("kerasLoadsWhatIsWritten skipped: there is no -Dpython=PYTHON");
        }
        assumeTrue(!python.isEmpty(), "no Python with Keras");
        for (String name : new String[] {"convolutions", "nested", "chain"}) {
            try (KerasFile original = KerasFixtures.open(folder, name + ".keras")) {
                Model model = original.model().orElseThrow();
                writeBoth(name, model, original.match(model).complete());
            }
        }
        Model model = Networks.named("inception-v3:keras").build();
        writeBoth("inception_v3", model, Weights.initialise(model, 5));
        Path script = Path.of(System.getProperty("project.root", "."), "scripts/fixtures/keras_loads.py");
        Process process = new ProcessBuilder(python, script.toString(), folder.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        System.out.println(said);
        assumeTrue(process.waitFor() != WITHOUT_KERAS, "no Python with Keras");
        assertThat(process.waitFor()).as(said).isZero();
    }

    private void writeBoth(String name, Model model, Weights weights) throws IOException {
        Files.createDirectories(folder.resolve("ours"));
        KerasWriter.write(folder.resolve("ours").resolve(name + ".weights.h5"), model, weights);
        KerasWriter.write(folder.resolve("ours").resolve(name + ".h5"), model, weights);
        KerasWriter.write(folder.resolve("ours").resolve(name + ".keras"), model, weights);
    }

    private static void same(Weights actual, Weights expected) {
        assertThat(actual.names()).containsExactlyElementsOf(expected.names());
        for (String name : expected.names()) {
            assertThat(actual.get(name).data().mismatch(expected.get(name).data()))
                    .as(name)
                    .isEqualTo(-1);
        }
    }
}
