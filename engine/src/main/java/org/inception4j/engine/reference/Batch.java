package org.inception4j.engine.reference;

import org.inception4j.model.Shape;
import org.inception4j.tensor.Tensor;

/** What one value of the graph is for a batch: {@code count} examples of a shape, one after another, row-major. */
record Batch(int count, Shape shape, double[] values) {
    static Batch zeros(int count, Shape shape) {
        return new Batch(count, shape, new double[Math.toIntExact(count * shape.elements())]);
    }

    /** A copy; the tensor has the batch in front. */
    static Batch of(Tensor tensor) {
        float[] numbers = tensor.toArray();
        double[] values = new double[numbers.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = numbers[i];
        }
        return new Batch(tensor.shape().size(0), tensor.shape().unbatched(), values);
    }

    /** How many numbers an example has. */
    int width() {
        return values.length / count;
    }

    int channels() {
        return shape.channels();
    }

    /** How many rows of {@link #channels} numbers the whole batch has. */
    int pixels() {
        return values.length / channels();
    }

    float[] toFloats() {
        float[] numbers = new float[values.length];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = (float) values[i];
        }
        return numbers;
    }

    Tensor toTensor() {
        return Tensor.of(shape.batched(count), toFloats());
    }
}
