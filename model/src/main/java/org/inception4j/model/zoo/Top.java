package org.inception4j.model.zoo;

/** What stands on a network's last feature map: Keras' {@code include_top} and {@code pooling}. */
public enum Top {
    /** The network's own classifier ({@code include_top=True}). */
    CLASSIFIER,
    /** Nothing: the feature map comes out ({@code include_top=False}). */
    NONE,
    /** The mean of each channel ({@code include_top=False, pooling="avg"}). */
    AVERAGE,
    /** The largest number of each channel ({@code include_top=False, pooling="max"}). */
    MAX
}
