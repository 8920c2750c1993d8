package org.inception4j.applications;

/**
 * A class of ImageNet and how much it was predicted.
 *
 * @param synset WordNet's number, {@code n02123045}
 * @param label {@code tabby}
 * @param score what the model gave: a probability after softmax
 */
public record ImagenetClass(String synset, String label, float score) {}
