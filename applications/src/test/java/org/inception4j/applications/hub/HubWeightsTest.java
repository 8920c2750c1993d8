package org.inception4j.applications.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.inception4j.formats.TensorEntry;
import org.inception4j.formats.WeightsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Variables that TensorFlow wrote for the formats module's tests, see scripts/goldens/tf_variables.py. */
class HubWeightsTest {
    private static final Path VARIABLES = Path.of(System.getProperty("project.root"))
            .resolve("formats/src/test/resources/org/inception4j/formats/tensorflow/variables");

    @TempDir
    private Path folder;

    /** The variables that are there have two filters and three classes. */
    @Test
    void readsAModuleThroughItsLayer() throws IOException {
        Path module = module("inception_v3_classification");
        HubLayer layer = HubLayer.of(module.toString());
        assertThatThrownBy(() -> layer.weights("keras_layer"))
                .isInstanceOf(WeightsException.class)
                .hasMessageStartingWith(
                        "%s: does not fit inception_v3_classification: tensor InceptionV3/Conv2d_1a_3x3/weights has the shape (2, 2, 3, 2) and the model needs (3, 3, 3, 32), ",
                        module);
    }

    /** These have a classifier's variables. */
    @Test
    void knowsTheNetworkByItsVariables() throws IOException {
        HubLayer layer = HubLayer.open(module("1"), HubCache.of(folder));
        assertThat(layer.model().name()).isEqualTo("inception_v3_classification");
        assertThat(Module.of(variable("InceptionV1/InceptionV1/Conv2d_1a_7x7/weights")))
                .contains(new Module(Module.Family.INCEPTION_V1, false));
        assertThat(Module.of(variable("InceptionResnetV2/Logits/Logits/weights")))
                .contains(new Module(Module.Family.INCEPTION_RESNET_V2, true));
        assertThat(Module.of(variable("MobilenetV1/Conv2d_0/weights"))).isEmpty();
    }

    @Test
    void saysWhatAModuleOfAnotherNetworkLacks() throws IOException {
        Path module = module("inception_resnet_v2_feature_vector");
        HubLayer layer = HubLayer.of(module.toString());
        assertThatThrownBy(() -> layer.weights("keras_layer"))
                .isInstanceOf(WeightsException.class)
                .hasMessageStartingWith(
                        "%s: does not fit inception_resnet_v2_feature_vector: tensor conv2d/weights is missing", module)
                .hasMessageEndingWith("; build the network that the file was saved from");
    }

    private static List<TensorEntry> variable(String name) {
        return List.of(new TensorEntry(name, "DT_FLOAT", List.of(1L)));
    }

    private Path module(String name) throws IOException {
        Path variables = Files.createDirectories(folder.resolve(name).resolve("variables"));
        for (String suffix : new String[] {".index", ".data-00000-of-00001"}) {
            Files.copy(Path.of(VARIABLES + suffix), variables.resolve("variables" + suffix));
        }
        Files.createFile(variables.resolveSibling("saved_model.pb"));
        return variables.getParent();
    }
}
