package org.inception4j.applications;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.inception4j.engine.Engine;
import org.inception4j.engine.InferenceOptions;
import org.inception4j.engine.InferencePlan;
import org.inception4j.engine.Precision;
import org.inception4j.formats.json.JsonValue;
import org.inception4j.formats.keras.KerasFile;
import org.inception4j.model.Model;
import org.inception4j.model.Node;
import org.inception4j.model.Shape;
import org.inception4j.tensor.Tensor;
import org.inception4j.tensor.Weights;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whole models of Keras, from their files alone to what Keras computes with them; see scripts/fixtures/keras_files.py. */
class KerasModelsTest {
    private static final Path ROOT = Path.of(System.getProperty("project.root", "."));
    private static final Path FIXTURES = ROOT.resolve("formats/src/test/resources/org/inception4j/formats/keras");
    private static final Path MINI_XCEPTION = ROOT.resolve("../shared/data/keras/fer2013_mini_XCEPTION.102-0.66.hdf5");

    /** Two ways to sum some hundred numbers in float32. */
    private static final float TOLERANCE = 2e-6f;

    /** As the outputs were published. */
    private static final float PUBLISHED = 1e-4f;

    @ParameterizedTest
    @CsvSource({"convolutions", "chain", "nested"})
    void computesWhatKerasComputes(String name) throws IOException {
        List<float[]> expected = outputs(name);
        for (String ending : List.of(".keras", ".h5")) {
            try (KerasFile file = KerasFile.open(FIXTURES.resolve(name + ending))) {
                Model model = file.model().orElseThrow();
                agrees(run(model, file.match(model).complete()), expected);
            }
        }
    }

    @Test
    void computesWhatKerasComputesOfPicturesOfASizeThatWasOpen() throws IOException {
        for (String ending : List.of(".keras", ".h5")) {
            try (KerasFile file = KerasFile.open(FIXTURES.resolve("open_sizes" + ending))) {
                Model model = file.model(Shape.of(6, 6, 3)).orElseThrow();
                agrees(run(model, file.match(model).complete()), outputs("open_sizes"));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"convolutions", "chain", "nested"})
    void readsTheSameWeightsFromEachLayout(String name) throws IOException {
        try (KerasFile whole = KerasFile.open(FIXTURES.resolve(name + ".keras"))) {
            Model model = whole.model().orElseThrow();
            Weights expected = whole.match(model).complete();
            for (String ending : List.of(".h5", ".weights.h5", "-weights.h5")) {
                try (KerasFile file = KerasFile.open(FIXTURES.resolve(name + ending))) {
                    Weights weights = file.match(model).complete();
                    assertThat(file.match(model).leftOver()).isEmpty();
                    expected.names()
                            .forEach(weight -> assertThat(weights.get(weight).toArray())
                                    .containsExactly(expected.get(weight).toArray()));
                }
            }
        }
    }

    @Test
    void computesMiniXceptionFromItsFileAlone() throws IOException {
        if (!Files.exists(MINI_XCEPTION)) {
            System.out.println("KerasModelsTest skipped: there is no mini_XCEPTION in shared/data");
        }
        assumeTrue(Files.exists(MINI_XCEPTION), "no fer2013_mini_XCEPTION.102-0.66.hdf5");
        try (KerasFile file = KerasFile.open(MINI_XCEPTION)) {
            Model model = file.model().orElseThrow();
            List<float[]> outputs = run(model, file.match(model).complete());
            assertThat(outputs.getFirst())
                    .containsExactly(
                            new float[] {
                                9.35975e-03f,
                                1.58403e-16f,
                                5.29193e-07f,
                                2.25132e-02f,
                                1.90000e-05f,
                                9.68107e-01f,
                                3.81430e-07f
                            },
                            within(PUBLISHED));
        }
    }

    private static List<float[]> run(Model model, Weights weights) {
        Map<String, Tensor> inputs = new LinkedHashMap<>();
        for (int i = 0; i < model.inputs().size(); i++) {
            Node input = model.inputs().get(i);
            inputs.put(model.name(input), pattern(i, input.shape().batched(1)));
        }
        InferenceOptions options = InferenceOptions.standard().withPrecision(Precision.FP32);
        try (InferencePlan plan = Engine.named("reference").inference(model, weights, options)) {
            Map<String, Tensor> outputs = plan.run(inputs);
            return model.outputs().stream()
                    .map(output -> outputs.get(output.name()).toArray())
                    .toList();
        }
    }

    /** Each input has another. */
    private static Tensor pattern(int number, Shape shape) {
        Tensor pattern = Tensor.zeros(shape);
        for (int i = 0; i < pattern.size(); i++) {
            pattern.set(i, (float) (i * (7 + 6 * number) % 256 / 127.5 - 1));
        }
        return pattern;
    }

    private static List<float[]> outputs(String name) throws IOException {
        JsonValue json = JsonValue.parse(Files.readString(FIXTURES.resolve("outputs.json")), "outputs.json");
        List<float[]> outputs = new ArrayList<>();
        for (JsonValue output : json.field(name).elements()) {
            float[] values = new float[output.elements().size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = output.elements().get(i).float32();
            }
            outputs.add(values);
        }
        return outputs;
    }

    private static void agrees(List<float[]> actual, List<float[]> expected) {
        assertThat(actual).hasSameSizeAs(expected);
        for (int i = 0; i < expected.size(); i++) {
            assertThat(actual.get(i)).containsExactly(expected.get(i), within(TOLERANCE));
        }
    }
}
