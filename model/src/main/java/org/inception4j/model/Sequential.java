package org.inception4j.model;

import java.util.List;

/** A model that is a chain: each layer takes what the one before gives. A convenience over {@link Model}. */
public final class Sequential {
    private Sequential() {}

    /** {@code input} is the shape of one example. */
    public static Model of(String name, Shape input, Layer... layers) {
        return of(name, input, List.of(layers).stream().map(Layer::shared).toList());
    }

    /** As {@link #of(String, Shape, Layer...)}, with layers that have names. */
    public static Model of(String name, Shape input, List<LayerInstance> layers) {
        Node first = new Input(input).on();
        Node last = first;
        for (LayerInstance layer : layers) {
            last = layer.on(last);
        }
        return Model.of(name, first, last).asSequential();
    }
}
