package org.inception4j.vision;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.inception4j.random.CounterRandom;

/**
 * One epoch of pictures, decoded by a pool of threads ahead of the one that takes the batches. What is in a batch depends on the
 * pictures, the order and the batch's index alone: not on the number of threads, nor on where the epoch was entered. Memory is
 * bounded: threads wait until a batch is given back.
 *
 * <p>A picture that cannot be decoded leaves its batch one smaller and is listed in {@link #rejected}; the following batches do not
 * move up. A batch of which no picture is left is passed over.
 *
 * <p>One thread takes the batches; closing them may be done by another.
 */
public final class ImageBatches implements AutoCloseable {
    /** Batches filled or waiting while the caller works on one. */
    private static final int AHEAD = 2;

    private final List<LabelledImage> images;
    private final Preprocessing preprocessing;
    private final Augmentation augmentation;
    private final BatchOrder order;
    private final int[] positions;
    private final int batchSize;
    private final int buffers;

    private final List<Thread> threads = new ArrayList<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<BatchBuffer> free = new ArrayDeque<>();
    private final Map<Long, BatchBuffer> begun = new HashMap<>();
    private final List<Rejected> rejected = new ArrayList<>();
    private long fillBatch;
    private int fillItem;
    private long giveBatch;
    private int inUse;
    private boolean closed;
    private Throwable failure;

    /** One picture to decode: its place in its batch and in the list. */
    private record Job(BatchBuffer buffer, int item, int position) {}

    private ImageBatches(
            List<LabelledImage> images,
            Preprocessing preprocessing,
            Augmentation augmentation,
            int batch,
            BatchOrder order,
            int buffers) {
        this.images = List.copyOf(images);
        this.preprocessing = preprocessing;
        this.augmentation = augmentation;
        this.batchSize = batch;
        this.order = order;
        this.positions = order.positions(images.size());
        this.buffers = buffers;
    }

    /**
     * Starts decoding at once.
     *
     * @param batch pictures in a batch
     * @param decodeThreads threads of the pool, at least 1
     * @param firstBatch index of the first batch to give, 0 for the whole epoch; to go on after a batch, its index + 1
     */
    public static ImageBatches of(
            List<LabelledImage> images,
            Preprocessing preprocessing,
            Augmentation augmentation,
            int batch,
            BatchOrder order,
            int decodeThreads,
            long firstBatch) {
        if (batch < 1 || decodeThreads < 1 || firstBatch < 0) {
            throw new IllegalArgumentException(
                    "batches: of %d pictures, by %d threads, from batch %d; give at least 1, 1 and 0"
                            .formatted(batch, decodeThreads, firstBatch));
        }
        int buffers = AHEAD + Math.ceilDiv(decodeThreads, batch);
        ImageBatches batches = new ImageBatches(images, preprocessing, augmentation, batch, order, buffers);
        batches.start(decodeThreads, firstBatch);
        return batches;
    }

    /**
     * Another epoch of the same pictures, in the memory of this one, which is closed: such large arrays, made anew for each
     * epoch, would stay until Java has used up what it may have.
     *
     * @param firstBatch as for {@link #of}
     */
    public ImageBatches again(BatchOrder another, long firstBatch) {
        if (firstBatch < 0) {
            throw new IllegalArgumentException("batches: from batch %d; give at least 0".formatted(firstBatch));
        }
        close();
        ImageBatches batches = new ImageBatches(images, preprocessing, augmentation, batchSize, another, buffers);
        batches.free.addAll(free);
        batches.free.addAll(begun.values());
        batches.start(threads.size(), firstBatch);
        return batches;
    }

    /** Number of batches in the whole epoch. */
    public long count() {
        return Math.ceilDiv(positions.length, batchSize);
    }

    /**
     * The next batch, or null at the end. Close it soon: only a few are in memory at a time.
     *
     * @throws IllegalStateException if this is closed, if so many batches are unclosed that none can follow, or if decoding failed
     *     for another reason than a bad picture
     */
    public Batch next() {
        lock.lock();
        try {
            while (true) {
                checkUsable();
                if (giveBatch >= count()) {
                    return null;
                }
                BatchBuffer buffer = begun.get(giveBatch);
                if (buffer == null || !buffer.isFinished()) {
                    changed.awaitUninterruptibly();
                } else {
                    Batch batch = take(buffer);
                    if (batch.size() > 0) {
                        return batch;
                    }
                    batch.close();
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /** The pictures left out of the batches given so far, in the order of the batches. */
    public List<Rejected> rejected() {
        lock.lock();
        try {
            return List.copyOf(rejected);
        } finally {
            lock.unlock();
        }
    }

    /** Stops the threads and waits until they have ended. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        boolean interrupted = false;
        for (Thread thread : threads) {
            interrupted |= joinFully(thread);
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void start(int decodeThreads, long firstBatch) {
        fillBatch = firstBatch;
        giveBatch = firstBatch;
        while (free.size() < Math.min(buffers, count() - firstBatch)) {
            free.add(new BatchBuffer(batchSize, preprocessing.values()));
        }
        for (int i = 1; i <= decodeThreads; i++) {
            threads.add(
                    Thread.ofPlatform().daemon().name("inception-decode-" + i).start(this::work));
        }
    }

    private void work() {
        Job job = claim();
        while (job != null) {
            try {
                decode(job);
            } catch (RuntimeException | Error e) {
                fail(e);
            }
            finish(job);
            job = claim();
        }
    }

    /** The next picture to decode, or null when there is nothing more to do. */
    private Job claim() {
        lock.lock();
        try {
            while (!closed && failure == null && fillBatch < count()) {
                if (fillItem > 0 || begin()) {
                    return claimItem();
                }
                changed.awaitUninterruptibly();
            }
            return null;
        } finally {
            lock.unlock();
        }
    }

    /** False while no buffer is free. */
    private boolean begin() {
        BatchBuffer buffer = free.poll();
        if (buffer == null) {
            return false;
        }
        buffer.begin(picturesIn(fillBatch));
        begun.put(fillBatch, buffer);
        return true;
    }

    private Job claimItem() {
        int position = positions[Math.toIntExact(fillBatch * batchSize + fillItem)];
        Job job = new Job(begun.get(fillBatch), fillItem, position);
        fillItem++;
        if (fillItem == picturesIn(fillBatch)) {
            fillItem = 0;
            fillBatch++;
        }
        return job;
    }

    private int picturesIn(long batch) {
        return (int) Math.min(batchSize, positions.length - batch * batchSize);
    }

    private void decode(Job job) {
        LabelledImage image = images.get(job.position);
        BatchBuffer buffer = job.buffer;
        try {
            Image picture = augmentation.read(image.path(), preprocessing);
            CounterRandom random = order.randomOf(job.position);
            augmentation.apply(picture, preprocessing, random, buffer.pixels, buffer.offset(job.item));
            buffer.accept(job.item, image);
        } catch (ImageException e) {
            buffer.reject(job.item, new Rejected(image.path(), e.problem()));
        } catch (IOException e) {
            buffer.reject(job.item, new Rejected(image.path(), String.valueOf(e.getMessage())));
        }
    }

    private void finish(Job job) {
        lock.lock();
        try {
            job.buffer.finishOne();
            if (job.buffer.isFinished()) {
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    private void fail(Throwable cause) {
        lock.lock();
        try {
            failure = cause;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private Batch take(BatchBuffer buffer) {
        long index = giveBatch++;
        begun.remove(index);
        rejected.addAll(buffer.rejected());
        inUse++;
        return new Batch(index, buffer.close(), buffer, () -> giveBack(buffer));
    }

    private void giveBack(BatchBuffer buffer) {
        lock.lock();
        try {
            inUse--;
            free.add(buffer);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void checkUsable() {
        if (closed) {
            throw new IllegalStateException("batches: are closed; take batches before you close them");
        }
        if (failure != null) {
            throw new IllegalStateException("batches: decoding failed (%s); see the cause".formatted(failure), failure);
        }
        if (inUse == buffers && giveBatch < count()) {
            throw new IllegalStateException(
                    "batches: all %d in memory are in use; close a batch before you take the next".formatted(buffers));
        }
    }

    private static boolean joinFully(Thread thread) {
        boolean interrupted = false;
        while (true) {
            try {
                thread.join();
                return interrupted;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
    }
}
