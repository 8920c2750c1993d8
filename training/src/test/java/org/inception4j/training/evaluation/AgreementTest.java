package org.inception4j.training.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.inception4j.classifier.Card;
import org.inception4j.classifier.Classifier;
import org.inception4j.classifier.ClassifierOptions;
import org.inception4j.model.ActivationFunction;
import org.inception4j.model.Dense;
import org.inception4j.model.GlobalAveragePooling2D;
import org.inception4j.model.Input;
import org.inception4j.model.Model;
import org.inception4j.model.Output;
import org.inception4j.model.Shape;
import org.inception4j.tensor.Tensor;
import org.inception4j.tensor.Weights;
import org.inception4j.training.evaluation.Agreement.Accuracies;
import org.inception4j.training.evaluation.Agreement.Accuracy;
import org.inception4j.vision.ImageFolder;
import org.inception4j.vision.Preprocessing;
import org.inception4j.vision.Rejected;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With classifiers that tell which colour is strongest, the second of which thinks little of red. */
@Tag("native")
class AgreementTest {
    private static final List<String> LABELS = List.of("green", "red");

    @TempDir
    private Path folder;

    private static Classifier classifier(float red) {
        var input = Input.of(16, 16, 3).named("data").on();
        var head = Dense.of(2, ActivationFunction.SOFTMAX).named("head");
        Model model = Model.of(
                "strongest",
                input,
                Output.of("prob", head.on(GlobalAveragePooling2D.of().on(input))));
        Weights weights = Weights.of(Map.of(
                "head/kernel", Tensor.of(Shape.of(3, 2), 0, red, 4, 0, 0, 0),
                "head/bias", Tensor.zeros(Shape.of(2))));
        return Classifier.of(model, weights, Preprocessing.tf(16), LABELS, Card.of("strongest"))
                .withOptions(ClassifierOptions.standard().withEngine("reference"));
    }

    private void draw() throws IOException {
        SolidPictures.write(folder.resolve("green/a.png"), 0, 200);
        SolidPictures.write(folder.resolve("red/b.png"), 250, 100);
        SolidPictures.write(folder.resolve("red/c.png"), 200, 150);
        SolidPictures.write(folder.resolve("red/d.png"), 100, 150);
    }

    @Test
    void comparesAnswersAndAccuracies() throws IOException {
        draw();
        Path broken = SolidPictures.writeBroken(folder.resolve("red/broken.png"));
        List<Integer> told = new ArrayList<>();
        try (Classifier first = classifier(4);
                Classifier second = classifier(1)) {
            EvaluatorOptions options = EvaluatorOptions.standard().withListener((done, _) -> told.add(done));
            Agreement agreement = Agreement.of(first, second, ImageFolder.read(folder), options);
            assertThat(agreement.images()).isEqualTo(4);
            assertThat(agreement.same()).isEqualTo(0.75);
            assertThat(agreement.accuracies()).contains(new Accuracies(new Accuracy(0.75, 1), new Accuracy(0.5, 1)));
            assertThat(agreement.rejected())
                    .containsExactly(new Rejected(broken, "is not a picture (begins with \"this is no pictu\")"));
            float largest = 0;
            for (String name : List.of("green/a.png", "red/b.png", "red/c.png", "red/d.png")) {
                float[] one = first.predict(folder.resolve(name)).probabilities();
                float[] other = second.predict(folder.resolve(name)).probabilities();
                largest = Math.max(largest, Math.abs(one[0] - other[0]));
            }
            assertThat(agreement.largestDifference()).isCloseTo(largest, within(1e-6f));
        }
        assertThat(told).isSorted();
        assertThat(told.getLast()).isEqualTo(5);
    }

    @Test
    void comparesPicturesWithoutLabels() throws IOException {
        draw();
        try (Classifier first = classifier(4);
                Classifier second = classifier(4)) {
            Agreement agreement = Agreement.of(first, second, ImageFolder.list(folder), EvaluatorOptions.standard());
            assertThat(agreement).isEqualTo(new Agreement(4, 1, 0, Optional.empty(), List.of()));
        }
    }

    @Test
    void knowsWhichFoldersItCanMeasure() throws IOException {
        draw();
        try (Classifier classifier = classifier(4)) {
            assertThat(Agreement.canMeasure(classifier, ImageFolder.read(folder)))
                    .isTrue();
            SolidPictures.write(folder.resolve("purple/a.png"), 0, 200);
            ImageFolder other = ImageFolder.read(folder);
            assertThat(Agreement.canMeasure(classifier, other)).isFalse();
            assertThatThrownBy(() -> Agreement.of(classifier, classifier, other, EvaluatorOptions.standard()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(
                            "labels: the classifier does not know 1 of 3 classes: purple; it knows green, red; name the classes as it does");
        }
    }
}
