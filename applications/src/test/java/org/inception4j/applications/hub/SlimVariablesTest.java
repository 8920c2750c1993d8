package org.inception4j.applications.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.inception4j.formats.WeightsException;
import org.inception4j.formats.tensorflow.VariablesFile;
import org.inception4j.model.BatchNormalization;
import org.inception4j.model.Conv2D;
import org.inception4j.model.Dense;
import org.inception4j.model.GlobalAveragePooling2D;
import org.inception4j.model.Input;
import org.inception4j.model.Model;
import org.inception4j.model.Node;
import org.inception4j.tensor.Weights;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Variables that TensorFlow wrote for the formats module's tests, see scripts/goldens/tf_variables.py. */
class SlimVariablesTest {
    private static final Path VARIABLES = Path.of(System.getProperty("project.root"))
            .resolve("formats/src/test/resources/org/inception4j/formats/tensorflow/variables");
    private static final String CONV = "InceptionV3/Conv2d_1a_3x3";
    private static final String LOGITS = "InceptionV3/Logits/Conv2d_1c_1x1";

    @TempDir
    private Path folder;

    @Test
    void findsTheVariablesOfEachLayer() throws IOException {
        Weights weights = new SlimVariables(VariablesFile.open(VARIABLES), "InceptionV3").weights(slim(3));
        assertThat(weights.names())
                .containsExactly(
                        CONV + "/kernel",
                        CONV + "/BatchNorm/beta",
                        CONV + "/BatchNorm/moving_mean",
                        CONV + "/BatchNorm/moving_variance",
                        LOGITS + "/kernel",
                        LOGITS + "/bias");
        assertThat(weights.get(CONV + "/BatchNorm/moving_variance").toArray()).containsExactly(1.5f, 2);
        assertThat(weights.get(LOGITS + "/kernel").toArray()).containsExactly(0, 1, 2, 3, 4, 5);
    }

    @Test
    void saysWhichVariableIsNotThere() throws IOException {
        Node input = Input.of(4).on();
        Model model = Model.of("m", input, Dense.of(2).named("InceptionV3/More").on(input));
        VariablesFile file = VariablesFile.open(VARIABLES);
        assertThatThrownBy(() -> new SlimVariables(file, "InceptionV3").weights(model))
                .isInstanceOf(WeightsException.class)
                .hasMessage(
                        "%s: has no variable InceptionV3/More/weights among 68; give the module that the handle names",
                        VARIABLES);
    }

    /** The first variable that the whole network asks for is there, with two filters. */
    @Test
    void readsAModuleThroughItsLayer() throws IOException {
        Path module = module("inception_v3_feature_vector");
        HubLayer layer = HubLayer.of(module.toString());
        assertThatThrownBy(() -> layer.weights("keras_layer"))
                .isInstanceOf(WeightsException.class)
                .hasMessage(
                        "%s, %s/weights: has the type 1 and the sizes [2, 2, 3, 2] and (3, 3, 3, 32) of float32 are needed; give the variables of this network",
                        module.resolve("variables/variables"), CONV);
    }

    /** These have a classifier's variables. */
    @Test
    void knowsTheNetworkByItsVariables() throws IOException {
        HubLayer layer = HubLayer.open(module("1"), HubCache.of(folder));
        assertThat(layer.model().name()).isEqualTo("inception_v3_classification");
        assertThat(Module.of(Set.of("InceptionV1/InceptionV1/Conv2d_1a_7x7/weights")))
                .contains(new Module(Module.Family.INCEPTION_V1, false));
        assertThat(Module.of(Set.of("MobilenetV1/Conv2d_0/weights"))).isEmpty();
    }

    @Test
    void saysWhichModulesCannotBeReadYet() {
        HubLayer layer = HubLayer.of("https://tfhub.dev/google/imagenet/inception_resnet_v2/feature_vector/5");
        assertThatThrownBy(() -> layer.weights("keras_layer"))
                .isInstanceOf(WeightsException.class)
                .hasMessage(
                        "https://tfhub.dev/google/imagenet/inception_resnet_v2/feature_vector/5: the variables of inception_resnet_v2/feature_vector cannot be read yet; start from Weights.initialise, or take Keras' weights with InceptionResNetV2");
    }

    private Path module(String name) throws IOException {
        Path variables = Files.createDirectories(folder.resolve(name).resolve("variables"));
        for (String suffix : new String[] {".index", ".data-00000-of-00001"}) {
            Files.copy(Path.of(VARIABLES + suffix), variables.resolve("variables" + suffix));
        }
        Files.createFile(variables.resolveSibling("saved_model.pb"));
        return variables.getParent();
    }

    private static Model slim(int classes) {
        Node input = Input.of(4, 4, 3).on();
        Node conv = Conv2D.of(2, 2).withBias(false).named(CONV).on(input);
        Node normalised = BatchNormalization.of()
                .withScale(false)
                .named(CONV + "/BatchNorm")
                .on(conv);
        Node mean = GlobalAveragePooling2D.of().on(normalised);
        return Model.of("slim", input, Dense.of(classes).named(LOGITS).on(mean));
    }
}
