package org.inception4j.training;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.inception4j.classifier.Classifier;
import org.inception4j.training.evaluation.Evaluation;
import org.inception4j.vision.Rejected;

/**
 * What training on pictures gave.
 *
 * @param best of the epoch with the highest top-1 on the pictures held out, or with the lowest loss where none are; close it
 * @param evaluation of it on the pictures held out, if there are any
 * @param rejected pictures that were left out, each once, by path
 */
public record TrainedRun(
        Classifier best, History history, Path runFolder, Optional<Evaluation> evaluation, List<Rejected> rejected)
        implements AutoCloseable {
    public TrainedRun {
        rejected = List.copyOf(rejected);
    }

    @Override
    public void close() {
        best.close();
    }
}
