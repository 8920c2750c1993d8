package org.inception4j.training.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.inception4j.training.callback.EpochLog;
import org.inception4j.training.evaluation.ConfusionMatrix;
import org.inception4j.training.evaluation.Evaluation;
import org.inception4j.vision.Rejected;

/** Writes what a person looks at after a run. */
public final class RunReport {
    private RunReport() {}

    /**
     * Writes {@code curves.png}, {@code confusion.png} and {@code report.html} into the run folder, over older ones. The page holds
     * everything itself, the mistaken pictures as thumbnails included. Without an epoch there are no curves.
     *
     * @param history in order
     * @param facts what the page says of the run, in the map's order: network, precision, seed …
     */
    public static void write(Path runFolder, List<EpochLog> history, Evaluation evaluation, Map<String, String> facts)
            throws IOException {
        write(runFolder, history, Optional.of(evaluation), facts);
    }

    /** For a run in which nothing was held out: curves and facts. */
    public static void write(Path runFolder, List<EpochLog> history, Map<String, String> facts) throws IOException {
        write(runFolder, history, Optional.empty(), facts);
    }

    private static void write(
            Path runFolder, List<EpochLog> history, Optional<Evaluation> evaluation, Map<String, String> facts)
            throws IOException {
        String title = runFolder.toAbsolutePath().normalize().getFileName().toString();
        List<Rejected> leftOut = evaluation.map(Evaluation::rejected).orElse(List.of());
        write(runFolder, new Contents(title, history, evaluation, leftOut, facts));
    }

    /**
     * What the page tells.
     *
     * @param history in order
     * @param evaluation of pictures held out, if there were any
     * @param leftOut all pictures that could not be read, those of training too
     * @param facts what the page says of the run, in the map's order
     */
    public record Contents(
            String title,
            List<EpochLog> history,
            Optional<Evaluation> evaluation,
            List<Rejected> leftOut,
            Map<String, String> facts) {}

    /** As the others, with a title and all pictures that were left out. */
    public static void write(Path runFolder, Contents contents) throws IOException {
        Files.createDirectories(runFolder);
        Optional<ConfusionMatrix> confusion =
                contents.evaluation.map(Evaluation::confusion).map(ConfusionMatrix::withoutUnseenClasses);
        Drawings drawings = new Drawings(contents.history, confusion);
        writeOrDelete(runFolder.resolve("curves.png"), drawings.curves());
        writeOrDelete(runFolder.resolve("confusion.png"), drawings.confusion(Theme.LIGHT));
        Page page = new Page(
                contents.title, contents.history, contents.evaluation, contents.leftOut, contents.facts, drawings);
        Files.writeString(runFolder.resolve("report.html"), page.html());
    }

    /** No picture of an earlier run beside this one's report. */
    private static void writeOrDelete(Path file, Optional<byte[]> bytes) throws IOException {
        if (bytes.isPresent()) {
            Files.write(file, bytes.get());
        } else {
            Files.deleteIfExists(file);
        }
    }
}
