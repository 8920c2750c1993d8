package org.inception4j.formats.onnx;

import org.inception4j.formats.FormatException;
import org.inception4j.model.Node;
import org.inception4j.model.Shape;

/** What the readers of operators share. */
final class Imports {
    private Imports() {}

    /** The node of an input that is computed. */
    static Node node(Call call, int input) throws FormatException {
        return switch (call.input(input)) {
            case Value.Picture(Node node, boolean _) -> node;
            case Value.Row(Node node, Shape _) -> node;
            case Value.Known _, Value.Sizes _, Value.Channel _ ->
                throw call.refused("takes as input %d what is neither a picture nor a vector".formatted(input));
        };
    }

    /** A node of the same shape as that of {@code before}, with its axes in the same order. */
    static Value like(Value before, Node node) {
        return switch (before) {
            case Value.Picture(Node _, boolean channelsFirst) -> new Value.Picture(node, channelsFirst);
            case Value.Row(Node _, Shape flattened) -> new Value.Row(node, flattened);
            case Value.Known _, Value.Sizes _, Value.Channel _ -> before;
        };
    }

    /** The axis of the channels, counted with the batch. */
    static int channelAxis(Value value) {
        return value instanceof Value.Picture picture && !picture.channelsFirst() ? 3 : 1;
    }

    /** How many axes the graph has it with. */
    static int axes(Value value) {
        return value instanceof Value.Row ? 2 : 4;
    }
}
