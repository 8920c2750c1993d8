package org.inception4j.vision;

/** Two parts of one set of pictures, with the same labels. */
public record Split(ImageFolder training, ImageFolder validation) {}
