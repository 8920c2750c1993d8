package org.inception4j.applications;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.inception4j.model.ActivationFunction;
import org.inception4j.model.GlobalAveragePooling2D;
import org.inception4j.model.Input;
import org.inception4j.model.MaxPooling2D;
import org.inception4j.model.Model;
import org.inception4j.model.Node;
import org.inception4j.model.Rescaling;
import org.inception4j.model.Shape;
import org.inception4j.vision.Preprocessing;
import org.junit.jupiter.api.Test;

/** Keras' rules for the arguments of its applications, each message whole. */
class ApplicationTest {
    @Test
    void hasKerasDefaults() {
        Model model = InceptionV3.of().model();
        assertThat(model.name()).isEqualTo("inception_v3");
        assertThat(model.parameters()).isEqualTo(23_851_784);
        assertThat(model.trainableParameters()).isEqualTo(23_817_352);
        assertThat(model.input().shape()).isEqualTo(Shape.of(299, 299, 3));
        assertThat(model.name(model.output().node())).isEqualTo("predictions");
        assertThat(InceptionResNetV2.of().model().parameters()).isEqualTo(55_873_736);
        assertThat(Xception.of().model().parameters()).isEqualTo(22_910_480);
    }

    @Test
    void buildsWithoutTheTop() {
        Application application = InceptionV3.of().withIncludeTop(false);
        assertThat(application.model().parameters()).isEqualTo(21_802_784);
        assertThat(application.model().output().node().shape()).isEqualTo(Shape.of(8, 8, 2048));
        Model pooled =
                application.withPooling(Pooling.AVG).withInputShape(150, 150, 3).model();
        assertThat(pooled.output().node().shape()).isEqualTo(Shape.of(2048));
        assertThat(application.withPooling(Pooling.MAX).model().output().node().shape())
                .isEqualTo(Shape.of(2048));
        assertThat(InceptionResNetV2.of().withIncludeTop(false).model().parameters())
                .isEqualTo(54_336_736);
        assertThat(Xception.of().withIncludeTop(false).model().parameters()).isEqualTo(20_861_480);
    }

    @Test
    void ignoresPoolingUnderTheTopAndClassesWithoutIt() {
        assertThat(InceptionV3.of().withPooling(Pooling.MAX).model())
                .isEqualTo(InceptionV3.of().model());
        Application bare = Xception.of().withIncludeTop(false);
        assertThat(bare.withClasses(7)
                        .withClassifierActivation(ActivationFunction.RELU)
                        .model())
                .isEqualTo(bare.model());
    }

    @Test
    void takesOtherClassesAndShapesWithoutWeights() {
        Application application =
                InceptionV3.of().withWeights(PretrainedWeights.none()).withClasses(10);
        Model model = application.withInputShape(75, 90, 1).model();
        assertThat(model.output().node().shape()).isEqualTo(Shape.of(10));
        assertThat(model.input().shape()).isEqualTo(Shape.of(75, 90, 1));
        assertThat(application
                        .withClassifierActivation(ActivationFunction.SIGMOID)
                        .model()
                        .parameters())
                .isEqualTo(21_802_784 + 2049 * 10);
    }

    @Test
    void acceptsTheSmallestSizes() {
        assertThat(smallest(InceptionV3.of(), 75).output().node().shape()).isEqualTo(Shape.of(1, 1, 2048));
        assertThat(smallest(InceptionResNetV2.of(), 75).output().node().shape()).isEqualTo(Shape.of(1, 1, 1536));
        assertThat(smallest(Xception.of(), 71).output().node().shape()).isEqualTo(Shape.of(3, 3, 2048));
        refuses(
                InceptionV3.of().withIncludeTop(false).withInputShape(74, 150, 3),
                "inception_v3: input_shape is (74, 150, 3) and the least size is 75x75; give a height and a width of at least 75");
        refuses(
                InceptionResNetV2.of().withIncludeTop(false).withInputShape(150, 74, 3),
                "inception_resnet_v2: input_shape is (150, 74, 3) and the least size is 75x75; give a height and a width of at least 75");
        refuses(
                Xception.of().withWeights(PretrainedWeights.none()).withInputShape(70, 71, 3),
                "xception: input_shape is (70, 71, 3) and the least size is 71x71; give a height and a width of at least 71");
    }

    @Test
    void refusesAnotherSizeUnderThePublishedTop() {
        refuses(
                InceptionV3.of().withInputShape(229, 229, 3),
                "inception_v3: input_shape is (229, 229, 3) and include_top with imagenet weights needs (299, 299, 3); leave input_shape out, or build without the top for another size");
        refuses(
                InceptionV3.of().withInputShape(299, 299),
                "inception_v3: input_shape is (299, 299) and include_top with imagenet weights needs (299, 299, 3); leave input_shape out, or build without the top for another size");
        assertThat(InceptionV3.of().withInputShape(299, 299, 3).model())
                .isEqualTo(InceptionV3.of().model());
    }

    @Test
    void refusesOtherClassesUnderThePublishedTop() {
        refuses(
                Xception.of().withClasses(10),
                "xception: classes is 10 and include_top with imagenet weights needs 1000; build without the top and put a Dense of 10 units on it");
        assertThat(Xception.of().withClasses(10).withIncludeTop(false).model().parameters())
                .isEqualTo(20_861_480);
    }

    @Test
    void refusesShapesThatAreNoPictures() {
        Application bare = InceptionV3.of().withIncludeTop(false);
        refuses(
                bare.withInputShape(150, 150),
                "inception_v3: input_shape is (150, 150) and has 2 sizes; give three: (height, width, channels)");
        refuses(
                bare.withInputShape(1, 150, 150, 3),
                "inception_v3: input_shape is (1, 150, 150, 3) and has 4 sizes; give three: (height, width, channels)");
        refuses(
                bare.withInputShape(150),
                "inception_v3: input_shape is (150,) and has 1 sizes; give three: (height, width, channels)");
        refuses(
                bare.withWeights(PretrainedWeights.none()).withInputShape(150, 150, 0),
                "inception_v3: input_shape is (150, 150, 0); give at least 1 channel");
    }

    @Test
    void refusesOtherChannelsForPublishedWeights() {
        refuses(
                InceptionV3.of().withIncludeTop(false).withInputShape(150, 150, 1),
                "inception_v3: input_shape is (150, 150, 1) and imagenet weights need 3 channels; give 3 channels, or build without weights");
    }

    @Test
    void warnsOfChannelsThatNoPictureHas() {
        Application five = InceptionV3.of()
                .withWeights(PretrainedWeights.none())
                .withIncludeTop(false)
                .withInputShape(75, 75, 5);
        assertThat(five.warnings())
                .containsExactly(
                        "inception_v3: input_shape is (75, 75, 5) and such models usually take 1 or 3 channels; check that 5 are meant");
        assertThat(five.model().input().shape()).isEqualTo(Shape.of(75, 75, 5));
        assertThat(five.withInputShape(75, 75, 1).warnings()).isEmpty();
        assertThat(five.withInputShape(75, 75, 3).warnings()).isEmpty();
        assertThat(five.withInputShape(75, 75).warnings()).isEmpty();
        assertThat(InceptionV3.of().warnings()).isEmpty();
    }

    @Test
    void refusesAWeightsFileThatIsNotThere() {
        Path none = Path.of("none.h5");
        refuses(
                InceptionV3.of().withWeights(PretrainedWeights.file(none)),
                "inception_v3: weights is none.h5 and there is no such file; give none, imagenet or the path of a file of Keras");
    }

    @Test
    void refusesAnUnusualActivationOnATrainedClassifier() {
        refuses(
                InceptionV3.of().withClassifierActivation(ActivationFunction.SIGMOID),
                "inception_v3: classifier_activation is sigmoid and a trained classifier needs softmax or linear; give one of them, or build without weights");
        assertThat(InceptionV3.of()
                        .withClassifierActivation(ActivationFunction.LINEAR)
                        .model()
                        .parameters())
                .isEqualTo(23_851_784);
    }

    @Test
    void buildsOnANodeAndTakesTheInputsThatItStemsFrom() {
        Node picture = Input.of(160, 160, 3).on();
        Node scaled = Rescaling.of(1 / 127.5, -1).on(picture);
        Model model = Xception.of()
                .withIncludeTop(false)
                .withInputTensor(scaled)
                .withPooling(Pooling.AVG)
                .model();
        assertThat(model.inputs()).containsExactly(picture);
        assertThat(model.nodes()).contains(scaled);
        assertThat(model.output().node().shape()).isEqualTo(Shape.of(2048));
    }

    /** Keras looks at the given shape although it uses the tensor's, and not at the tensor's: a wrong one fails there deep inside. */
    @Test
    void refusesANodeThatIsNoPicture() {
        Application bare = InceptionV3.of().withIncludeTop(false);
        Node picture = Input.of(80, 80, 3).on();
        refuses(
                bare.withInputTensor(GlobalAveragePooling2D.of().on(picture)),
                "inception_v3: input_tensor is (3,) and has 1 sizes; give three: (height, width, channels)");
        refuses(
                bare.withInputTensor(MaxPooling2D.of(2).on(picture)),
                "inception_v3: input_tensor is (40, 40, 3) and the least size is 75x75; give a height and a width of at least 75");
        refuses(
                bare.withInputTensor(Input.of(80, 80, 1).on()),
                "inception_v3: input_tensor is (80, 80, 1) and imagenet weights need 3 channels; give 3 channels, or build without weights");
        refuses(
                bare.withInputTensor(picture).withInputShape(80, 80),
                "inception_v3: input_shape is (80, 80) and has 2 sizes; give three: (height, width, channels)");
    }

    @Test
    void preparesPicturesForItsInput() {
        Preprocessing standard = InceptionV3.of().preprocessing();
        assertThat(standard).isEqualTo(Preprocessing.keras(299));
        Preprocessing wide =
                Xception.of().withIncludeTop(false).withInputShape(100, 200, 3).preprocessing();
        assertThat(List.of(wide.height(), wide.width())).containsExactly(100, 200);
    }

    private static Model smallest(Application application, int size) {
        return application.withIncludeTop(false).withInputShape(size, size, 3).model();
    }

    private static void refuses(Application application, String message) {
        assertThatThrownBy(application::model)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }
}
