package org.inception4j.training.evaluation;

import org.inception4j.classifier.Classifier;
import org.inception4j.vision.ImageFolder;

/** Measures a classifier on labelled pictures. */
public final class Evaluator {
    private static final double NANOSECONDS = 1e9;

    private Evaluator() {}

    /**
     * Every picture once, without augmentation. The folder's classes are found among the classifier's by name, or by index
     * where all of them are whole numbers and none is a name; the classifier may have more. A picture that cannot be read
     * is left out and listed.
     *
     * @throws IllegalArgumentException if the folder has classes that the classifier does not know, or no picture
     */
    public static Evaluation evaluate(Classifier classifier, ImageFolder folder, EvaluatorOptions options) {
        Tally tally = Tally.of(folder, classifier.labels());
        Predictions predictions = Predictions.of(classifier, tally.paths(), options.batch());
        long start = System.nanoTime();
        predictions.run(options.listener(), tally);
        return tally.evaluation((System.nanoTime() - start) / NANOSECONDS);
    }
}
