package org.inception4j.formats.onnx;

import java.util.List;
import org.inception4j.model.Node;
import org.inception4j.model.Shape;

/** What a name in a foreign graph stands for, in this library's terms. */
sealed interface Value {
    /** Numbers that are known. */
    record Known(GraphTensor tensor) implements Value {}

    /**
     * A batch of pictures.
     *
     * @param channelsFirst whether the graph has it as (batch, channels, height, width), else (batch, height, width, channels)
     */
    record Picture(Node node, boolean channelsFirst) implements Value {}

    /**
     * A batch of vectors.
     *
     * @param flattened the picture, (height, width, channels), of several pixels that the graph flattened with its channels first,
     *     so that its features are in another order than the node's; null where the orders agree
     */
    record Row(Node node, Shape flattened) implements Value {
        static Row of(Node node) {
            return new Row(node, null);
        }
    }

    /** Sizes of a batch that the graph computes with, to give a shape: -1 for the number of examples. */
    record Sizes(List<Long> numbers) implements Value {
        public Sizes {
            numbers = List.copyOf(numbers);
        }
    }

    /** A channel of a picture by itself, times {@code scale} plus {@code offset}: PyTorch's {@code transform_input}. */
    record Channel(Picture picture, int index, double scale, double offset) implements Value {}
}
