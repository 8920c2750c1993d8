package org.inception4j.training.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.inception4j.classifier.Card;
import org.inception4j.classifier.Classifier;
import org.inception4j.classifier.ClassifierOptions;
import org.inception4j.classifier.Prediction;
import org.inception4j.model.ActivationFunction;
import org.inception4j.model.Dense;
import org.inception4j.model.GlobalAveragePooling2D;
import org.inception4j.model.Input;
import org.inception4j.model.Model;
import org.inception4j.model.Output;
import org.inception4j.model.Shape;
import org.inception4j.tensor.Tensor;
import org.inception4j.tensor.Weights;
import org.inception4j.vision.ImageFolder;
import org.inception4j.vision.Preprocessing;
import org.inception4j.vision.Rejected;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a classifier that tells which colour is strongest. */
@Tag("native")
class EvaluatorTest {
    private static final List<String> LABELS = List.of("blue", "green", "red");

    @TempDir
    private Path folder;

    private Classifier classifier;

    @BeforeEach
    void makeClassifier() {
        var input = Input.of(16, 16, 3).named("data").on();
        var head = Dense.of(3, ActivationFunction.SOFTMAX).named("head");
        Model model = Model.of(
                "strongest",
                input,
                Output.of("prob", head.on(GlobalAveragePooling2D.of().on(input))));
        Weights weights = Weights.of(Map.of(
                "head/kernel", Tensor.of(Shape.of(3, 3), 0, 0, 4, 0, 4, 0, 4, 0, 0),
                "head/bias", Tensor.zeros(Shape.of(3))));
        classifier = Classifier.of(model, weights, Preprocessing.tf(16), LABELS, Card.of("strongest"))
                .withOptions(ClassifierOptions.standard().withEngine("reference"));
    }

    @AfterEach
    void closeClassifier() {
        classifier.close();
    }

    private Evaluation evaluate(ImageFolder pictures) {
        return Evaluator.evaluate(
                classifier, pictures, EvaluatorOptions.standard().withBatch(2));
    }

    @Test
    void measuresAFolderWithMistakesAndABrokenPicture() throws IOException {
        SolidPictures.write(folder.resolve("green/a.png"), 0, 200);
        SolidPictures.write(folder.resolve("green/b.png"), 200, 150);
        SolidPictures.write(folder.resolve("green/c.png"), 0, 90);
        Path broken = SolidPictures.writeBroken(folder.resolve("red/broken.png"));
        SolidPictures.write(folder.resolve("red/d.png"), 255, 0);

        Evaluation evaluation = evaluate(ImageFolder.read(folder));

        assertThat(evaluation.images()).isEqualTo(4);
        assertThat(evaluation.top1()).isEqualTo(0.75);
        assertThat(evaluation.top5()).isEqualTo(1);
        assertThat(evaluation.imagesPerSecond()).isPositive();
        assertThat(evaluation.confusion())
                .isEqualTo(new ConfusionMatrix(LABELS, new int[][] {{0, 0, 0}, {0, 2, 1}, {0, 0, 1}}));
        assertThat(evaluation.worst()).hasSize(1);
        assertThat(evaluation.worst().getFirst().path()).isEqualTo(folder.resolve("green/b.png"));
        assertThat(evaluation.rejected())
                .containsExactly(new Rejected(broken, "is not a picture (begins with \"this is no pictu\")"));
    }

    @Test
    void takesTheLossFromTheProbabilityOfTheTrueClass() throws IOException {
        Path picture = SolidPictures.write(folder.resolve("green/b.png"), 200, 150);

        Evaluation evaluation = evaluate(ImageFolder.read(folder));

        float[] probabilities = classifier.predict(picture).probabilities();
        assertThat(evaluation.loss()).isEqualTo(-Math.log(probabilities[1]), within(1e-6));
        assertThat(evaluation.worst().getFirst().probability()).isEqualTo(probabilities[2], within(1e-6f));
    }

    @Test
    void readsListsThatLabelByIndex() throws IOException {
        SolidPictures.write(folder.resolve("a.png"), 0, 200);
        SolidPictures.write(folder.resolve("b.png"), 200, 0);
        Path list = Files.writeString(folder.resolve("list.csv"), "image,label\na.png,1\nb.png,2\n");

        assertThat(evaluate(ImageFolder.readCsv(list)).top1()).isEqualTo(1);
    }

    @Test
    void refusesAFolderOfOtherClasses() throws IOException {
        SolidPictures.write(folder.resolve("green/a.png"), 0, 200);
        SolidPictures.write(folder.resolve("purple/a.png"), 0, 200);
        ImageFolder pictures = ImageFolder.read(folder);

        assertThatThrownBy(() -> evaluate(pictures))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "labels: the classifier does not know 1 of 2 classes: purple; it knows blue, green, red; name"
                                + " the classes as it does");
    }

    @Test
    void agreesWithPredictingPictureByPicture() throws IOException {
        List<Path> paths = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            paths.add(SolidPictures.write(folder.resolve(i + ".png"), 30 * i, 100));
        }
        List<Prediction> predictions = new ArrayList<>();

        Predictions.run(classifier, paths, EvaluatorOptions.standard().withBatch(3), outcome -> {
            if (outcome instanceof Outcome.Answered answered) {
                predictions.add(Prediction.of(answered.probabilities(), classifier.labels()));
            }
        });

        for (int i = 0; i < 7; i++) {
            assertThat(predictions.get(i)).isEqualTo(classifier.predict(paths.get(i)));
        }
    }

    @Test
    void answersOnePicture() throws IOException {
        Path picture = SolidPictures.write(folder.resolve("a.png"), 0, 200);

        Predictions.run(classifier, List.of(picture), EvaluatorOptions.standard(), outcome -> assertThat(outcome)
                .isInstanceOf(Outcome.Answered.class));
    }
}
