package org.inception4j.formats.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.inception4j.formats.torch.TorchFixtures.assertSameBits;
import static org.inception4j.formats.torch.TorchFixtures.expected;
import static org.inception4j.formats.torch.TorchFixtures.open;
import static org.inception4j.formats.torch.TorchFixtures.small;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.inception4j.formats.TensorEntry;
import org.inception4j.formats.WeightMatch;
import org.inception4j.model.BatchNormalization;
import org.inception4j.model.Conv2D;
import org.inception4j.model.Dense;
import org.inception4j.model.Flatten;
import org.inception4j.model.Input;
import org.inception4j.model.LayerNormalization;
import org.inception4j.model.Model;
import org.inception4j.model.Node;
import org.inception4j.model.SeparableConv2D;
import org.inception4j.model.Sequential;
import org.inception4j.model.Shape;
import org.inception4j.model.zoo.NetworkOptions;
import org.inception4j.model.zoo.Networks;
import org.inception4j.tensor.Weights;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TorchWriterTest {
    private static final Path SCRIPT =
            Path.of(System.getProperty("project.root", ".."), "scripts", "fixtures", "torch_open.py");

    @TempDir
    private Path folder;

    @Test
    void writesWhatPyTorchWouldWrite() throws IOException {
        Path file = folder.resolve("small.pth");
        TorchWriter.write(file, small(), expected("ours"));
        try (TorchFile ours = TorchFile.open(file);
                TorchFile theirs = open("small.pth")) {
            assertThat(ours.format()).isEqualTo("PyTorch state dict (zip archive)");
            assertThat(ours.entries()).containsExactlyElementsOf(theirs.entries());
            for (TensorEntry entry : theirs.entries()) {
                assertSameBits(ours.read(entry.name()), theirs.read(entry.name()));
            }
        }
    }

    @Test
    void writesTheSameBytesTwiceAndBeginsTensorsAtMultiplesOf64() throws IOException {
        Path first = folder.resolve("a.pth");
        Path second = folder.resolve("b.pth");
        TorchWriter.write(first, small(), expected("ours"));
        TorchWriter.write(second, small(), expected("ours"));
        byte[] bytes = Files.readAllBytes(first);
        assertThat(Files.readAllBytes(second)).isEqualTo(bytes);
        byte[] bias = TorchFile.open(first).read("fc1.bias").data().toArray(ValueLayout.JAVA_BYTE);
        int at = 0;
        while (!Arrays.equals(bytes, at, at + bias.length, bias, 0, bias.length)) {
            at++;
        }
        assertThat(at % 64).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "googlenet:torchvision",
                "inception-v3:torchvision",
                "inception-v3:keras",
                "xception:keras",
                "xception:timm",
                "bn-inception"
            })
    void givesEveryBitOfANetworkBack(String name) throws IOException {
        NetworkOptions options = Networks.named(name).defaults();
        Model model = Networks.named(name)
                .build(options.withWidth(0.125).withClasses(7).withAuxiliary(name.endsWith("torchvision")));
        assertRoundTrip(model);
    }

    @Test
    void givesEveryBitOfOtherLayersBack() throws IOException {
        Node input = Input.of(6, 4, 3).on();
        Node inner = SeparableConv2D.of(4, 3)
                .withDepthMultiplier(2)
                .named("separable")
                .on(input);
        Node normal = new BatchNormalization(0.9f, 0.001f, false, false, false)
                .named("plain")
                .on(inner);
        Node other = Conv2D.of(2, 1)
                .named("a/b")
                .on(LayerNormalization.of().named("norm").on(normal));
        Node flat = new Flatten().named("flat").on(other);
        assertRoundTrip(Model.of("m", input, Dense.of(3).named("end").on(flat)));
    }

    private void assertRoundTrip(Model model) throws IOException {
        Path file = folder.resolve("model.pth");
        Weights weights = Weights.initialise(model, 5);
        TorchWriter.write(file, model, weights);
        WeightMatch match = TorchFile.open(file).match(model);
        assertSameBits(match.complete(), weights);
        assertThat(match.leftOver()).isEmpty();
    }

    @Test
    void refusesLayersThatPyTorchCouldNotTellApart() {
        Model model = Sequential.of(
                "m", Shape.of(4), List.of(Dense.of(2).named("a/b"), Dense.of(2).named("a.b")));
        assertThatThrownBy(() -> TorchWriter.write(folder.resolve("x"), model, Weights.initialise(model, 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("m: the layers a/b and a.b are both a.b in PyTorch; rename one");
    }

    @Test
    void isLoadedByPyTorchItself() throws IOException, InterruptedException {
        String python = System.getProperty("python", "python3");
        assumeTrue(
                run(python, "-c", "import torch").exit() == 0,
                "no %s with torch; name one by -Dpython=...".formatted(python));
        Path file = folder.resolve("small.pth");
        Path copy = folder.resolve("copy.pth");
        TorchWriter.write(file, small(), expected("ours"));
        Result result = run(python, SCRIPT.toString(), "small", file.toString(), copy.toString());
        assertThat(result.output()).contains("loads 11 tensors into small");
        assertThat(result.exit()).isZero();
        assertSameBits(TorchFile.open(copy).match(small()).complete(), expected("ours"));
    }

    private record Result(int exit, String output) {}

    private static Result run(String... command) throws InterruptedException {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Result(process.waitFor(), output);
        } catch (IOException none) {
            return new Result(-1, none.getMessage());
        }
    }
}
