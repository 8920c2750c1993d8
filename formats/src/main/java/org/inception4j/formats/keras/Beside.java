package org.inception4j.formats.keras;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.inception4j.model.Shape;

/** What a layer's configuration leaves to others: numbers that are weights in Keras and part of a layer here, and open sizes. */
@FunctionalInterface
interface Beside {
    /**
     * The weights of a layer in Keras' order, for the mean and variance of a {@code Normalization}.
     *
     * @param path where Keras 3 keeps the layer: {@code layers/functional/layers/normalization}
     * @param name the layer's name, of which older versions have it
     */
    Optional<List<float[]>> weights(String path, String name) throws IOException;

    /** What comes in where a model leaves the sizes of its input open. */
    default Optional<Shape> input() {
        return Optional.empty();
    }

    /** The same with this shape coming in. */
    default Beside withInput(Shape shape) {
        Beside all = this;
        return new Beside() {
            @Override
            public Optional<List<float[]>> weights(String path, String name) throws IOException {
                return all.weights(path, name);
            }

            @Override
            public Optional<Shape> input() {
                return Optional.of(shape);
            }
        };
    }
}
