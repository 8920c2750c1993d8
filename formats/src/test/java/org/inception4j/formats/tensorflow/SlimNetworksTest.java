package org.inception4j.formats.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.inception4j.formats.tensorflow.Fixtures.slim;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.inception4j.formats.TensorEntry;
import org.inception4j.formats.WeightMatch;
import org.inception4j.model.Dense;
import org.inception4j.model.Input;
import org.inception4j.model.Model;
import org.inception4j.model.Node;
import org.inception4j.model.Rescaling;
import org.inception4j.model.Shape;
import org.inception4j.model.zoo.Network;
import org.inception4j.model.zoo.NetworkOptions;
import org.inception4j.model.zoo.Networks;
import org.inception4j.model.zoo.Top;
import org.inception4j.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names and sizes that TF-slim itself gave its variables, see scripts/fixtures/tensorflow_files.py; each begins with its name's number. */
class SlimNetworksTest {
    /** What a file of the network has for us. */
    private record Named(List<TensorEntry> entries) implements Source {
        @Override
        public String place() {
            return "slim";
        }

        @Override
        public String format() {
            return "names";
        }

        @Override
        public Map<String, String> metadata() {
            return Map.of();
        }

        @Override
        public Tensor read(String name) {
            TensorEntry entry = entries.stream()
                    .filter(one -> one.name().equals(name))
                    .findFirst()
                    .orElseThrow();
            Shape shape = new Shape(entry.sizes().stream().map(Math::toIntExact).toList());
            return Fixtures.marked(name, shape);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "InceptionV1, googlenet:slim, true, 230",
        "InceptionV2, inception-v2:slim, true, 277",
        "InceptionV3, inception-v3:slim, true, 388",
        "InceptionV4, inception-v4, false, 598",
        "InceptionResnetV2, inception-resnet-v2:timm, false, 898"
    })
    void hasAPlaceForEachVariable(String scope, String network, boolean auxiliary, int count) throws IOException {
        WeightMatch match = match(scope, network, auxiliary, 1001);
        assertThat(match.missing()).isEmpty();
        assertThat(match.wrong()).isEmpty();
        assertThat(match.used()).hasSize(count);
        assertThat(match.leftOver()).hasSize(slim(scope).size() - count).allMatch(name -> name.contains("/AuxLogits/"));
    }

    @Test
    void findsBothHalvesOfASeparableConvolution() throws IOException {
        WeightMatch match = match("InceptionV2", "inception-v2:slim", false, 1001);
        String first = "InceptionV2/Conv2d_1a_7x7/";
        holds(match, first + "depthwise_kernel", first + "depthwise_weights");
        holds(match, first + "pointwise_kernel", first + "pointwise_weights");
        holds(match, first + "bias", first + "biases");
    }

    @Test
    void findsTimmsPlacesOfInceptionV4() throws IOException {
        WeightMatch match = match("InceptionV4", "inception-v4", false, 1001);
        holds(match, "features/3/conv/conv/kernel", "InceptionV4/Mixed_3a/Branch_1/Conv2d_0a_3x3/weights");
        holds(match, "features/4/branch1/2/bn/beta", "InceptionV4/Mixed_4a/Branch_1/Conv2d_0c_7x1/BatchNorm/beta");
        holds(match, "features/17/branch2/4/conv/kernel", "InceptionV4/Mixed_6h/Branch_2/Conv2d_0e_1x7/weights");
        holds(match, "features/21/branch2_3b/conv/kernel", "InceptionV4/Mixed_7d/Branch_2/Conv2d_0e_3x1/weights");
        assertThat(match.weights().get("features/21/branch2_3b/bn/gamma").toArray())
                .containsOnly(1);
    }

    /** Keras built them from slim's definitions, in the same order: the k-th normalised convolution is {@code conv2d_k}. */
    @ParameterizedTest
    @CsvSource({"InceptionV3, inception-v3:keras, 94", "InceptionResnetV2, inception-resnet-v2:keras, 203"})
    void findsKerasPlacesByOrder(String scope, String network, int convolutions) throws IOException {
        WeightMatch match = match(scope, network, false, 1001);
        assertThat(match.missing()).isEmpty();
        assertThat(match.wrong()).isEmpty();
        List<String> slim = slim(scope).stream()
                .map(TensorEntry::name)
                .filter(name -> name.endsWith("/BatchNorm/beta") && !name.contains("/AuxLogits/"))
                .map(name -> name.substring(0, name.length() - "/BatchNorm/beta".length()))
                .filter(name -> !name.endsWith("Conv2d_7b_1x1"))
                .toList();
        assertThat(slim).hasSize(convolutions);
        for (int i = 0; i < convolutions; i++) {
            String suffix = i == 0 ? "" : "_" + i;
            holds(match, "conv2d" + suffix + "/kernel", slim.get(i) + "/weights");
            holds(match, "batch_normalization" + suffix + "/moving_mean", slim.get(i) + "/BatchNorm/moving_mean");
        }
    }

    @Test
    void findsTheNamedLayersOfKeras() throws IOException {
        WeightMatch match = match("InceptionResnetV2", "inception-resnet-v2:keras", false, 1001);
        String slim = "InceptionResnetV2/";
        holds(match, "block35_10_conv/bias", slim + "Repeat/block35_10/Conv2d_1x1/biases");
        holds(match, "block17_2_conv/kernel", slim + "Repeat_1/block17_2/Conv2d_1x1/weights");
        holds(match, "block8_9_conv/kernel", slim + "Repeat_2/block8_9/Conv2d_1x1/weights");
        holds(match, "block8_10_conv/kernel", slim + "Block8/Conv2d_1x1/weights");
        holds(match, "conv_7b/kernel", slim + "Conv2d_7b_1x1/weights");
        holds(match, "predictions/bias", slim + "Logits/Logits/biases");
    }

    @Test
    void findsThePlacesOfANetworkWithoutClassifier() throws IOException {
        Network network = Networks.named("inception-v3:keras");
        Model model = network.build(network.defaults().withTop(Top.AVERAGE));
        WeightMatch match = TensorflowMatch.match(new Named(slim("InceptionV3")), model, false, 0);
        assertThat(match.isComplete()).isTrue();
        holds(match, "conv2d_93/kernel", "InceptionV3/Mixed_7c/Branch_3/Conv2d_0b_1x1/weights");
    }

    /** TF-Hub's module scales pictures first, and its classifier has slim's name. */
    @Test
    void findsThePlacesOfAModuleWithOneNameOfSlims() throws IOException {
        Node picture = new Input(Shape.of(299, 299, 3)).on();
        Network network = Networks.named("inception-resnet-v2:keras");
        Model features = network.build(
                Rescaling.of(2, -1).on(picture), network.defaults().withTop(Top.AVERAGE));
        Node logits = Dense.of(1001)
                .named("InceptionResnetV2/Logits/Logits")
                .on(features.output().node());
        Source file = new Named(slim("InceptionResnetV2"));
        WeightMatch match = TensorflowMatch.match(file, Model.of("module", picture, logits), false, 0);
        assertThat(match.isComplete()).isTrue();
        holds(match, "block8_10_conv/kernel", "InceptionResnetV2/Block8/Conv2d_1x1/weights");
        holds(match, "InceptionResnetV2/Logits/Logits/kernel", "InceptionResnetV2/Logits/Logits/weights");
    }

    @Test
    void leavesTheBackgroundOfTheWholeNetworkOut() throws IOException {
        Model model = model("inception-v3:slim", false, 1000);
        Source file = new Named(slim("InceptionV3"));
        assertThat(TensorflowMatch.match(file, model, false, 0).wrong()).hasSize(2);
        assertThat(TensorflowMatch.match(file, model, false, 1).isComplete()).isTrue();
    }

    /** As many layers, but a 5x5 where slim has a 3x3, or a factor of normalisation and pools that count padding. */
    @ParameterizedTest
    @CsvSource({"googlenet:bn", "googlenet:torchvision"})
    void doesNotTakeOneNetworkForAnother(String network) throws IOException {
        WeightMatch match = match("InceptionV1", network, false, 1001);
        assertThat(match.used()).isEmpty();
        assertThat(match.missing()).isNotEmpty();
    }

    private static void holds(WeightMatch match, String ours, String theirs) {
        assertThat(match.weights().get(ours).get(0)).as(ours).isEqualTo((float) Fixtures.uniform(theirs, 0));
    }

    private static WeightMatch match(String scope, String network, boolean auxiliary, int classes) throws IOException {
        return TensorflowMatch.match(new Named(slim(scope)), model(network, auxiliary, classes), false, 0);
    }

    private static Model model(String name, boolean auxiliary, int classes) {
        Network network = Networks.named(name);
        NetworkOptions options = network.defaults().withAuxiliary(auxiliary).withClasses(classes);
        return network.build(options);
    }
}
