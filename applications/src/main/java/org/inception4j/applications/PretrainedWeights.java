package org.inception4j.applications;

import java.nio.file.Path;

/** Keras' argument {@code weights}: where a network's weights come from. */
public sealed interface PretrainedWeights {
    /** Drawn by each layer's initializer, the same ones for the same seed. */
    record Initialised(long seed) implements PretrainedWeights {}

    /** What Keras publishes, trained on ImageNet. */
    record Imagenet() implements PretrainedWeights {}

    /** A file of Keras: {@code .h5}, read in the order of its layers, {@code .weights.h5} or {@code .keras}. */
    record FromFile(Path path) implements PretrainedWeights {}

    /** Keras' {@code weights=None}. */
    static PretrainedWeights none() {
        return initialised(0);
    }

    static PretrainedWeights initialised(long seed) {
        return new Initialised(seed);
    }

    static PretrainedWeights imagenet() {
        return new Imagenet();
    }

    static PretrainedWeights file(Path path) {
        return new FromFile(path);
    }

    /** Whether they fit only the network, classes and channels that they were trained for by Keras. */
    default boolean isImagenet() {
        return this instanceof Imagenet;
    }

    /** Whether somebody trained them. */
    default boolean isTrained() {
        return !(this instanceof Initialised);
    }
}
