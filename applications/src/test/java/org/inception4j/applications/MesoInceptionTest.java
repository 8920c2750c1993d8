package org.inception4j.applications;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.inception4j.model.ActivationFunction.RELU;
import static org.inception4j.model.ActivationFunction.SIGMOID;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.inception4j.engine.Engine;
import org.inception4j.engine.InferenceOptions;
import org.inception4j.engine.InferencePlan;
import org.inception4j.engine.Precision;
import org.inception4j.formats.keras.H5File;
import org.inception4j.model.Activation;
import org.inception4j.model.ActivationFunction;
import org.inception4j.model.BatchNormalization;
import org.inception4j.model.Concatenate;
import org.inception4j.model.Conv2D;
import org.inception4j.model.Dense;
import org.inception4j.model.Dropout;
import org.inception4j.model.Flatten;
import org.inception4j.model.Input;
import org.inception4j.model.MaxPooling2D;
import org.inception4j.model.Model;
import org.inception4j.model.Node;
import org.inception4j.model.Padding;
import org.inception4j.model.Shape;
import org.inception4j.tensor.Tensor;
import org.inception4j.tensor.Weights;
import org.inception4j.vision.ChannelOrder;
import org.inception4j.vision.Image;
import org.inception4j.vision.Interpolation;
import org.inception4j.vision.Preprocessing;
import org.inception4j.vision.Resize;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A network of inception modules that others trained with Keras 2.1.5, from their file to their scores. */
class MesoInceptionTest {
    private static final Path DATA =
            Path.of(System.getProperty("project.root", ".")).resolve("../shared/data/keras");
    private static final Path FILE = DATA.resolve("MesoInception_DF.h5");
    private static final int SIDE = 256;

    /** As the scores were published, with four digits; and the sum of 16 layers in float32. */
    private static final float TOLERANCE = 1e-4f;

    private int convolutions;

    @BeforeAll
    static void findData() {
        if (!Files.exists(FILE)) {
            System.out.println("MesoInceptionTest skipped: there is no " + FILE.getFileName() + " in shared/data");
        }
        assumeTrue(Files.exists(FILE), "no MesoInception_DF.h5");
    }

    @Test
    @Tag("native")
    void givesThePublishedScores() throws IOException {
        Model model = mesoInception();
        try (H5File file = H5File.open(FILE)) {
            assertThat(file.kerasVersion()).contains("2.1.5");
            Weights weights = file.toWeightsByName(model);
            for (String engine : List.of("onednn", "reference")) {
                assertThat(score(engine, model, weights, "df00204")).isCloseTo(0.0262f, within(TOLERANCE));
                assertThat(score(engine, model, weights, "df01254")).isCloseTo(0.0010f, within(TOLERANCE));
                assertThat(score(engine, model, weights, "real00240")).isCloseTo(1, within(TOLERANCE));
                assertThat(score(engine, model, weights, "real00772")).isCloseTo(1, within(TOLERANCE));
            }
        }
    }

    /** The file's layers stand in the order of Keras' depth-first walk; ours is the same for the same graph. */
    @Test
    void findsTheSameWeightsByOrderAsByName() throws IOException {
        Model model = mesoInception();
        try (H5File file = H5File.open(FILE)) {
            Weights byName = file.toWeightsByName(model);
            Weights byOrder = file.toWeights(model);
            assertThat(byOrder.names()).hasSize(52);
            assertThat(byOrder.names())
                    .allSatisfy(name -> assertThat(byOrder.get(name).toArray())
                            .containsExactly(byName.get(name).toArray()));
        }
    }

    private Model mesoInception() {
        convolutions = 0;
        Node input = Input.of(SIDE, SIDE, 3).named("input_1").on();
        Node x = normalised(module(input, 1, 4, 4, 2), 1, 2);
        x = normalised(module(x, 2, 4, 4, 2), 2, 2);
        x = normalised(conv(x, 16, 5, 1), 3, 2);
        x = normalised(conv(x, 16, 5, 1), 4, 4);
        x = Dense.of(16).named("dense_1").on(Dropout.of(0.5).on(Flatten.of().on(x)));
        x = new Activation(ActivationFunction.leakyRelu(0.1f)).on(x);
        x = Dense.of(1, SIGMOID).named("dense_2").on(Dropout.of(0.5).on(x));
        return Model.of("meso_inception", input, x);
    }

    private Node module(Node x, int a, int b, int c, int d) {
        Node plain = conv(x, a, 1, 1);
        Node three = conv(conv(x, b, 1, 1), b, 3, 1);
        Node dilatedTwice = conv(conv(x, c, 1, 1), c, 3, 2);
        Node dilatedThrice = conv(conv(x, d, 1, 1), d, 3, 3);
        return Concatenate.of().on(plain, three, dilatedTwice, dilatedThrice);
    }

    private Node conv(Node x, int filters, int size, int dilation) {
        return Conv2D.of(filters, size)
                .withPadding(Padding.SAME)
                .withDilation(dilation)
                .withActivation(RELU)
                .named("conv2d_" + ++convolutions)
                .on(x);
    }

    private static Node normalised(Node x, int number, int pool) {
        Node normalised =
                BatchNormalization.of().named("batch_normalization_" + number).on(x);
        return MaxPooling2D.of(pool).withPadding(Padding.SAME).on(normalised);
    }

    private static float score(String engine, Model model, Weights weights, String photo) throws IOException {
        Preprocessing preprocessing = new Preprocessing(
                new Resize.Squash(SIDE, SIDE),
                Interpolation.NEAREST,
                SIDE,
                SIDE,
                ChannelOrder.RGB,
                List.of(0f, 0f, 0f),
                List.of(1 / 255f, 1 / 255f, 1 / 255f));
        float[] values = new float[preprocessing.values()];
        preprocessing.apply(Image.read(DATA.resolve("mesonet_" + photo + ".jpg")), values, 0);
        InferenceOptions options = InferenceOptions.standard().withPrecision(Precision.FP32);
        try (InferencePlan plan = Engine.named(engine).inference(model, weights, options)) {
            return plan.run(Tensor.of(Shape.of(1, SIDE, SIDE, 3), values)).get(0);
        }
    }
}
