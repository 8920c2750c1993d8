package org.inception4j.classifier;

/**
 * How likely a class is.
 *
 * @param index of the class, from 0
 * @param probability 0 to 1
 */
public record Score(int index, String label, float probability) {}
