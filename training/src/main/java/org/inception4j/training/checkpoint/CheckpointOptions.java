package org.inception4j.training.checkpoint;

import java.nio.file.Path;
import java.time.Duration;

/**
 * Where and how often a run is saved: at its beginning, after every epoch, and between.
 *
 * @param everySteps steps between two savings; 0: by time alone
 * @param every time between two savings; zero: by steps alone
 */
public record CheckpointOptions(Path file, int everySteps, Duration every) {
    public CheckpointOptions {
        if (everySteps < 0 || every.isNegative()) {
            throw new IllegalArgumentException(
                    "checkpoints: every %d steps and %s; give 0 for never or more".formatted(everySteps, every));
        }
    }

    /** Every minute. */
    public static CheckpointOptions of(Path file) {
        return new CheckpointOptions(file, 0, Duration.ofMinutes(1));
    }

    public CheckpointOptions withEverySteps(int changed) {
        return new CheckpointOptions(file, changed, every);
    }

    public CheckpointOptions withEvery(Duration changed) {
        return new CheckpointOptions(file, everySteps, changed);
    }
}
