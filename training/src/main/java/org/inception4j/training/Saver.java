package org.inception4j.training;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import org.inception4j.formats.AtomicFile;
import org.inception4j.tensor.Tensor;
import org.inception4j.training.checkpoint.Checkpoint;
import org.inception4j.training.checkpoint.CheckpointFile;
import org.inception4j.training.checkpoint.CheckpointOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes a run's checkpoints when they are due, but never weights that are no numbers over good ones. */
final class Saver {
    private static final Logger LOGGER = LoggerFactory.getLogger(Saver.class);

    private final CheckpointOptions options;
    private long savedStep;
    private long savedNanos = System.nanoTime();

    Saver(CheckpointOptions options) {
        this.options = options;
    }

    boolean isDue(long step) {
        boolean bySteps = options.everySteps() > 0 && step - savedStep >= options.everySteps();
        boolean byTime = options.every().isPositive()
                && System.nanoTime() - savedNanos >= options.every().toNanos();
        return bySteps || byTime;
    }

    void save(Checkpoint checkpoint) {
        savedStep = checkpoint.position().step();
        savedNanos = System.nanoTime();
        if (!isFinite(checkpoint)) {
            LOGGER.warn(
                    "{}: the weights hold NaN at step {}; not saved, the file before is kept",
                    options.file(),
                    savedStep);
            return;
        }
        try {
            CheckpointFile.write(options.file(), checkpoint);
        } catch (IOException e) {
            throw new UncheckedIOException(new IOException(
                    "%s: cannot be written (%s); make room and resume the run, what was saved before is kept"
                            .formatted(options.file(), AtomicFile.reason(e)),
                    e));
        }
    }

    private static boolean isFinite(Checkpoint checkpoint) {
        return checkpoint.weights().tensors().values().stream()
                .map(Tensor::data)
                .allMatch(Saver::isFinite);
    }

    /** A sum with an infinite or NaN part times 0 is NaN. */
    private static boolean isFinite(MemorySegment numbers) {
        float sum = 0;
        for (long i = 0; i < numbers.byteSize(); i += Float.BYTES) {
            sum += numbers.get(Tensor.FLOAT, i) * 0;
        }
        return !Float.isNaN(sum);
    }
}
