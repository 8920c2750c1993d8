package org.inception4j.training.callback;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Collectors;
import org.inception4j.formats.AtomicFile;

/**
 * A row an epoch under the header {@link #HEADER}; a number that there is not (no validation) is empty. The file is replaced as a
 * whole from the run's history, so that a resumed run neither repeats nor loses a row.
 */
public final class CsvLog implements Callback {
    public static final String HEADER =
            "epoch,loss,top1,val_loss,val_top1,val_top5,learning_rate,seconds,images_per_second,idle";

    private final Path file;
    private TrainingState state;

    private CsvLog(Path file) {
        this.file = file;
    }

    public static CsvLog of(Path file) {
        return new CsvLog(file);
    }

    @Override
    public void trainBegins(TrainingState run) {
        state = run;
        write();
    }

    @Override
    public void epochEnds(EpochLog log) {
        write();
    }

    private void write() {
        String rows = state.history().stream().map(log -> row(log) + "\n").collect(Collectors.joining());
        try {
            byte[] text = (HEADER + "\n" + rows).getBytes(StandardCharsets.UTF_8);
            AtomicFile.write(file, out -> out.write(text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String row(EpochLog log) {
        return String.join(
                ",",
                Integer.toString(log.epoch()),
                number("%.6f", log.loss()),
                number("%.6f", log.top1()),
                number("%.6f", log.validationLoss()),
                number("%.6f", log.validationTop1()),
                number("%.6f", log.validationTop5()),
                Float.toString((float) log.learningRate()),
                number("%.3f", log.seconds()),
                number("%.2f", log.imagesPerSecond()),
                number("%.4f", log.idle()));
    }

    private static String number(String format, double value) {
        return Double.isNaN(value) ? "" : String.format(Locale.ROOT, format, value);
    }
}
