package org.inception4j.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.inception4j.formats.json.JsonValue;
import org.inception4j.formats.onnx.OnnxFile;
import org.inception4j.model.Model;
import org.inception4j.model.Shape;
import org.inception4j.tensor.Tensor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** ONNX files that PyTorch exported (scripts/fixtures/onnx_files.py) give as models here what PyTorch answered. */
class OnnxForeignTest {
    private static final Path FILES = Path.of(
            System.getProperty("project.root", ".."), "formats/src/test/resources/org/inception4j/formats/onnx");

    @ParameterizedTest
    @CsvSource({
        "googlenet, dynamo",
        "googlenet, trace",
        "inception-v3, dynamo",
        "inception-v3, trace",
        "flattened, dynamo",
        "flattened, trace",
        "flattened, beside"
    })
    void answersAsPyTorchDid(String network, String exporter) throws IOException {
        JsonValue answers = JsonValue.parse(Files.readString(FILES.resolve("answers.json")), "answers.json")
                .field(network);
        float[] expected = new float[5];
        List<JsonValue> scores = answers.field("scores").elements();
        for (int i = 0; i < expected.length; i++) {
            expected[i] = scores.get(i).float32();
        }
        Shape picture =
                Shape.of(answers.field("height").int32(), answers.field("width").int32(), 3);
        OnnxFile file = OnnxFile.open(FILES.resolve(network + "-" + exporter + ".onnx"));
        Model model = file.model().orElseThrow();
        assertThat(model.input().shape()).isEqualTo(picture);
        float[] answer = answer(file, model, CounterWeights.picture(picture)).toArray();
        assertThat(Difference.relative(answer, expected)).isLessThan(1e-5);
    }

    private static Tensor answer(OnnxFile file, Model model, Tensor picture) throws IOException {
        try (InferencePlan plan =
                Engines.reference().inference(model, file.match(model).complete(), InferenceOptions.standard())) {
            return plan.run(picture);
        }
    }
}
