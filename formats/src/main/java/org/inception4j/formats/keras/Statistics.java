package org.inception4j.formats.keras;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Numbers that are weights in Keras and part of a layer here: mean and variance of a {@code Normalization}. */
@FunctionalInterface
interface Statistics {
    /**
     * The weights of a layer in Keras' order.
     *
     * @param path where Keras 3 keeps the layer: {@code layers/functional/layers/normalization}
     * @param name the layer's name, of which older versions have it
     */
    Optional<List<float[]>> of(String path, String name) throws IOException;
}
