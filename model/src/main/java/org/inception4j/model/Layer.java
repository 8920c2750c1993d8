package org.inception4j.model;

import java.util.List;
import java.util.Objects;

/**
 * What an operation is: a value that can be printed and compared. A layer answers two questions, which shape comes out and
 * which weights it needs; it holds no weights and computes nothing. Words, defaults and weight names are Keras'.
 *
 * <p>Applied with {@link #on}, it becomes a {@link Node}. A name, or weights shared by several uses, come from {@link #named}.
 */
public sealed interface Layer
        permits Activation,
                AdaptiveAveragePooling2D,
                Add,
                AveragePooling2D,
                BatchNormalization,
                Concatenate,
                Conv2D,
                Cropping2D,
                Dense,
                DepthwiseConv2D,
                Dropout,
                Flatten,
                GlobalAveragePooling2D,
                GlobalMaxPooling2D,
                Input,
                LayerNormalization,
                LocalResponseNormalization,
                MaxPooling2D,
                NestedModel,
                Normalization,
                Rescaling,
                Reshape,
                SeparableConv2D,
                ZeroPadding2D {
    /**
     * The shape of one example that comes out; throws {@link IllegalArgumentException} where the inputs do not fit (the
     * message then has no place in front: {@link Node} knows the layer's name and adds it).
     */
    Shape outputShape(List<Shape> inputs);

    /** The weights for inputs of these shapes, in the order in which Keras stores them; empty for most layers. */
    default List<WeightSpec> weights(List<Shape> inputs) {
        return List.of();
    }

    /** A use of this layer with weights of its own, named by Keras' rules when the model is finished. */
    default Node on(Node... inputs) {
        return new LayerInstance(this, null).on(inputs);
    }

    /** This layer under a name; each {@code on} of the result shares the same weights. */
    default LayerInstance named(String name) {
        return new LayerInstance(this, Objects.requireNonNull(name, "name"));
    }

    /** This layer with weights that each {@code on} of the result shares, named by Keras' rules. */
    default LayerInstance shared() {
        return new LayerInstance(this, null);
    }
}
