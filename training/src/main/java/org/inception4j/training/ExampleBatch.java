package org.inception4j.training;

import org.inception4j.tensor.Tensor;

/**
 * Some labelled examples.
 *
 * @param index place of this batch in its epoch, from 0; indices rise and may leave out batches that have no usable example
 * @param inputs (count, sizes of the input…)
 * @param labels count classes
 */
public record ExampleBatch(long index, Tensor inputs, int[] labels) {
    public int count() {
        return labels.length;
    }
}
