package org.inception4j.formats.keras;

import java.util.List;

/** A layer in a file, with its weights in the order in which Keras stores them: those that it trains first. */
public record H5Layer(String name, List<H5Weight> weights) {
    public H5Layer {
        weights = List.copyOf(weights);
    }
}
