package org.inception4j.formats.keras;

import org.inception4j.tensor.Weights;

/**
 * What Adam remembers of a training, to go on with it: the formulas are those of this library's own Adam.
 *
 * @param steps that were made
 * @param learningRate of the last step, as far as the file says
 * @param m running means of the gradients, by the names of the weights that learn
 * @param v running means of their squares
 */
public record AdamState(long steps, double learningRate, Weights m, Weights v) {}
