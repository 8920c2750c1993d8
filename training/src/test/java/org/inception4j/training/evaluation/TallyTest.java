package org.inception4j.training.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.inception4j.vision.ImageFolder;
import org.inception4j.vision.LabelledImage;
import org.inception4j.vision.Rejected;
import org.junit.jupiter.api.Test;

class TallyTest {
    private static final List<String> LABELS = List.of("ant", "bee", "cat", "dog", "elk", "fox");

    /** One picture for each class given. */
    private static ImageFolder folder(List<String> labels, int... classes) {
        return new ImageFolder(
                labels,
                IntStream.range(0, classes.length)
                        .mapToObj(i -> new LabelledImage(Path.of(i + ".jpg"), classes[i]))
                        .toList());
    }

    private static Evaluation evaluate(ImageFolder folder, float[]... answers) {
        Tally tally = Tally.of(folder, LABELS);
        for (int i = 0; i < answers.length; i++) {
            tally.accept(new Outcome.Answered(i, folder.images().get(i).path(), answers[i]));
        }
        return tally.evaluation(2);
    }

    @Test
    void measuresWhatIsWorkedByHand() {
        Evaluation evaluation = evaluate(
                folder(LABELS, 0, 5, 1),
                new float[] {0.5f, 0.1f, 0.1f, 0.1f, 0.1f, 0.1f},
                new float[] {0.5f, 0.1f, 0.1f, 0.1f, 0.15f, 0.05f},
                new float[] {0.25f, 0.25f, 0.5f, 0, 0, 0});

        assertThat(evaluation.images()).isEqualTo(3);
        assertThat(evaluation.top1()).isEqualTo(1 / 3.0);
        assertThat(evaluation.top5()).isEqualTo(2 / 3.0);
        assertThat(evaluation.loss()).isEqualTo(-(Math.log(0.5) + Math.log(0.05f) + Math.log(0.25)) / 3, within(1e-12));
        assertThat(evaluation.imagesPerSecond()).isEqualTo(1.5);
        assertThat(evaluation.confusion())
                .isEqualTo(ConfusionMatrix.of(LABELS, new int[] {0, 5, 1}, new int[] {0, 0, 2}));
    }

    @Test
    void takesTheLowerIndexOfEquallyLikelyClasses() {
        float[] even = {0.2f, 0.2f, 0.15f, 0.15f, 0.15f, 0.15f};

        Evaluation evaluation = evaluate(folder(LABELS, 0, 1, 4, 5), even, even, even, even);

        assertThat(evaluation.top1()).isEqualTo(0.25);
        assertThat(evaluation.top5()).isEqualTo(0.75);
    }

    @Test
    void keepsTheLossFiniteAtProbabilityZero() {
        Evaluation evaluation = evaluate(folder(LABELS, 0), new float[] {0, 1, 0, 0, 0, 0});

        assertThat(evaluation.loss()).isEqualTo(37 * Math.log(10), within(1e-9));
    }

    @Test
    void showsABrokenClassifierByTheLoss() {
        float nan = Float.NaN;
        Evaluation evaluation = evaluate(folder(LABELS, 0), new float[] {nan, nan, nan, nan, nan, nan});

        assertThat(evaluation.loss()).isNaN();
        assertThat(evaluation.top1()).isZero();
        assertThat(evaluation.top5()).isZero();
    }

    @Test
    void countsNoAnswerAsOneOfTheBestFiveOfFewClasses() {
        List<String> few = List.of("ant", "bee", "cat");
        Tally tally = Tally.of(folder(few, 0), few);
        tally.accept(new Outcome.Answered(0, tally.paths().getFirst(), new float[] {Float.NaN, Float.NaN, Float.NaN}));

        assertThat(tally.evaluation(1).top5()).isZero();
    }

    @Test
    void listsTheMostConfidentMistakesFirst() {
        Evaluation evaluation = evaluate(
                folder(LABELS, 0, 1, 2, 3),
                new float[] {0.3f, 0.4f, 0.3f, 0, 0, 0},
                new float[] {0.9f, 0.1f, 0, 0, 0, 0},
                new float[] {0, 0, 1, 0, 0, 0},
                new float[] {0, 0, 0, 0.4f, 0.6f, 0});

        assertThat(evaluation.worst())
                .containsExactly(
                        new Mistake(Path.of("1.jpg"), 1, 0, 0.9f),
                        new Mistake(Path.of("3.jpg"), 3, 4, 0.6f),
                        new Mistake(Path.of("0.jpg"), 0, 1, 0.4f));
    }

    @Test
    void countsRejectedPicturesAndNothingElseForThem() {
        Rejected rejected = new Rejected(Path.of("1.jpg"), "is empty");
        Tally tally = Tally.of(folder(LABELS, 0, 1), LABELS);
        tally.accept(new Outcome.Answered(0, Path.of("0.jpg"), new float[] {1, 0, 0, 0, 0, 0}));
        tally.accept(new Outcome.Failed(1, rejected));

        Evaluation evaluation = tally.evaluation(1);

        assertThat(evaluation.images()).isEqualTo(1);
        assertThat(evaluation.top1()).isEqualTo(1);
        assertThat(evaluation.rejected()).containsExactly(rejected);
    }

    @Test
    void givesNaNWhereNoPictureCouldBeRead() {
        Evaluation evaluation = evaluate(folder(LABELS, 0));

        assertThat(evaluation.top1()).isNaN();
        assertThat(evaluation.top5()).isNaN();
        assertThat(evaluation.loss()).isNaN();
    }

    @Test
    void findsClassesByName() {
        Evaluation evaluation = evaluate(folder(List.of("dog", "ant"), 0, 1), oneHot(3), oneHot(0));

        assertThat(evaluation.top1()).isEqualTo(1);
    }

    @Test
    void findsClassesByIndex() {
        Evaluation evaluation = evaluate(folder(List.of("3", "0"), 0, 1), oneHot(3), oneHot(0));

        assertThat(evaluation.top1()).isEqualTo(1);
    }

    @Test
    void refusesClassesThatTheClassifierDoesNotKnow() {
        assertThatThrownBy(() -> Tally.of(folder(List.of("ant", "rose", "3"), 0), LABELS))
                .hasMessage("labels: the classifier does not know 2 of 3 classes: rose, 3; it knows ant, bee, cat, dog,"
                        + " elk, fox; name the classes as it does");
        assertThatThrownBy(() -> Tally.of(folder(List.of("0", "6"), 0), LABELS))
                .hasMessage(
                        "labels: the classifier does not know 2 of 2 classes: 0, 6; it knows ant, bee, cat, dog, elk,"
                                + " fox; name the classes as it does");
    }

    @Test
    void namesTenClassesAtMostWhenItRefuses() {
        List<String> many = IntStream.range(0, 12).mapToObj(i -> "class" + i).toList();

        assertThatThrownBy(() -> Tally.of(folder(List.of("rose"), 0), many))
                .hasMessage(
                        "labels: the classifier does not know 1 of 1 classes: rose; it knows class0, class1, class2,"
                                + " class3, class4, class5, class6, class7, class8, class9 and 2 more; name the classes as it"
                                + " does");
    }

    @Test
    void refusesANameThatTwoClassesHave() {
        assertThatThrownBy(() -> Tally.of(folder(List.of("crane"), 0), List.of("crane", "ant", "crane")))
                .hasMessage("labels: the classifier has 2 classes named \"crane\" (0, 2); label the pictures by index");
    }

    @Test
    void refusesAFolderWithoutPictures() {
        assertThatThrownBy(() -> Tally.of(folder(LABELS), LABELS))
                .hasMessage("pictures: there is none to evaluate; give at least one");
    }

    private static float[] oneHot(int index) {
        float[] probabilities = new float[LABELS.size()];
        probabilities[index] = 1;
        return probabilities;
    }
}
