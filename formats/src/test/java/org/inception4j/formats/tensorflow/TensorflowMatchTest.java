package org.inception4j.formats.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.inception4j.formats.tensorflow.Fixtures.open;
import static org.inception4j.formats.tensorflow.Fixtures.weight;

import java.io.IOException;
import java.util.Arrays;
import org.inception4j.formats.WeightMatch;
import org.inception4j.formats.WeightMatch.Missing;
import org.inception4j.formats.WeightMatch.Wrong;
import org.inception4j.model.BatchNormalization;
import org.inception4j.model.Conv2D;
import org.inception4j.model.Dense;
import org.inception4j.model.GlobalAveragePooling2D;
import org.inception4j.model.Input;
import org.inception4j.model.Model;
import org.inception4j.model.Node;
import org.inception4j.model.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** TensorFlow wrote the files, see scripts/fixtures/tensorflow_files.py. */
class TensorflowMatchTest {
    private static final String CONV = "InceptionV3/Conv2d_1a_3x3";
    private static final String LOGITS = "InceptionV3/Logits/Conv2d_1c_1x1";

    @ParameterizedTest
    @ValueSource(strings = {"slim", "slim-v1.ckpt", "hub.tar.gz", "frozen.pb"})
    void takesTheWeightsOfEachLayer(String name) throws IOException {
        WeightMatch match = open(name).match(slim(6, false));
        assertThat(match.missing()).isEmpty();
        assertThat(match.wrong()).isEmpty();
        assertThat(match.used()).hasSize(6);
        same(match, CONV + "/kernel", weight(CONV + "/kernel", 3, 3, 3, 4));
        same(match, CONV + "/BatchNorm/moving_mean", weight(CONV + "/BatchNorm/moving_mean", 4));
        same(match, LOGITS + "/kernel", weight(LOGITS + "/kernel", 1, 1, 4, 6));
        same(match, LOGITS + "/bias", weight(LOGITS + "/bias", 6));
    }

    @Test
    void listsWhatATrainerSavedBeside() throws IOException {
        assertThat(open("slim").match(slim(6, false)).leftOver())
                .hasSize(6 + 2 * 4 + 1)
                .contains(
                        "global_step",
                        CONV + "/weights/RMSProp",
                        CONV + "/weights/Momentum",
                        CONV + "/weights/ExponentialMovingAverage");
    }

    @Test
    void prefersMovingAveragesWhenAsked() throws IOException {
        WeightMatch match = open("slim").withAverages().match(slim(6, false));
        same(match, CONV + "/kernel", weight("average/" + CONV + "/kernel", 3, 3, 3, 4));
        same(match, LOGITS + "/bias", weight("average/" + LOGITS + "/bias", 6));
        assertThat(match.used()).hasSize(6).allMatch(name -> name.endsWith("/ExponentialMovingAverage"));
        same(open("frozen.pb").withAverages().match(slim(6, false)), LOGITS + "/bias", weight(LOGITS + "/bias", 6));
    }

    @Test
    void leavesTheBackgroundOutOnlyWhenAsked() throws IOException {
        Model model = slim(5, false);
        assertThat(open("slim").match(model).wrong())
                .containsExactly(
                        new Wrong(
                                "tensor " + LOGITS + "/weights",
                                " has the shape (1, 1, 4, 6) and the model needs (4, 5) (its first class may be a background, see withoutFirstClasses)"),
                        new Wrong(
                                "tensor " + LOGITS + "/biases",
                                " has the shape (6,) and the model needs (5,) (its first class may be a background, see withoutFirstClasses)"));
        WeightMatch match = open("slim").withoutFirstClasses(1).match(model);
        assertThat(match.isComplete()).isTrue();
        float[] all = weight(LOGITS + "/bias", 6);
        same(match, LOGITS + "/bias", Arrays.copyOfRange(all, 1, 6));
        float[] kernel = weight(LOGITS + "/kernel", 1, 1, 4, 6);
        for (int row = 0; row < 4; row++) {
            for (int column = 0; column < 5; column++) {
                assertThat(match.weights().get(LOGITS + "/kernel").get(row * 5 + column))
                        .isEqualTo(kernel[row * 6 + column + 1]);
            }
        }
        assertThat(open("slim").withoutFirstClasses(2).match(model).isComplete())
                .isFalse();
    }

    /** Other convolutions may differ by one, too. */
    @Test
    void leavesOutNothingButClasses() throws IOException {
        Node input = new Input(Shape.of(8, 8, 3)).on();
        Model model =
                Model.of("m", input, Conv2D.of(3, 3).withBias(false).named(CONV).on(input));
        assertThat(open("slim").withoutFirstClasses(1).match(model).wrong())
                .containsExactly(new Wrong(
                        "tensor " + CONV + "/weights", " has the shape (3, 3, 3, 4) and the model needs (3, 3, 3, 3)"));
    }

    @Test
    void normalisesByAFactorOfOneWhereTheFileHasNone() throws IOException {
        WeightMatch match = open("slim").match(slim(6, true));
        assertThat(match.isComplete()).isTrue();
        same(match, CONV + "/BatchNorm/gamma", 1, 1, 1, 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"keras", "keras_module"})
    void takesWhatKerasSaved(String name) throws IOException {
        WeightMatch match = open(name).match(keras(true));
        assertThat(match.isComplete()).isTrue();
        same(match, "conv2d/kernel", weight("conv2d/kernel", 3, 3, 3, 2));
        same(match, "batch_normalization/gamma", weight("batch_normalization/gamma", 2));
        same(match, "dense/bias", weight("dense/bias", 3));
    }

    @Test
    void refusesAFactorThatTheModelHasNot() throws IOException {
        assertThat(open("keras_module").match(keras(false)).wrong())
                .containsExactly(new Wrong(
                        "tensor sequential/batch_normalization/gamma",
                        " is not all 1 and the model's normalisation has no factor"));
    }

    @Test
    void saysWhatIsMissingByTheFilesNames() throws IOException {
        Node input = Input.of(4).on();
        Node hidden = Dense.of(4).named("InceptionV3/Logits/Conv2d_1c_2x2").on(input);
        Model model = Model.of("m", input, Dense.of(6).named(LOGITS).on(hidden));
        assertThat(open("slim").match(model).missing())
                .containsExactly(
                        new Missing("tensor InceptionV3/Logits/Conv2d_1c_2x2/weights", LOGITS + "/weights"),
                        new Missing("tensor InceptionV3/Logits/Conv2d_1c_2x2/biases", LOGITS + "/biases"));
    }

    private static Model slim(int classes, boolean factor) {
        Node input = new Input(Shape.of(8, 8, 3)).on();
        Node conv = Conv2D.of(4, 3).withBias(false).named(CONV).on(input);
        Node normalised = BatchNormalization.of()
                .withScale(factor)
                .named(CONV + "/BatchNorm")
                .on(conv);
        if (classes == 6) {
            Node pixel = GlobalAveragePooling2D.of()
                    .withKeepDimensions(true)
                    .named("mean")
                    .on(normalised);
            return Model.of("slim", input, Conv2D.of(classes, 1).named(LOGITS).on(pixel));
        }
        Node mean = GlobalAveragePooling2D.of().named("mean").on(normalised);
        return Model.of("slim", input, Dense.of(classes).named(LOGITS).on(mean));
    }

    private static Model keras(boolean factor) {
        Node input = new Input(Shape.of(6, 6, 3)).on();
        Node conv = Conv2D.of(2, 3).withBias(false).named("conv2d").on(input);
        Node normalised = BatchNormalization.of()
                .withScale(factor)
                .named("batch_normalization")
                .on(conv);
        Node mean = GlobalAveragePooling2D.of().named("mean").on(normalised);
        return Model.of("sequential", input, Dense.of(3).named("dense").on(mean));
    }

    private static void same(WeightMatch match, String name, float... expected) {
        assertThat(match.weights().get(name).toArray()).containsExactly(expected);
    }
}
