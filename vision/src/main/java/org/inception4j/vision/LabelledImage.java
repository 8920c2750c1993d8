package org.inception4j.vision;

import java.nio.file.Path;

/**
 * A picture file and the class it shows.
 *
 * @param label index into the labels
 */
public record LabelledImage(Path path, int label) {}
