package org.inception4j.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnxruntime.OrtSession.SessionOptions.OptLevel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.inception4j.formats.FormatException;
import org.inception4j.formats.json.ModelJson;
import org.inception4j.formats.onnx.OnnxFile;
import org.inception4j.formats.onnx.OnnxOptions;
import org.inception4j.formats.onnx.OnnxWriter;
import org.inception4j.formats.onnx.PictureLayout;
import org.inception4j.model.AdaptiveAveragePooling2D;
import org.inception4j.model.Model;
import org.inception4j.model.Shape;
import org.inception4j.tensor.Tensor;
import org.inception4j.tensor.Weights;
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
            boolean first = layout == PictureLayout.NCHW;
            for (OptLevel level : first ? List.of(OptLevel.NO_OPT, OptLevel.ALL_OPT) : List.of(OptLevel.ALL_OPT)) {
                Tensor actual = actual(file, level, inputs, layout);
                assertThat(actual.shape()).isEqualTo(expected.shape());
                new Comparison("ONNX Runtime at %s in %s, %s".formatted(level, layout, tried), TOLERANCE)
                        .close("the answer", actual.toArray(), expected.toArray());
            }
        }
    }

    /** By the model in its metadata the same; by its operators alone another model that answers alike, or a refusal of an operator. */
    @ParameterizedTest
    @MethodSource("cases")
    void comesBack(LayerCase tried) throws IOException {
        CaseModel tries = new CaseModel(tried);
        Model model = tries.model();
        Path file = folder.resolve("case.onnx");
        OnnxWriter.write(file, model, tries.weights(), OnnxOptions.standard());
        OnnxFile same = OnnxFile.open(file);
        assertThat(ModelJson.write(same.model().orElseThrow())).isEqualTo(ModelJson.write(model));
        Weights weights = same.match(model).complete();
        tries.weights().tensors().forEach((name, tensor) -> assertThat(
                        weights.get(name).toArray())
                .isEqualTo(tensor.toArray()));
        for (PictureLayout layout : PictureLayout.values()) {
            OnnxWriter.write(
                    file, model, tries.weights(), OnnxOptions.standard().withLayout(layout));
            OnnxFiles.forgetTheModel(file);
            comesBackByItsOperators(OnnxFile.open(file), tried);
        }
    }

    private static void comesBackByItsOperators(OnnxFile file, LayerCase tried) throws IOException {
        if (!isReadByItsOperators(tried)) {
            assertThatThrownBy(file::model).isInstanceOf(FormatException.class).hasMessageContaining(": the operator ");
            return;
        }
        CaseModel tries = new CaseModel(tried);
        Map<String, Tensor> inputs = tries.inputs(BATCH);
        Model like = file.model().orElseThrow();
        float[] answer = answer(like, file.match(like).complete(), inputs).toArray();
        new Comparison("the model of the operators of " + tried, 1e-5)
                .close("the answer", answer, expected(tries, inputs).toArray());
    }

    /** GELU is four operators, windows of different sizes are products, and numbers may be neither pictures nor vectors. */
    private static boolean isReadByItsOperators(LayerCase tried) {
        return !tried.toString().contains("GELU")
                && !tried.toString().contains("Reshape[shape=(5, 21)]")
                && !(tried.layer() instanceof AdaptiveAveragePooling2D layer
                        && isUneven(layer, tried.inputs().getFirst()));
    }

    private static boolean isUneven(AdaptiveAveragePooling2D layer, Shape picture) {
        return picture.height() % layer.outputSize().height()
                        + picture.width() % layer.outputSize().width()
                > 0;
    }

    private static Tensor actual(Path file, OptLevel level, Map<String, Tensor> inputs, PictureLayout layout) {
        Map<String, Tensor> given = new LinkedHashMap<>();
        inputs.forEach((name, input) -> given.put(name, Axes.given(input, layout)));
        try (OnnxRuntime runtime = new OnnxRuntime(file, level)) {
            return Axes.taken(runtime.run(given).values().iterator().next(), layout);
        }
    }

    private static Tensor expected(CaseModel model, Map<String, Tensor> inputs) {
        return answer(model.model(), model.weights(), inputs);
    }

    private static Tensor answer(Model model, Weights weights, Map<String, Tensor> inputs) {
        InferenceOptions options = InferenceOptions.standard().withBatch(BATCH);
        try (InferencePlan plan = Engines.reference().inference(model, weights, options)) {
            return plan.run(inputs).get(model.output().name());
        }
    }
}
