package org.inception4j.training.evaluation;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import org.inception4j.vision.ImageFolder;
import org.inception4j.vision.LabelledImage;
import org.inception4j.vision.Rejected;

/** Sums up the outcomes of a folder's pictures, in terms of the classifier's classes. */
final class Tally implements Consumer<Outcome> {
    private static final int WORST = 24;
    private static final int TOP = 5;

    /** Below this a probability counts as this, so that the loss stays finite; training does the same. */
    private static final double LEAST_PROBABILITY = 1e-37;

    private final ImageFolder folder;
    private final int[] classes;
    private final List<String> labels;
    private final int[][] counts;
    private final List<Mistake> mistakes = new ArrayList<>();
    private final List<Rejected> rejected = new ArrayList<>();
    private int images;
    private int right;
    private int inTop;
    private double loss;

    private Tally(ImageFolder folder, int[] classes, List<String> labels) {
        this.folder = folder;
        this.classes = classes;
        this.labels = labels;
        this.counts = new int[labels.size()][labels.size()];
    }

    /** @param labels the classifier's; a folder with classes that are not among them, or without pictures, is refused */
    static Tally of(ImageFolder folder, List<String> labels) {
        if (folder.images().isEmpty()) {
            throw new IllegalArgumentException("pictures: there is none to evaluate; give at least one");
        }
        return new Tally(folder, ClassMapping.of(folder.labels(), labels), labels);
    }

    List<Path> paths() {
        return folder.images().stream().map(LabelledImage::path).toList();
    }

    @Override
    public void accept(Outcome outcome) {
        switch (outcome) {
            case Outcome.Answered(int index, Path path, float[] probabilities) ->
                answered(path, probabilities, classes[folder.images().get(index).label()]);
            case Outcome.Failed failed -> rejected.add(failed.rejected());
        }
    }

    private void answered(Path path, float[] probabilities, int label) {
        int predicted = Ranking.best(probabilities);
        images++;
        counts[label][predicted]++;
        loss -= Math.log(Math.max(probabilities[label], LEAST_PROBABILITY));
        int rank = Ranking.rank(probabilities, label);
        right += rank == 0 ? 1 : 0;
        inTop += rank < TOP ? 1 : 0;
        if (predicted != label) {
            mistakes.add(new Mistake(path, label, predicted, probabilities[predicted]));
        }
    }

    Evaluation evaluation(double seconds) {
        return new Evaluation(
                images,
                (double) right / images,
                (double) inTop / images,
                loss / images,
                images / seconds,
                new ConfusionMatrix(labels, counts),
                worst(),
                rejected);
    }

    private List<Mistake> worst() {
        return mistakes.stream()
                .sorted(Comparator.comparing(Mistake::probability).reversed())
                .limit(WORST)
                .toList();
    }
}
