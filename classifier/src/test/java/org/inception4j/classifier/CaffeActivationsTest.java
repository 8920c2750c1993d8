package org.inception4j.classifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.inception4j.engine.Engine;
import org.inception4j.engine.InferenceOptions;
import org.inception4j.engine.InferencePlan;
import org.inception4j.engine.Precision;
import org.inception4j.formats.caffe.CaffeFile;
import org.inception4j.formats.json.ModelJson;
import org.inception4j.model.Model;
import org.inception4j.model.Node;
import org.inception4j.model.Shape;
import org.inception4j.model.zoo.Networks;
import org.inception4j.tensor.Tensor;
import org.inception4j.tensor.Weights;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The published GoogLeNet, imported, against the numbers that Caffe itself computed for each layer and one photo. */
@Tag("slow")
class CaffeActivationsTest {
    private static final Path DATA =
            Path.of(System.getProperty("project.root", ".")).resolve("../shared/data/googlenet");

    /** Of a layer's largest value: float32 sums of up to 1728 products in another order than Caffe's. */
    private static final double TOLERANCE = 1e-3;

    /** Size of the picture that Caffe was given. */
    private static final int SIDE = 227;

    @BeforeAll
    static void findData() {
        if (!Files.exists(DATA.resolve("caffe_activations_227.npz"))) {
            System.out.println("CaffeActivationsTest skipped: there is no caffe_activations_227.npz in shared/data");
        }
        assumeTrue(Files.exists(DATA.resolve("caffe_activations_227.npz")), "no caffe_activations_227.npz");
    }

    @Test
    @Tag("native")
    void agreesWithCaffeOnTheBestEngine() throws IOException {
        checkAllLayers(new Way(Engine.best(), Precision.FP32));
    }

    @Test
    @Tag("native")
    void agreesWithCaffeByThreeProducts() throws IOException {
        Units.need(Precision.BF16X3);
        checkAllLayers(new Way(Engine.best(), Precision.BF16X3));
    }

    @Test
    void agreesWithCaffeOnTheReferenceEngine() throws IOException {
        checkAllLayers(new Way(Engine.named("reference"), Precision.FP32));
    }

    /** What computes, and in what numbers. */
    private record Way(Engine engine, Precision precision) {
        Map<String, Tensor> run(Model model, Weights weights, Tensor input) {
            InferenceOptions options = InferenceOptions.standard().withPrecision(precision);
            try (InferencePlan plan = engine.inference(model, weights, options)) {
                return plan.run(Map.of("data", input));
            }
        }

        @Override
        public String toString() {
            return engine.name() + ", " + precision;
        }
    }

    private static void checkAllLayers(Way way) throws IOException {
        Map<String, NpzFile.Array> expected = NpzFile.read(DATA.resolve("caffe_activations_227.npz"));
        Model model = Networks.named("googlenet:paper")
                .build(Networks.named("googlenet:paper").defaults().withImageSize(SIDE))
                .inference();
        Weights weights =
                CaffeFile.read(DATA.resolve("bvlc_googlenet.caffemodel")).toWeights(model);
        Tensor input = pictures(expected.get("data"));
        Map<String, Double> differences = new TreeMap<>();
        differences.putAll(layers(way, model, weights, input, expected));
        differences.putAll(classifier(way, model, weights, input, expected));
        String worst = differences.entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .limit(3)
                .map(entry -> "%s %.1e".formatted(entry.getKey(), entry.getValue()))
                .collect(Collectors.joining(", "));
        System.out.printf("%s: %d layers of Caffe's, the worst %s%n", way, differences.size(), worst);
        // all but the input
        assertThat(differences).hasSize(expected.size() - 1);
        assertThat(differences)
                .allSatisfy((_, difference) -> assertThat(difference).isLessThan(TOLERANCE));
    }

    /** Caffe applies a ReLU in place, so its activation of a convolution is ours. */
    private static Map<String, Double> layers(
            Way way, Model model, Weights weights, Tensor input, Map<String, NpzFile.Array> expected) {
        Map<String, String> layers = model.nodes().stream()
                .map(model::name)
                .filter(name -> !name.equals("loss3/classifier"))
                .collect(Collectors.toMap(name -> name.replace('/', '_'), Function.identity()));
        layers.keySet().retainAll(expected.keySet());
        layers.remove("data");
        Map<String, Double> differences = new TreeMap<>();
        Model all = model.withLayersAsOutputs(List.copyOf(layers.values()));
        Map<String, Tensor> outputs = way.run(all, weights, input);
        layers.forEach((key, name) ->
                differences.put(key, relativeDifference(model.node(name), outputs.get(name), expected.get(key))));
        return differences;
    }

    /** Caffe's classifier is without the softmax that is a part of ours. */
    private static Map<String, Double> classifier(
            Way way, Model model, Weights weights, Tensor input, Map<String, NpzFile.Array> expected)
            throws IOException {
        Model linear = ModelJson.read(ModelJson.write(model).replace("\"softmax\"", "\"linear\""), "linear");
        Tensor logits = way.run(linear, weights, input).get("prob");
        Tensor probabilities = way.run(model, weights, input).get("prob");
        return Map.of(
                "loss3_classifier",
                        relativeDifference(linear.output().node(), logits, expected.get("loss3_classifier")),
                "prob", relativeDifference(model.output().node(), probabilities, expected.get("prob")));
    }

    private static Tensor pictures(NpzFile.Array chw) {
        int area = SIDE * SIDE;
        Tensor pictures = Tensor.zeros(Shape.of(1, SIDE, SIDE, 3));
        for (int i = 0; i < 3 * area; i++) {
            pictures.set((long) i % area * 3 + i / area, chw.values()[i]);
        }
        return pictures;
    }

    /** The largest difference as a part of the layer's largest value; channels first there, last here. */
    private static double relativeDifference(Node node, Tensor actual, NpzFile.Array expected) {
        Shape shape = node.shape();
        List<Integer> theirs = new ArrayList<>(expected.shape());
        while (theirs.size() > shape.rank() && theirs.getLast() == 1) {
            theirs.removeLast();
        }
        int channels = shape.channels();
        int area = Math.toIntExact(shape.elements() / channels);
        assertThat(theirs.getFirst()).isEqualTo(channels);
        assertThat(expected.values()).hasSize(channels * area);
        double largest = 0;
        double difference = 0;
        for (int i = 0; i < expected.values().length; i++) {
            float ours = actual.get((long) i % area * channels + i / area);
            largest = Math.max(largest, Math.abs(expected.values()[i]));
            difference = Math.max(difference, Math.abs(ours - expected.values()[i]));
        }
        return difference / largest;
    }
}
