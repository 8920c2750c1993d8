package org.inception4j.training;

import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.inception4j.random.CounterRandom;
import org.inception4j.tensor.Tensor;

/** Examples that lie in memory. */
public final class TensorExamples implements Examples {
    private static final long SHUFFLE = CounterRandom.keyOf("shuffle");

    private final Tensor inputs;
    private final int[] labels;
    private final int classes;
    private final int batch;
    private final boolean shuffled;
    private final long seed;

    private TensorExamples(Tensor inputs, int[] labels, int classes, int batch, boolean shuffled, long seed) {
        this.inputs = inputs;
        this.labels = labels.clone();
        this.classes = classes;
        this.batch = batch;
        this.shuffled = shuffled;
        this.seed = seed;
    }

    /**
     * In the order given; for training take {@link #shuffled}.
     *
     * @param inputs (count, sizes…)
     */
    public static TensorExamples of(Tensor inputs, int[] labels, int classes, int batch) {
        if (inputs.shape().size(0) != labels.length || labels.length == 0 || batch < 1) {
            throw new IllegalArgumentException(
                    "examples: %d inputs, %d labels, batches of %d; give a label for each of at least one input"
                            .formatted(inputs.shape().size(0), labels.length, batch));
        }
        for (int label : labels) {
            if (label < 0 || label >= classes) {
                throw new IllegalArgumentException(
                        "examples: the label %d is not a class; give 0 to %d".formatted(label, classes - 1));
            }
        }
        return new TensorExamples(inputs, labels, classes, batch, false, 0);
    }

    /** The same in another order in each epoch, drawn by the seed. */
    public TensorExamples shuffled(long seed) {
        return new TensorExamples(inputs, labels, classes, batch, true, seed);
    }

    @Override
    public int count() {
        return labels.length;
    }

    @Override
    public int classes() {
        return classes;
    }

    @Override
    public int batch() {
        return batch;
    }

    @Override
    public String fingerprint() {
        MessageDigest digest = Hashes.sha256();
        digest.update(inputs.data().asByteBuffer());
        for (int label : labels) {
            digest.update(Integer.toString(label).getBytes(StandardCharsets.US_ASCII));
            digest.update((byte) ',');
        }
        return Hashes.shortened(digest);
    }

    @Override
    public ExampleBatches epoch(long epoch, long firstBatch) {
        int[] order = IntStream.range(0, labels.length).toArray();
        if (shuffled) {
            CounterRandom.of(seed, SHUFFLE, epoch).shuffle(order);
        }
        return new Batches(order, firstBatch);
    }

    private final class Batches implements ExampleBatches {
        private final int[] order;
        private long index;

        Batches(int[] order, long index) {
            this.order = order;
            this.index = index;
        }

        @Override
        public ExampleBatch next() {
            if (index >= batches()) {
                return null;
            }
            int from = Math.toIntExact(index * batch);
            int[] rows = Arrays.copyOfRange(order, from, Math.min(from + batch, order.length));
            return new ExampleBatch(
                    index++,
                    copy(rows),
                    Arrays.stream(rows).map(row -> labels[row]).toArray());
        }

        private Tensor copy(int[] rows) {
            Tensor copy = Tensor.zeros(inputs.shape().unbatched().batched(rows.length));
            for (int i = 0; i < rows.length; i++) {
                MemorySegment row = inputs.rows(rows[i], 1).data();
                MemorySegment.copy(row, 0, copy.data(), i * row.byteSize(), row.byteSize());
            }
            return copy;
        }

        @Override
        public void close() {
            // holds nothing that needs closing
        }
    }
}
