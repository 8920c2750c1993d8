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
        Files.createDirectories(runFolder);
        Optional<ConfusionMatrix> confusion =
                evaluation.map(Evaluation::confusion).map(ConfusionMatrix::withoutUnseenClasses);
        Drawings drawings = new Drawings(history, confusion);
        writeOrDelete(runFolder.resolve("curves.png"), drawings.curves());
        writeOrDelete(runFolder.resolve("confusion.png"), drawings.confusion(Theme.LIGHT));
        String title = runFolder.toAbsolutePath().normalize().getFileName().toString();
        Files.writeString(
                runFolder.resolve("report.html"), new Page(title, history, evaluation, facts, drawings).html());
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
