package org.inception4j.vision;

import java.util.Arrays;
import java.util.List;

/**
 * Some pictures as a network takes them. {@link #close} gives the arrays back to be filled again: nothing of them may be used after
 * it.
 */
public final class Batch implements AutoCloseable {
    private final long index;
    private final int size;
    private final BatchBuffer buffer;
    private final Runnable giveBack;
    private boolean closed;

    Batch(long index, int size, BatchBuffer buffer, Runnable giveBack) {
        this.index = index;
        this.size = size;
        this.buffer = buffer;
        this.giveBack = giveBack;
    }

    /** Its place in the epoch, from 0; {@code index() + 1} is where to go on after it. */
    public long index() {
        return index;
    }

    /** Number of pictures, at least 1; less than the full size at the end of the list or where pictures were left out. */
    public int size() {
        return size;
    }

    /**
     * Picture after picture, each row after row, in each pixel its channels. As long as a full batch; what follows the first
     * {@link #size} pictures means nothing.
     */
    public float[] pixels() {
        checkOpen();
        return buffer.pixels;
    }

    /** The class of each picture, {@link #size} values. */
    public int[] labels() {
        checkOpen();
        return Arrays.stream(buffer.images, 0, size)
                .mapToInt(LabelledImage::label)
                .toArray();
    }

    /** Where each picture comes from, {@link #size} values. */
    public List<LabelledImage> images() {
        checkOpen();
        return List.of(Arrays.copyOf(buffer.images, size));
    }

    /** Gives the arrays back; a second time does nothing. */
    @Override
    public void close() {
        if (!closed) {
            closed = true;
            giveBack.run();
        }
    }

    private void checkOpen() {
        if (closed) {
            throw new IllegalStateException("batch %d: is closed; use it before you close it".formatted(index));
        }
    }
}
