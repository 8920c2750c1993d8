package org.inception4j.training;

/** The batches of one epoch, in order, for one thread. */
public interface ExampleBatches extends AutoCloseable {
    /** The next batch, or null at the end. It may be used until the one after it is asked for. */
    ExampleBatch next();

    @Override
    void close();
}
