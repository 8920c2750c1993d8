package org.inception4j.engine;

import java.util.List;
import org.inception4j.model.Layer;
import org.inception4j.model.Shape;

/**
 * A layer with inputs at which every engine has to get it right.
 *
 * @param spread the inputs lie within about plus and minus this
 */
public record LayerCase(Layer layer, List<Shape> inputs, double spread) {
    static LayerCase of(Layer layer, Shape... inputs) {
        return new LayerCase(layer, List.of(inputs), 2);
    }

    LayerCase withSpread(double changed) {
        return new LayerCase(layer, inputs, changed);
    }

    @Override
    public String toString() {
        return layer + " on " + inputs;
    }
}
