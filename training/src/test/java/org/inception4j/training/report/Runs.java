package org.inception4j.training.report;

import java.util.List;
import java.util.stream.IntStream;
import org.inception4j.training.callback.EpochLog;
import org.inception4j.training.evaluation.ConfusionMatrix;

/** Made-up runs. */
final class Runs {
    private Runs() {}

    static List<EpochLog> validated(int epochs) {
        return IntStream.rangeClosed(1, epochs)
                .mapToObj(epoch -> new EpochLog(
                        epoch, 2.0 / epoch, 1 - 0.8 / epoch, 2.2 / epoch, 1 - 0.9 / epoch, 1, 0.01, 12.5, 80))
                .toList();
    }

    static List<EpochLog> unvalidated(int epochs) {
        double none = Double.NaN;
        return IntStream.rangeClosed(1, epochs)
                .mapToObj(epoch -> new EpochLog(epoch, 2.0 / epoch, 1 - 0.8 / epoch, none, none, none, 0.01, 12.5, 80))
                .toList();
    }

    /** Every class nine times out of ten right, else taken for the next. */
    static ConfusionMatrix confusion(int classes) {
        int[][] counts = new int[classes][classes];
        for (int i = 0; i < classes; i++) {
            counts[i][i] += 9;
            counts[i][(i + 1) % classes] += 1;
        }
        return new ConfusionMatrix(
                IntStream.range(0, classes).mapToObj(i -> "class " + i).toList(), counts);
    }
}
