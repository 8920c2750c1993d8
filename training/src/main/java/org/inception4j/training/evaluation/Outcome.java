package org.inception4j.training.evaluation;

import java.nio.file.Path;
import org.inception4j.vision.Rejected;

/** What became of one picture of a list. */
public sealed interface Outcome {
    /** Its place in the list, from 0. */
    int index();

    Path path();

    /**
     * The classifier's answer.
     *
     * @param probabilities of each class, in the order of the classifier's labels
     */
    record Answered(int index, Path path, float[] probabilities) implements Outcome {}

    /** It could not be decoded. */
    record Failed(int index, Rejected rejected) implements Outcome {
        @Override
        public Path path() {
            return rejected.path();
        }
    }
}
