package org.inception4j.training;

/** Labelled examples for training or validation, the same in every epoch but for order and random changes. */
public interface Examples {
    /** Examples of an epoch, those that turn out unusable included. */
    int count();

    /** Number of classes; labels are 0 to this minus 1. */
    int classes();

    /** Examples of a full batch. */
    int batch();

    /** Batches of an epoch. */
    default int batches() {
        return Math.ceilDiv(count(), batch());
    }

    /** Changes when the examples do: a run is only resumed with the examples that it was begun with. */
    String fingerprint();

    /**
     * The batches of an epoch from {@code firstBatch} on. What a batch holds depends on epoch and index alone, not on where the
     * epoch was entered.
     *
     * @param epoch from 0
     * @param firstBatch from 0 to {@link #batches}
     */
    ExampleBatches epoch(long epoch, long firstBatch);
}
