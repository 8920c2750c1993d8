package org.inception4j.classifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.inception4j.engine.InferencePlan;
import org.inception4j.model.Add;
import org.inception4j.model.GlobalAveragePooling2D;
import org.inception4j.model.Input;
import org.inception4j.model.Model;
import org.inception4j.model.Node;
import org.inception4j.model.Output;
import org.inception4j.tensor.Tensor;
import org.inception4j.tensor.Weights;
import org.inception4j.vision.Image;
import org.inception4j.vision.Preprocessing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassifierTest {
    @TempDir
    private Path folder;

    @Test
    void predictsWhatTheModelGivesForThePreprocessedPicture() {
        try (Classifier classifier = Samples.classifier(1)) {
            Image image = Samples.image(5);
            float[] input = new float[8 * 8 * 3];
            classifier.preprocessing().apply(image, input, 0);
            float[] expected = classifier
                    .plan(1)
                    .run(Tensor.of(classifier.model().input().shape().batched(1), input))
                    .toArray();
            Prediction prediction = classifier.predict(image);
            assertThat(prediction.probabilities()).containsExactly(expected);
            assertThat(prediction.best().label())
                    .isEqualTo(Samples.LABELS.get(prediction.best().index()));
            assertThat(prediction.scores()).hasSize(3);
        }
    }

    @Test
    void predictsAFileAsItsPicture() throws IOException {
        try (Classifier classifier = Samples.classifier(1)) {
            Path file = folder.resolve("a.png");
            Samples.image(5).writePng(file);
            assertThat(classifier.predict(file)).isEqualTo(classifier.predict(Samples.image(5)));
        }
    }

    @Test
    void predictsListsAsItDoesSinglePictures() {
        try (Classifier classifier = Samples.classifier(1)) {
            List<Image> images =
                    List.of(Samples.image(1), Samples.image(2), Samples.image(3), Samples.image(4), Samples.image(5));
            List<Prediction> single = images.stream().map(classifier::predict).toList();
            assertThat(single.stream().distinct()).hasSize(5);
            assertThat(classifier.predict(images)).isEqualTo(single);
            assertThat(classifier.predict(List.of())).isEmpty();
        }
    }

    @Test
    void predictsFromManyThreads() throws Exception {
        try (Classifier classifier = Samples.classifier(1);
                ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Future<Prediction>> answers = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                Image image = Samples.image(i % 10);
                answers.add(threads.submit(() -> classifier.predict(image)));
            }
            for (int i = 0; i < answers.size(); i++) {
                assertThat(answers.get(i).get()).isEqualTo(classifier.predict(Samples.image(i % 10)));
            }
        }
    }

    @Test
    void keepsOnePlanForEachBatch() {
        try (Classifier classifier = Samples.classifier(1)) {
            InferencePlan plan = classifier.plan(1);
            assertThat(classifier.plan(1)).isSameAs(plan);
            assertThat(classifier.plan(3)).isNotSameAs(plan);
            assertThat(classifier.plan(3).batch()).isEqualTo(3);
        }
    }

    @Test
    void refusesToPredictAfterClosing() {
        Classifier classifier = Samples.classifier(1);
        classifier.predict(Samples.image(1));
        classifier.close();
        classifier.close();
        assertThatThrownBy(() -> classifier.predict(Samples.image(1)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("small: the classifier is closed; open it again");
    }

    @Test
    void leavesAuxiliaryHeadsOut() {
        try (Classifier classifier = Samples.classifier(1)) {
            assertThat(classifier.model().outputs()).hasSize(1);
            assertThat(classifier.weights().names())
                    .containsExactly("block/conv/kernel", "block/conv/bias", "dense/kernel", "dense/bias");
        }
    }

    @Test
    void refusesWhatDoesNotFitTogether() {
        Model model = Samples.model();
        Weights weights = Weights.initialise(model, 1);
        Preprocessing right = Preprocessing.torch(8);
        assertRefusal(
                () -> Classifier.of(model, weights, Preprocessing.torch(9), Samples.LABELS, Samples.card()),
                "small: takes (8, 8, 3) and the preprocessing gives (9, 9, 3); give the preprocessing of this size");
        assertRefusal(
                () -> Classifier.of(model, weights, right, List.of("a", "b"), Samples.card()),
                "small: gives (3,) and there are 2 labels; give one for each class");
        assertRefusal(
                () -> Classifier.of(model, weights, right, List.of(), Samples.card()),
                "small: gives (3,) and there are 0 labels; give one for each class");
        assertRefusal(
                () -> Classifier.of(model, weights, right, List.of("a", "b\nc", "d"), Samples.card()),
                "labels: the one of class 1 is blank or has several lines; give one line");
        assertRefusal(
                () -> Classifier.of(model, Weights.of(Map.of()), right, Samples.LABELS, Samples.card()),
                "small: 4 of 4 tensors are missing: block/conv/kernel, block/conv/bias, dense/kernel, dense/bias; load a file of this network");
    }

    @Test
    void refusesAModelOfTwoPictures() {
        Node one = Input.of(8, 8, 3).on();
        Node two = Input.of(8, 8, 3).on();
        Model model = Model.of(
                "pair",
                List.of(one, two),
                List.of(Output.of(
                        "prob", GlobalAveragePooling2D.of().on(Add.of().on(one, two)))));
        assertRefusal(
                () -> Classifier.of(
                        model, Weights.of(Map.of()), Preprocessing.torch(8), Samples.LABELS, Samples.card()),
                "pair: has 2 inputs; give a model of one picture");
    }

    @Test
    void refusesAnUnknownEngine() {
        try (Classifier classifier =
                Samples.classifier(1).withOptions(ClassifierOptions.standard().withEngine("abacus"))) {
            assertThatThrownBy(() -> classifier.predict(Samples.image(1)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("engine: there is none named abacus; there are ");
        }
    }

    private static void assertRefusal(ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
    }
}
