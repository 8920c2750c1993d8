package org.inception4j.training.evaluation;

import java.nio.file.Path;

/**
 * A picture that was taken for another class.
 *
 * @param label the true class, an index into the confusion matrix's labels, as is {@code predicted}
 * @param probability what the classifier gave the class that it predicted
 */
public record Mistake(Path path, int label, int predicted, float probability) {}
