package org.inception4j.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnxruntime.OrtSession.SessionOptions.OptLevel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.inception4j.formats.onnx.OnnxOptions;
import org.inception4j.formats.onnx.OnnxWriter;
import org.inception4j.formats.onnx.PixelInput;
import org.inception4j.model.Conv2D;
import org.inception4j.model.GlobalAveragePooling2D;
import org.inception4j.model.Model;
import org.inception4j.model.Sequential;
import org.inception4j.model.Shape;
import org.inception4j.tensor.Tensor;
import org.inception4j.tensor.Weights;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** ONNX files that normalise pixels themselves, and files for one size of batch. */
@Tag("native")
class OnnxPixelsTest {
    private static final Shape PICTURE = Shape.of(7, 5, 3);
    private static final int BATCH = 2;
    private static final PixelInput PIXELS =
            new PixelInput(true, false, List.of(0.017f, 0.018f, 1f), List.of(-2f, -1f, -104f));

    @TempDir
    Path folder;

    private final Model model = Sequential.of("small", PICTURE, Conv2D.of(4, 3), GlobalAveragePooling2D.of());
    private final String input = model.name(model.input());
    private final Weights weights = Samples.weights(model, 1);
    private final byte[] pixels = new byte[Math.toIntExact(PICTURE.elements()) * BATCH];
    private Path file;

    @BeforeEach
    void drawPixels() {
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (i * 37);
        }
        file = folder.resolve("pixels.onnx");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void normalisesBytes(boolean reversed) throws IOException {
        OnnxWriter.write(file, model, weights, OnnxOptions.standard().withPixels(PIXELS.withReversed(reversed)));
        try (OnnxRuntime runtime = new OnnxRuntime(file, OptLevel.ALL_OPT)) {
            agrees(runtime.run(input, pixels, PICTURE.batched(BATCH)), reversed);
        }
    }

    @Test
    void normalisesFloats() throws IOException {
        OnnxWriter.write(file, model, weights, OnnxOptions.standard().withPixels(PIXELS.withBytes(false)));
        Tensor floats = Tensor.zeros(PICTURE.batched(BATCH));
        for (int i = 0; i < pixels.length; i++) {
            floats.set(i, Byte.toUnsignedInt(pixels[i]));
        }
        try (OnnxRuntime runtime = new OnnxRuntime(file, OptLevel.ALL_OPT)) {
            agrees(runtime.run(Map.of(input, floats)), false);
        }
    }

    @Test
    void takesOnlyTheBatchThatItIsMadeFor() throws IOException {
        OnnxWriter.write(file, model, weights, OnnxOptions.standard().withBatch(BATCH));
        try (OnnxRuntime runtime = new OnnxRuntime(file, OptLevel.ALL_OPT)) {
            assertThat(runtime.run(Map.of(input, Tensor.zeros(Shape.of(BATCH, 3, 7, 5)))))
                    .hasSize(1);
            assertThatThrownBy(() -> runtime.run(Map.of(input, Tensor.zeros(Shape.of(BATCH + 1, 3, 7, 5)))))
                    .hasMessageContaining("Got: 3 Expected: 2");
        }
    }

    private void agrees(Map<String, Tensor> answers, boolean reversed) {
        Tensor normalised = Tensor.zeros(PICTURE.batched(BATCH));
        for (int i = 0; i < pixels.length; i++) {
            int channel = i % 3;
            int pixel = Byte.toUnsignedInt(pixels[reversed ? i - channel + 2 - channel : i]);
            normalised.set(
                    i, pixel * PIXELS.scale().get(channel) + PIXELS.offset().get(channel));
        }
        try (InferencePlan plan = Engines.reference().inference(model, weights, InferenceOptions.standard())) {
            float[] expected = plan.run(normalised).toArray();
            float[] actual = answers.values().iterator().next().toArray();
            assertThat(Difference.relative(actual, expected)).isLessThan(1e-5);
        }
    }
}
