package org.inception4j.formats;

import java.util.List;
import java.util.stream.IntStream;
import org.inception4j.model.Activation;
import org.inception4j.model.Add;
import org.inception4j.model.BatchNormalization;
import org.inception4j.model.Concatenate;
import org.inception4j.model.Dropout;
import org.inception4j.model.Flatten;
import org.inception4j.model.LayerNormalization;
import org.inception4j.model.Node;
import org.inception4j.model.Rescaling;
import org.inception4j.model.Shape;

/**
 * Which feature of a library with the channels in front each feature of a vector is. A flattened picture runs over height,
 * width, channels here and over channels, height, width in Caffe and PyTorch; every other vector is in the same order.
 */
public final class FeatureOrder {
    private FeatureOrder() {}

    /** For each feature of the node's vector its index there. */
    public static int[] of(Node vector) {
        return switch (vector.layer()) {
            case Flatten _ -> flattened(vector.inputs().getFirst());
            case Concatenate _ -> joined(vector.inputs());
            case Dropout _, Activation _, Rescaling _, BatchNormalization _, LayerNormalization _, Add _ ->
                of(vector.inputs().getFirst());
            default -> IntStream.range(0, vector.shape().channels()).toArray();
        };
    }

    private static int[] flattened(Node input) {
        Shape shape = input.shape();
        if (shape.rank() == 1) {
            return of(input);
        }
        if (shape.rank() != 3) {
            return IntStream.range(0, Math.toIntExact(shape.elements())).toArray();
        }
        int channels = shape.channels();
        int area = shape.height() * shape.width();
        return IntStream.range(0, area * channels)
                .map(index -> index % channels * area + index / channels)
                .toArray();
    }

    private static int[] joined(List<Node> inputs) {
        IntStream all = IntStream.empty();
        int begin = 0;
        for (Node input : inputs) {
            int offset = begin;
            all = IntStream.concat(all, IntStream.of(of(input)).map(index -> offset + index));
            begin += input.shape().channels();
        }
        return all.toArray();
    }
}
