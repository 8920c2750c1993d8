package org.inception4j.applications;

import static org.assertj.core.api.Assertions.assertThat;
import static org.inception4j.model.ActivationFunction.SOFTMAX;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.inception4j.applications.download.ProgressBar;
import org.inception4j.applications.hub.HubLayer;
import org.inception4j.classifier.Card;
import org.inception4j.classifier.Classifier;
import org.inception4j.engine.Engine;
import org.inception4j.engine.InferenceOptions;
import org.inception4j.engine.InferencePlan;
import org.inception4j.formats.WeightMatch;
import org.inception4j.formats.keras.H5File;
import org.inception4j.model.Dense;
import org.inception4j.model.Input;
import org.inception4j.model.Model;
import org.inception4j.model.NestedModel;
import org.inception4j.model.Node;
import org.inception4j.model.Rescaling;
import org.inception4j.model.Sequential;
import org.inception4j.model.Shape;
import org.inception4j.tensor.Tensor;
import org.inception4j.tensor.Weights;
import org.inception4j.vision.Image;
import org.inception4j.vision.Preprocessing;
import org.junit.jupiter.api.Test;

/** The examples of docs/applications.md, word for word; those that fetch files are compiled and not run. */
class ApplicationsPageTest {
    private static final Path ROOT = Path.of(System.getProperty("project.root"));
    private static final Path SOURCE =
            ROOT.resolve("applications/src/test/java/org/inception4j/applications/ApplicationsPageTest.java");

    static void classify() throws IOException {
        Application inception = InceptionV3.of();
        Preprocessing preprocessing = inception.preprocessing();
        float[] values = new float[preprocessing.values()];
        preprocessing.apply(Image.read(Path.of("elephant.jpg")), values, 0);

        InferenceOptions options = InferenceOptions.standard();
        try (InferencePlan plan = Engine.best().inference(inception.model(), inception.weights(), options)) {
            Tensor predictions = plan.run(Tensor.of(Shape.of(1, 299, 299, 3), values));
            List<ImagenetClass> best =
                    InceptionV3.decodePredictions(predictions, 3).getFirst();
            best.forEach(IO::println);
        }
    }

    static void makeAClassifier() throws IOException {
        Application xception = Xception.of();
        List<String> labels = KerasCache.standard().imagenetLabels();
        try (Classifier classifier = Classifier.of(
                xception.model(), xception.weights(), xception.preprocessing(), labels, Card.of("xception:keras"))) {
            classifier.write(Path.of("xception.inception"));
        }
    }

    static Weights features() throws IOException {
        Application inception = InceptionV3.of()
                .withIncludeTop(false)
                .withWeights(PretrainedWeights.imagenet())
                .withInputShape(150, 150, 3)
                .withPooling(Pooling.AVG);
        Model features = inception.model();
        Weights weights = inception.weights();
        return weights;
    }

    @Test
    void putsAClassifierOnFeatures() throws IOException {
        Application base = Xception.of()
                .withIncludeTop(false)
                .withWeights(PretrainedWeights.none())
                .withInputShape(150, 150, 3)
                .withPooling(Pooling.AVG);

        Model features = base.model();
        Node flowers =
                Dense.of(5, SOFTMAX).named("flowers").on(features.output().node());
        Model model = Model.of("flowers", features.input(), flowers);
        Weights weights = Weights.initialise(model, 1).with(base.weights());

        assertThat(weights.names()).isEqualTo(model.weights().keySet());
        assertThat(model.parameters()).isEqualTo(20_861_480 + 2049 * 5);
    }

    @Test
    void freezesFeatures() throws IOException {
        Application base = Xception.of()
                .withIncludeTop(false)
                .withWeights(PretrainedWeights.none())
                .withPooling(Pooling.AVG);

        Node picture = Input.of(299, 299, 3).on();
        Node frozen = NestedModel.of(base.model())
                .named("xception")
                .withTrainable(false)
                .on(picture);
        Model model = Model.of("flowers", picture, Dense.of(5, SOFTMAX).on(frozen));
        Weights weights = Weights.initialise(model, 1).with(base.weights().nestedIn("xception"));

        assertThat(weights.names()).isEqualTo(model.weights().keySet());
        assertThat(model.parameters()).isEqualTo(20_861_480 + 2049 * 5);
        assertThat(model.trainableParameters()).isEqualTo(2049 * 5);
    }

    @Test
    void buildsOnATensor() {
        Node picture = Input.of(200, 200, 3).on();
        Node scaled = Rescaling.of(1 / 127.5, -1).on(picture);
        Model model =
                Xception.of().withIncludeTop(false).withInputTensor(scaled).model();

        assertThat(model.inputs()).containsExactly(picture);
        assertThat(model.output().node().shape()).isEqualTo(Shape.of(7, 7, 2048));
    }

    static void fetch() throws IOException {
        KerasCache cache = KerasCache.standard().withListener(ProgressBar.on(System.err));
        Weights weights = Xception.of().weights(cache);
    }

    static Weights load(Model model) throws IOException {
        try (H5File file = H5File.open(Path.of("my_weights.h5"))) {
            return file.toWeights(model);
        }
    }

    static Weights loadByName(Model model) throws IOException {
        try (H5File file = H5File.open(Path.of("my_weights.h5"))) {
            WeightMatch match = file.matchByName(model);
            return Weights.initialise(model, 1).with(match.weights());
        }
    }

    @Test
    void putsADenseOnAHubLayer() {
        HubLayer hub = HubLayer.of("https://tfhub.dev/google/tf2-preview/inception_v3/feature_vector/2");
        Model model = Sequential.of(
                "sequential",
                Shape.of(299, 299, 3),
                List.of(hub.layer(), Dense.of(1000, SOFTMAX).shared()));

        assertThat(model.parameters()).isEqualTo(23_851_784);
        assertThat(model.trainableParameters()).isEqualTo(2_049_000);
    }

    static Weights readModule(Model model, HubLayer hub) throws IOException {
        Weights weights = Weights.initialise(model, 1).with(hub.weights("keras_layer"));
        return weights;
    }

    @Test
    void showsOnlyExamplesThatStandHere() throws IOException {
        String source = withoutBlanks(Files.readString(SOURCE));
        assertThat(examples()).hasSize(11).allSatisfy(example -> assertThat(source)
                .contains(withoutBlanks(example)));
    }

    private static List<String> examples() throws IOException {
        return Pattern.compile("```java\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(ROOT.resolve("docs/applications.md")))
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
    }

    /** The formatter breaks lines where they stand deeper than on the page. */
    private static String withoutBlanks(String code) {
        return code.replaceAll("\\s+", "");
    }
}
