package org.inception4j.applications;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.inception4j.applications.download.Md5;
import org.inception4j.engine.Engine;
import org.inception4j.engine.InferenceOptions;
import org.inception4j.engine.InferencePlan;
import org.inception4j.engine.Precision;
import org.inception4j.formats.WeightsException;
import org.inception4j.formats.json.JsonValue;
import org.inception4j.model.Model;
import org.inception4j.model.Shape;
import org.inception4j.model.zoo.Network;
import org.inception4j.tensor.Tensor;
import org.inception4j.tensor.Weights;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Keras' own networks with eight filters a convolution: what Keras stored and what it computed. Made by scripts/goldens/keras_h5.py.
 */
class SlenderWeightsTest {
    /** Makes every width eight. */
    private static final double WIDTH = 1e-3;

    private static final int SIDE = 75;

    /** Of a probability; over two hundred layers in float32, summed in another order than Keras' on JAX. */
    private static final float TOLERANCE = 2e-4f;

    @TempDir
    private Path folder;

    @Test
    void inceptionV3ComputesWhatKerasDoes() throws IOException {
        agreesWithKeras(InceptionV3.ARCHITECTURE);
    }

    @Test
    void inceptionResNetV2ComputesWhatKerasDoes() throws IOException {
        agreesWithKeras(InceptionResNetV2.ARCHITECTURE);
    }

    @Test
    void xceptionComputesWhatKerasDoes() throws IOException {
        agreesWithKeras(Xception.ARCHITECTURE);
    }

    @Test
    void saysThatTheFileHasATopAndTheModelHasNone() throws IOException {
        Path file = stored("xception");
        assertThatThrownBy(() -> Application.of(slender(Xception.ARCHITECTURE))
                        .withIncludeTop(false)
                        .withInputShape(SIDE, SIDE, 3)
                        .withWeights(PretrainedWeights.file(file))
                        .weights())
                .isInstanceOf(WeightsException.class)
                .hasMessage(
                        file
                                + ": has 81 layers with weights and xception has 80, only the file has predictions; build the network that the file was saved from, with its top or without as there");
    }

    @Test
    void fetchesWeightsOfImagenetAndKeepsThem() throws IOException {
        Path published = stored("xception_notop");
        try (WebServer server = WebServer.start().answer("/notop.h5", 200, Files.readAllBytes(published))) {
            PublishedFile noTop = new PublishedFile("notop.h5", server.uri("/notop.h5"), Md5.of(published));
            PublishedFile top = new PublishedFile("top.h5", URI.create("http://localhost/top.h5"), "");
            Network network = Xception.ARCHITECTURE.network();
            Architecture fake =
                    new Architecture("xception", network, network.defaults().withWidth(WIDTH), top, noTop);
            Application application = Application.of(fake)
                    .withIncludeTop(false)
                    .withInputShape(SIDE, SIDE, 3)
                    .withPooling(Pooling.AVG);
            KerasCache cache = KerasCache.of(folder.resolve("models"));
            Weights weights = application.weights(cache);
            assertThat(application.weights(cache).names()).isEqualTo(weights.names());
            assertThat(server.requests()).hasSize(1);
            agrees(application.model(), weights, "xception_notop");
        }
    }

    @Test
    void readsKeras3sFilesToo() throws IOException {
        Application application = Application.of(slender(Xception.ARCHITECTURE))
                .withIncludeTop(false)
                .withInputShape(SIDE, SIDE, 3)
                .withPooling(Pooling.AVG)
                .withWeights(PretrainedWeights.file(unpacked("xception_notop", ".weights.h5")));
        agrees(application.model(), application.weights(), "xception_notop");
    }

    @Test
    void drawsWeightsFromASeed() throws IOException {
        Application application = Application.of(slender(Xception.ARCHITECTURE)).withClasses(10);
        Weights none = application.withWeights(PretrainedWeights.none()).weights();
        assertThat(none.names())
                .isEqualTo(application
                        .withWeights(PretrainedWeights.none())
                        .model()
                        .weights()
                        .keySet());
        Weights other =
                application.withWeights(PretrainedWeights.initialised(1)).weights();
        assertThat(other.get("predictions/kernel").toArray())
                .isNotEqualTo(none.get("predictions/kernel").toArray());
    }

    private void agreesWithKeras(Architecture architecture) throws IOException {
        Application application = Application.of(slender(architecture))
                .withClasses(10)
                .withInputShape(SIDE, SIDE, 3)
                .withWeights(PretrainedWeights.file(stored(architecture.name())));
        agrees(application.model(), application.weights(), architecture.name());
    }

    private static void agrees(Model model, Weights weights, String name) throws IOException {
        List<JsonValue> expected = JsonValue.parse(
                        new String(resource("slender.json").readAllBytes(), StandardCharsets.UTF_8), "slender.json")
                .field("outputs")
                .field(name)
                .elements();
        InferenceOptions options = InferenceOptions.standard().withPrecision(Precision.FP32);
        try (InferencePlan plan = Engine.named("reference").inference(model, weights, options)) {
            float[] actual = plan.run(picture()).toArray();
            assertThat(actual).hasSize(expected.size());
            for (int i = 0; i < actual.length; i++) {
                assertThat(actual[i])
                        .as(name + " " + i)
                        .isCloseTo(expected.get(i).float32(), within(TOLERANCE));
            }
        }
    }

    private static Architecture slender(Architecture architecture) {
        return new Architecture(
                architecture.name(),
                architecture.network(),
                architecture.options().withWidth(WIDTH),
                architecture.withTop(),
                architecture.withoutTop());
    }

    private static Tensor picture() {
        Tensor picture = Tensor.zeros(Shape.of(1, SIDE, SIDE, 3));
        for (int i = 0; i < picture.size(); i++) {
            picture.set(i, i * 7 % 256 / 127.5f - 1);
        }
        return picture;
    }

    private Path stored(String name) throws IOException {
        return unpacked(name, ".h5");
    }

    private Path unpacked(String name, String suffix) throws IOException {
        try (InputStream in = new GZIPInputStream(resource(name + "_slender" + suffix + ".gz"))) {
            return Files.write(folder.resolve(name + suffix), in.readAllBytes());
        }
    }

    private static InputStream resource(String name) {
        return SlenderWeightsTest.class.getResourceAsStream(name);
    }
}
