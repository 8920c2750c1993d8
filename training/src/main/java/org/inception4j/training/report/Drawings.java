package org.inception4j.training.report;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.inception4j.training.callback.EpochLog;
import org.inception4j.training.evaluation.ConfusionMatrix;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The pictures of a report as PNG files' bytes, empty where there is nothing to draw. A machine without any font cannot draw; the
 * report then goes without pictures, since a run of hours must not end without one.
 */
final class Drawings {
    private static final Logger LOG = LoggerFactory.getLogger(Drawings.class);

    /** For screens with more than one pixel to a point. */
    private static final int SHARP = 2;

    private final List<EpochLog> history;
    private final Optional<ConfusionMatrix> confusion;
    private boolean possible = true;

    Drawings(List<EpochLog> history, Optional<ConfusionMatrix> confusion) {
        this.history = history;
        this.confusion = confusion.filter(matrix -> matrix.classes() > 0);
    }

    Optional<byte[]> curves() throws IOException {
        return curves(Theme.LIGHT, Curves::both);
    }

    Optional<byte[]> loss(Theme theme) throws IOException {
        return curves(theme, curves -> curves.loss(SHARP));
    }

    Optional<byte[]> accuracy(Theme theme) throws IOException {
        return curves(theme, curves -> curves.accuracy(SHARP));
    }

    Optional<byte[]> confusion(Theme theme) throws IOException {
        return confusion.isEmpty()
                ? Optional.empty()
                : drawn(() -> new ConfusionPicture(confusion.get(), theme).draw());
    }

    private Optional<byte[]> curves(Theme theme, Function<Curves, BufferedImage> part) throws IOException {
        return history.isEmpty() ? Optional.empty() : drawn(() -> part.apply(new Curves(history, theme)));
    }

    /** What the JDK throws without fonts differs between its releases: errors of linkage, assertions, plain exceptions. */
    Optional<byte[]> drawn(Supplier<BufferedImage> drawing) throws IOException {
        if (!possible) {
            return Optional.empty();
        }
        try {
            return Optional.of(Pictures.png(drawing.get()));
        } catch (RuntimeException | LinkageError | InternalError e) {
            possible = false;
            LOG.warn(
                    "report: pictures cannot be drawn ({}); install fontconfig and any font to have curves.png and"
                            + " confusion.png",
                    e.toString());
            return Optional.empty();
        }
    }
}
