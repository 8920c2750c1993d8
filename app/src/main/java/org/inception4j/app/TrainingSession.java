package org.inception4j.app;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.inception4j.training.ImageTraining;
import org.inception4j.training.TrainedRun;
import org.inception4j.training.TrainingOutline;

/** A training that is shown as it goes on and that Ctrl-C puts away. */
final class TrainingSession {
    private final Console console;
    private final ImageTraining training;
    private final boolean json;

    /** @param json see {@link TrainingDisplay} */
    TrainingSession(Console console, ImageTraining training, boolean json) {
        this.console = console;
        this.training = training;
        this.json = json;
    }

    /** The run, which the caller closes; empty if it was put away. */
    Optional<TrainedRun> fit() throws IOException {
        TrainingOutline outline = training.outline();
        try (Interruption interruption = Interruption.watch()) {
            TrainingDisplay display = new TrainingDisplay(console, json, outline, interruption);
            training.listener(display).rejectedListener(display::leftOut);
            try {
                TrainedRun run = training.fit();
                display.end(run);
                return Optional.of(run);
            } catch (CancellationException paused) {
                display.paused();
                return Optional.empty();
            }
        }
    }
}
