package org.inception4j.formats.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.inception4j.formats.torch.TorchFixtures.assertSameBits;
import static org.inception4j.formats.torch.TorchFixtures.expected;
import static org.inception4j.formats.torch.TorchFixtures.open;
import static org.inception4j.formats.torch.TorchFixtures.path;
import static org.inception4j.formats.torch.TorchFixtures.small;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.inception4j.formats.WeightMatch;
import org.inception4j.formats.WeightMatch.Missing;
import org.inception4j.formats.WeightMatch.Wrong;
import org.inception4j.formats.safetensors.SafetensorsTensors;
import org.inception4j.model.BatchNormalization;
import org.inception4j.model.Dense;
import org.inception4j.model.Model;
import org.inception4j.model.Sequential;
import org.inception4j.model.Shape;
import org.inception4j.model.zoo.Network;
import org.inception4j.model.zoo.Networks;
import org.inception4j.tensor.Weights;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TorchMatchTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"small", "legacy", "protocol4", "deflated", "bigendian", "leading", "parallel"})
    void turnsEveryKindOfWeight(String name) throws IOException {
        WeightMatch match = open(name + ".pth").match(small());
        assertSameBits(match.complete(), expected("ours"));
        assertThat(match.used()).hasSize(11);
        assertThat(match.leftOver()).isEmpty();
    }

    /** The file is safetensors' own, of the same state dict. */
    @Test
    void turnsEveryKindOfWeightOfAnyOtherFormat() throws IOException {
        try (SafetensorsTensors file = SafetensorsTensors.open(path("small.safetensors"))) {
            WeightMatch match = file.match(small());
            assertSameBits(match.complete(), expected("ours"));
            assertThat(match.leftOver()).isEmpty();
        }
    }

    /** Of the years in which the weights of BN-Inception were published. */
    @Test
    void readsWhatPython2Saved() throws IOException {
        WeightMatch match = open("python2.pth").match(small());
        assertSameBits(match.complete(), expected("ours"));
        assertThat(match.used()).hasSize(10);
        assertThat(match.leftOver()).isEmpty();
    }

    @Test
    void namesWhatIsMissing() throws IOException {
        WeightMatch match = open("parameters.pth").match(small());
        assertThat(match.missing())
                .containsExactly(new Missing("tensor bn.running_mean", ""), new Missing("tensor bn.running_var", ""));
        assertThat(match.used()).hasSize(8);
    }

    @Test
    void namesWhatHasAnotherShape() throws IOException {
        WeightMatch match = open("small.pth").match(small(Dense.of(4)));
        assertThat(match.wrong())
                .containsExactly(new Wrong("tensor fc2.weight", " has the shape (3, 5) and the model needs (4, 5)"));
    }

    @Test
    void leavesOutABackgroundClassOnlyWhenAsked() throws IOException {
        TorchFile file = open("small.pth");
        assertThat(file.match(small(Dense.of(2))).wrong())
                .containsExactly(
                        new Wrong(
                                "tensor fc2.weight",
                                " has the shape (3, 5) and the model needs (2, 5) (its first class may be a background, see withoutFirstClasses)"));
        float[] all = expected("ours").get("fc2/kernel").toArray();
        float[] rest = file.withoutFirstClasses(1)
                .match(small(Dense.of(2)))
                .complete()
                .get("fc2/kernel")
                .toArray();
        assertThat(rest).hasSize(10);
        for (int feature = 0; feature < 5; feature++) {
            assertThat(rest[2 * feature]).isEqualTo(all[3 * feature + 1]);
            assertThat(rest[2 * feature + 1]).isEqualTo(all[3 * feature + 2]);
        }
        assertSameBits(file.withoutFirstClasses(1).match(small()).complete(), expected("ours"));
        assertThatThrownBy(() -> file.withoutFirstClasses(-1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("TorchFile: count is -1; give at least 0");
    }

    @ParameterizedTest
    @CsvSource({
        "googlenet:torchvision, torchvision-googlenet, true",
        "inception-v3:torchvision, torchvision-inception_v3, true",
        "inception-v3:torchvision, timm-inception_v3, false",
        "inception-v4, timm-inception_v4, false",
        "inception-resnet-v1:facenet, facenet-inception_resnet_v1, false",
        "inception-resnet-v2:timm, timm-inception_resnet_v2, false",
        "xception:timm, timm-legacy_xception, false",
        "bn-inception, cadene-bninception, false"
    })
    void namesAndShapesAreTheSources(String network, String source, boolean auxiliary) throws IOException {
        assertThat(tensors(network, auxiliary)).isEqualTo(stored(source));
    }

    @ParameterizedTest
    @CsvSource({
        "googlenet:torchvision, torchvision-googlenet, aux[12]\\..*",
        "inception-v3:torchvision, torchvision-inception_v3, AuxLogits\\..*"
    })
    void onlyAuxiliaryTensorsAreLeftOverWithoutHeads(String network, String source, String heads) throws IOException {
        Set<String> left = stored(source);
        left.removeAll(tensors(network, false));
        assertThat(left).isNotEmpty().allMatch(line -> line.matches(heads));
        assertThat(stored(source)).containsAll(tensors(network, false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"fc", "classif"})
    void findsAClassifierUnderItsOtherName(String module) throws IOException {
        Path file = folder.resolve("last_linear.pth");
        TorchWriter.write(file, dense("last_linear"), Weights.initialise(dense("last_linear"), 3));
        WeightMatch match = TorchFile.open(file).match(dense(module));
        assertThat(match.isComplete()).isTrue();
        assertThat(match.used()).containsExactly("last_linear.weight", "last_linear.bias");
    }

    private static Model dense(String name) {
        return Sequential.of("m", Shape.of(4), List.of(Dense.of(2).named(name)));
    }

    @Test
    void acceptsOfANormalisationOnlyWhatThisOneHasOrWhatChangesNothing() throws IOException {
        assertThat(open("small.pth").match(normalised(false, true)).wrong())
                .containsExactly(
                        new Wrong("tensor bn.weight", " is not all 1.0 and the model's normalisation has none"));
        Path file = folder.resolve("plain.pth");
        Model plain = normalised(false, false);
        TorchWriter.write(file, plain, Weights.initialise(plain, 3));
        WeightMatch match = TorchFile.open(file).match(normalised(false, true));
        assertThat(match.isComplete()).isTrue();
        assertThat(match.weights().get("bn/beta").toArray()).containsOnly(0);
    }

    private static Model normalised(boolean scale, boolean center) {
        BatchNormalization normalization =
                BatchNormalization.of().withScale(scale).withCenter(center);
        return Sequential.of("m", Shape.of(3, 3, 4), List.of(normalization.named("bn")));
    }

    private static Set<String> stored(String source) throws IOException {
        return Files.readAllLines(path(source + ".txt")).stream()
                .filter(line -> !line.startsWith("#"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> tensors(String name, boolean auxiliary) {
        Network network = Networks.named(name);
        Model model = network.build(network.defaults().withAuxiliary(auxiliary));
        Set<String> lines = new TreeSet<>();
        for (TorchLayer layer : TorchLayer.of(model)) {
            for (TorchWeight weight : layer.weights()) {
                String sizes = String.join(
                        " ", weight.sizes().stream().map(String::valueOf).toList());
                lines.add("%s.%s float32 %s".formatted(layer.module(), weight.parameter(), sizes));
            }
            if (layer.layer() instanceof BatchNormalization) {
                lines.add(layer.module() + ".num_batches_tracked int64");
            }
        }
        return lines;
    }
}
