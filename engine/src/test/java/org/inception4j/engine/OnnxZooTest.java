package org.inception4j.engine;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OrtSession.SessionOptions.OptLevel;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.inception4j.formats.json.ModelJson;
import org.inception4j.formats.onnx.OnnxFile;
import org.inception4j.formats.onnx.OnnxOptions;
import org.inception4j.formats.onnx.OnnxWriter;
import org.inception4j.formats.onnx.PictureLayout;
import org.inception4j.model.Model;
import org.inception4j.model.Output;
import org.inception4j.model.Shape;
import org.inception4j.model.zoo.Network;
import org.inception4j.tensor.Tensor;
import org.inception4j.tensor.Weights;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The networks of the zoo, written as ONNX, give in ONNX Runtime what they give here: block by block and at the end. */
@Tag("native")
class OnnxZooTest {
    /** Of a tensor's largest number: two float32 implementations that sum in different orders, through up to 250 layers. */
    private static final double TOLERANCE = 1e-4;

    private static final double NARROW = 1 / 16.0;
    private static final int CLASSES = 5;

    /** Than the smallest picture, so that the last feature map has several cells. */
    private static final int LARGER = 32;

    @TempDir
    Path folder;

    static List<Network> networks() {
        return org.inception4j.model.zoo.Networks.all();
    }

    @ParameterizedTest
    @MethodSource("networks")
    void answersAlikeWhenNarrow(Network network) throws IOException {
        answersAlike(narrow(network));
    }

    @Tag("slow")
    @ParameterizedTest
    @ValueSource(strings = {"googlenet", "inception-v3"})
    void answersAlikeAtFullSize(String network) throws IOException {
        answersAlike(org.inception4j.model.zoo.Networks.named(network).build());
    }

    @ParameterizedTest
    @MethodSource("networks")
    void comesBackWhenNarrow(Network network) throws IOException {
        comesBack(narrow(network));
    }

    @Tag("slow")
    @ParameterizedTest
    @ValueSource(strings = {"googlenet", "inception-v3"})
    void comesBackAtFullSize(String network) throws IOException {
        comesBack(org.inception4j.model.zoo.Networks.named(network).build());
    }

    /**
     * By the model in the file's metadata to the last bit; and as anybody's file, by its operators alone, as a model that answers
     * alike.
     */
    private void comesBack(Model whole) throws IOException {
        Model model = whole.inference();
        Path file = folder.resolve("network.onnx");
        try (Arena arena = Arena.ofShared()) {
            Weights weights = CounterWeights.of(model, arena);
            float[] expected = answer(model, weights);
            OnnxWriter.write(file, whole, weights, OnnxOptions.standard());
            OnnxFile own = OnnxFile.open(file);
            Model same = own.model().orElseThrow();
            assertThat(ModelJson.write(same)).isEqualTo(ModelJson.write(model));
            assertThat(answer(same, own.match(same).complete())).isEqualTo(expected);
            OnnxFiles.forgetTheModel(file);
            OnnxFile others = OnnxFile.open(file);
            Model like = others.model().orElseThrow();
            assertThat(ModelJson.write(like)).isNotEqualTo(ModelJson.write(model));
            assertThat(Difference.relative(answer(like, others.match(like).complete()), expected))
                    .isLessThan(1e-5);
        }
    }

    private static float[] answer(Model model, Weights weights) {
        Engine engine = Engines.others().getFirst();
        InferenceOptions options = InferenceOptions.standard().withPrecision(Precision.FP32);
        try (InferencePlan plan = engine.inference(model, weights, options)) {
            return plan.run(pictures(model, 1)).toArray();
        }
    }

    private static Model narrow(Network network) {
        return network.build(network.defaults()
                .withImageSize(network.smallestImage() + LARGER)
                .withClasses(CLASSES)
                .withWidth(NARROW));
    }

    private void answersAlike(Model whole) throws IOException {
        Model model = withBlocksAsOutputs(whole.inference());
        Path file = folder.resolve("network.onnx");
        try (Arena arena = Arena.ofShared()) {
            Weights weights = CounterWeights.of(model, arena);
            OnnxWriter.write(file, model, weights, OnnxOptions.standard());
            InferenceOptions options = InferenceOptions.standard().withPrecision(Precision.FP32);
            for (Engine engine : Engines.others()) {
                try (InferencePlan plan = engine.inference(model, weights, options)) {
                    agrees(plan, file);
                }
            }
        }
    }

    private static void agrees(InferencePlan plan, Path file) {
        Model model = plan.model();
        for (OptLevel level : List.of(OptLevel.NO_OPT, OptLevel.ALL_OPT)) {
            double worst = 0;
            try (OnnxRuntime runtime = new OnnxRuntime(file, level)) {
                for (int batch : new int[] {1, 3}) {
                    worst = Math.max(worst, worst(plan, runtime, pictures(model, batch)));
                }
            }
            System.out.printf("%s in ONNX Runtime, %s: worst relative difference %.1e%n", model.name(), level, worst);
            assertThat(worst).as("%s at %s", model.name(), level).isLessThan(TOLERANCE);
        }
    }

    private static double worst(InferencePlan plan, OnnxRuntime runtime, Tensor pictures) {
        String input = plan.model().name(plan.model().input());
        Map<String, Tensor> expected = plan.run(Map.of(input, pictures));
        Map<String, Tensor> actual = runtime.run(Map.of(input, Axes.given(pictures, PictureLayout.NCHW)));
        assertThat(actual.keySet()).isEqualTo(expected.keySet());
        double worst = 0;
        for (String output : expected.keySet()) {
            Tensor answer = Axes.taken(actual.get(output), PictureLayout.NCHW);
            assertThat(answer.shape()).isEqualTo(expected.get(output).shape());
            worst = Math.max(
                    worst,
                    Difference.relative(answer.toArray(), expected.get(output).toArray()));
        }
        return worst;
    }

    private static Model withBlocksAsOutputs(Model model) {
        List<Output> outputs = new ArrayList<>(model.outputs());
        model.blocks().forEach((name, end) -> {
            if (end != model.output().node()) {
                outputs.add(Output.of(name, end));
            }
        });
        return model.withOutputs(outputs);
    }

    private static Tensor pictures(Model model, int count) {
        Shape shape = model.input().shape();
        return Samples.uniform(shape.batched(count), 7);
    }
}
