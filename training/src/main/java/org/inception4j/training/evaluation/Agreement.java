package org.inception4j.training.evaluation;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.inception4j.classifier.Classifier;
import org.inception4j.training.evaluation.Outcome.Answered;
import org.inception4j.vision.ImageFolder;
import org.inception4j.vision.LabelledImage;
import org.inception4j.vision.Rejected;

/**
 * How far two classifiers with the same classes, such as one and its quantised copy, give the same answers. With no picture
 * that could be read, {@code same} is NaN.
 *
 * @param images that both answered
 * @param same the part of the pictures of which both say the same class, in [0, 1]
 * @param largestDifference of a probability, of any class of any picture
 * @param accuracies of both; empty where the pictures have no labels
 * @param rejected pictures that could not be read
 */
public record Agreement(
        int images, double same, float largestDifference, Optional<Accuracies> accuracies, List<Rejected> rejected) {
    /** Pictures whose probabilities are kept at once. */
    private static final int CHUNK = 256;

    private static final int TOP = 5;

    /** Parts of the pictures in [0, 1], as in {@link Evaluation}. */
    public record Accuracy(double top1, double top5) {}

    /** Of the classifier given first and of the other. */
    public record Accuracies(Accuracy first, Accuracy second) {}

    public Agreement {
        rejected = List.copyOf(rejected);
    }

    /** On pictures without labels. */
    public static Agreement of(Classifier first, Classifier second, List<Path> pictures, EvaluatorOptions options) {
        return new Sums(first, second, Optional.empty()).over(pictures, options);
    }

    /**
     * On labelled pictures, whose classes are found among the classifiers' as {@link Evaluator#evaluate} does.
     *
     * @throws IllegalArgumentException if the folder has classes that the classifiers do not know
     */
    public static Agreement of(Classifier first, Classifier second, ImageFolder folder, EvaluatorOptions options) {
        int[] classes = ClassMapping.of(folder.labels(), first.labels());
        int[] truth = folder.images().stream()
                .mapToInt(image -> classes[image.label()])
                .toArray();
        List<Path> pictures = folder.images().stream().map(LabelledImage::path).toList();
        return new Sums(first, second, Optional.of(truth)).over(pictures, options);
    }

    /** Whether the classifier knows the folder's classes, so that it can be measured on them. */
    public static boolean canMeasure(Classifier classifier, ImageFolder folder) {
        try {
            ClassMapping.of(folder.labels(), classifier.labels());
            return true;
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    private static final class Sums {
        private final Classifier first;
        private final Classifier second;
        private final Optional<int[]> truth;
        private final int[] right = new int[2];
        private final int[] inTop = new int[2];
        private final List<Rejected> rejected = new ArrayList<>();
        private int images;
        private int same;
        private float largest;

        Sums(Classifier first, Classifier second, Optional<int[]> truth) {
            this.first = first;
            this.second = second;
            this.truth = truth;
        }

        Agreement over(List<Path> pictures, EvaluatorOptions options) {
            for (int start = 0; start < pictures.size(); start += CHUNK) {
                int from = start;
                List<Path> chunk = pictures.subList(start, Math.min(start + CHUNK, pictures.size()));
                EvaluatorOptions told = options.withListener(
                        (done, _) -> options.listener().evaluated(from + done / 2, pictures.size()));
                EvaluatorOptions toldLater = options.withListener(
                        (done, _) -> options.listener().evaluated(from + (chunk.size() + done) / 2, pictures.size()));
                List<Outcome> one = outcomes(first, chunk, told);
                List<Outcome> other = outcomes(second, chunk, toldLater);
                for (int i = 0; i < chunk.size(); i++) {
                    add(start + i, one.get(i), other.get(i));
                }
            }
            return agreement();
        }

        private static List<Outcome> outcomes(Classifier classifier, List<Path> pictures, EvaluatorOptions options) {
            List<Outcome> outcomes = new ArrayList<>();
            Predictions.run(classifier, pictures, options, outcomes::add);
            return outcomes;
        }

        private void add(int index, Outcome one, Outcome other) {
            if (one instanceof Answered(int _, Path _, float[] ours)
                    && other instanceof Answered(int _, Path _, float[] theirs)) {
                images++;
                same += Ranking.best(ours) == Ranking.best(theirs) ? 1 : 0;
                for (int i = 0; i < ours.length; i++) {
                    largest = Math.max(largest, Math.abs(ours[i] - theirs[i]));
                }
                truth.ifPresent(labels -> {
                    rank(0, Ranking.rank(ours, labels[index]));
                    rank(1, Ranking.rank(theirs, labels[index]));
                });
            } else {
                Outcome failed = one instanceof Outcome.Failed ? one : other;
                rejected.add(((Outcome.Failed) failed).rejected());
            }
        }

        private void rank(int which, int rank) {
            right[which] += rank == 0 ? 1 : 0;
            inTop[which] += rank < TOP ? 1 : 0;
        }

        private Agreement agreement() {
            Optional<Accuracies> accuracies = truth.map(_ -> new Accuracies(accuracy(0), accuracy(1)));
            return new Agreement(images, (double) same / images, largest, accuracies, rejected);
        }

        private Accuracy accuracy(int which) {
            return new Accuracy((double) right[which] / images, (double) inTop[which] / images);
        }
    }
}
