package org.inception4j.applications;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.inception4j.model.ActivationFunction.RELU;
import static org.inception4j.model.ActivationFunction.SOFTMAX;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.inception4j.engine.Engine;
import org.inception4j.engine.InferenceOptions;
import org.inception4j.engine.InferencePlan;
import org.inception4j.engine.Precision;
import org.inception4j.formats.keras.H5File;
import org.inception4j.model.Activation;
import org.inception4j.model.Add;
import org.inception4j.model.BatchNormalization;
import org.inception4j.model.Conv2D;
import org.inception4j.model.GlobalAveragePooling2D;
import org.inception4j.model.Input;
import org.inception4j.model.MaxPooling2D;
import org.inception4j.model.Model;
import org.inception4j.model.Node;
import org.inception4j.model.Padding;
import org.inception4j.model.SeparableConv2D;
import org.inception4j.model.Shape;
import org.inception4j.tensor.Tensor;
import org.inception4j.tensor.Weights;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A whole model that others saved with Keras 2.0.5: the weights beside its optimizer's, in the order of its layers. */
class MiniXceptionTest {
    private static final Path FILE = Path.of(System.getProperty("project.root", "."))
            .resolve("../shared/data/keras/fer2013_mini_XCEPTION.102-0.66.hdf5");
    private static final int SIDE = 64;

    /** What an independent run gave for {@link #picture}, to six digits. */
    private static final double[] EXPECTED = {
        9.35975e-03, 1.58403e-16, 5.29193e-07, 2.25132e-02, 1.90000e-05, 9.68107e-01, 3.81430e-07
    };

    private static final double RELATIVE = 1e-4;

    @BeforeAll
    static void findData() {
        if (!Files.exists(FILE)) {
            System.out.println("MiniXceptionTest skipped: there is no " + FILE.getFileName() + " in shared/data");
        }
        assumeTrue(Files.exists(FILE), "no fer2013_mini_XCEPTION.102-0.66.hdf5");
    }

    @Test
    void givesTheKnownScores() throws IOException {
        Model model = miniXception();
        InferenceOptions options = InferenceOptions.standard().withPrecision(Precision.FP32);
        try (H5File file = H5File.open(FILE)) {
            assertThat(file.kerasVersion()).contains("2.0.5");
            Weights weights = file.toWeights(model);
            try (InferencePlan plan = Engine.named("reference").inference(model, weights, options)) {
                float[] scores = plan.run(picture()).toArray();
                assertThat(scores).hasSize(EXPECTED.length);
                for (int i = 0; i < scores.length; i++) {
                    assertThat((double) scores[i]).isCloseTo(EXPECTED[i], within(EXPECTED[i] * RELATIVE));
                }
            }
        }
    }

    private static Model miniXception() {
        Node input = Input.of(SIDE, SIDE, 1).on();
        Node x = relu(normalised(conv(8, 3).on(input)));
        x = relu(normalised(conv(8, 3).on(x)));
        for (int filters : new int[] {16, 32, 64, 128}) {
            x = module(x, filters);
        }
        x = Conv2D.of(7, 3).withPadding(Padding.SAME).on(x);
        Node scores = new Activation(SOFTMAX)
                .named("predictions")
                .on(GlobalAveragePooling2D.of().on(x));
        return Model.of("mini_xception", input, scores);
    }

    private static Node module(Node x, int filters) {
        Node shortcut = normalised(
                conv(filters, 1).withStrides(2).withPadding(Padding.SAME).on(x));
        Node separable = normalised(
                separable(filters).on(relu(normalised(separable(filters).on(x)))));
        Node pooled = MaxPooling2D.of(3, 2).withPadding(Padding.SAME).on(separable);
        return Add.of().on(pooled, shortcut);
    }

    private static Conv2D conv(int filters, int size) {
        return Conv2D.of(filters, size).withBias(false);
    }

    private static SeparableConv2D separable(int filters) {
        return SeparableConv2D.of(filters, 3).withPadding(Padding.SAME).withBias(false);
    }

    private static Node normalised(Node x) {
        return BatchNormalization.of().on(x);
    }

    private static Node relu(Node x) {
        return new Activation(RELU).on(x);
    }

    private static Tensor picture() {
        Tensor picture = Tensor.zeros(Shape.of(1, SIDE, SIDE, 1));
        for (int i = 0; i < picture.size(); i++) {
            picture.set(i, i * 7 % 256 / 127.5f - 1);
        }
        return picture;
    }
}
