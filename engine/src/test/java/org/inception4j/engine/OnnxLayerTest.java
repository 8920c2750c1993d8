package org.inception4j.engine;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OrtSession.SessionOptions.OptLevel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.inception4j.formats.onnx.OnnxOptions;
import org.inception4j.formats.onnx.OnnxWriter;
import org.inception4j.formats.onnx.PictureLayout;
import org.inception4j.tensor.Tensor;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each kind of layer, written as ONNX, gives in ONNX Runtime what it gives in the reference engine. */
@Tag("native")
class OnnxLayerTest {
    private static final double TOLERANCE = 1e-4;
    private static final int BATCH = 3;

    @TempDir
    Path folder;

    static List<LayerCase> cases() {
        return LayerCases.all();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void answersAsTheReferenceDoes(LayerCase tried) throws IOException {
        CaseModel model = new CaseModel(tried);
        Map<String, Tensor> inputs = model.inputs(BATCH);
        Tensor expected = expected(model, inputs);
        Path file = folder.resolve("case.onnx");
        for (PictureLayout layout : PictureLayout.values()) {
            OnnxWriter.write(
                    file, model.model(), model.weights(), OnnxOptions.standard().withLayout(layout));
            for (OptLevel level : List.of(OptLevel.NO_OPT, OptLevel.ALL_OPT)) {
                Tensor actual = actual(file, level, inputs, layout);
                assertThat(actual.shape()).isEqualTo(expected.shape());
                new Comparison("ONNX Runtime at %s in %s, %s".formatted(level, layout, tried), TOLERANCE)
                        .close("the answer", actual.toArray(), expected.toArray());
            }
        }
    }

    private static Tensor actual(Path file, OptLevel level, Map<String, Tensor> inputs, PictureLayout layout) {
        Map<String, Tensor> given = new LinkedHashMap<>();
        inputs.forEach((name, input) -> given.put(name, Axes.given(input, layout)));
        try (OnnxRuntime runtime = new OnnxRuntime(file, level)) {
            return Axes.taken(runtime.run(given).values().iterator().next(), layout);
        }
    }

    private static Tensor expected(CaseModel model, Map<String, Tensor> inputs) {
        InferenceOptions options = InferenceOptions.standard().withBatch(BATCH);
        try (InferencePlan plan = Engines.reference().inference(model.model(), model.weights(), options)) {
            return plan.run(inputs).get(model.model().output().name());
        }
    }
}
