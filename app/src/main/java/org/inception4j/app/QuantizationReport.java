package org.inception4j.app;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.inception4j.classifier.Classifier;
import org.inception4j.engine.Quantization;
import org.inception4j.training.evaluation.Agreement;
import org.inception4j.training.evaluation.Agreement.Accuracies;

/**
 * What {@code quantize} tells.
 *
 * @param file that was written
 * @param measured how the two classifiers compare; empty where this processor has no units for 8 bits
 */
record QuantizationReport(Path file, Quantization quantization, Path calibration, Optional<Measured> measured) {
    private static final double PERCENT = 100;
    private static final int BATCH = 16;

    /**
     * The classifier before and after.
     *
     * @param on what they were compared on, as a sentence goes on
     * @param single milliseconds for one picture, before and after
     * @param many milliseconds for each of a batch
     */
    record Measured(Agreement agreement, String on, double[] single, double[] many) {
        static Measured of(Classifier before, Classifier after, Agreement agreement, String on) {
            List<Classifier> both = List.of(before, after);
            return new Measured(agreement, on, Pace.millis(both, 1), Pace.millis(both, BATCH));
        }
    }

    void print(Console console) {
        console.out()
                .println("%s: %s in 8 bits, ranges by %s over %s of %s"
                        .formatted(
                                file,
                                Count.of(quantization.ranges().size(), "value"),
                                quantization.method(),
                                Count.of(quantization.pictures(), "picture"),
                                calibration));
        measured.ifPresentOrElse(found -> print(found, console), () -> console.err()
                .println("not measured: this processor has no units for 8 bits, and will compute in fp32"));
    }

    private static void print(Measured found, Console console) {
        TextTable table = new TextTable("lrr").row("", "fp32", "int8");
        found.agreement.accuracies().ifPresent(both -> {
            table.row(
                    "top-1", percent(both.first().top1()), percent(both.second().top1()));
            table.row(
                    "top-5", percent(both.first().top5()), percent(both.second().top5()));
        });
        table.row("one picture", millis(found.single[0]), millis(found.single[1]));
        table.row("each of " + BATCH, millis(found.many[0]), millis(found.many[1]));
        table.lines().forEach(console.out()::println);
        console.out()
                .println("The same class for %s of %s; probabilities differ by %.3f at most"
                        .formatted(
                                percent(found.agreement.same()).strip(),
                                found.on,
                                found.agreement.largestDifference()));
    }

    private static String percent(double part) {
        return "%.2f %%".formatted(part * PERCENT);
    }

    private static String millis(double millis) {
        return "%.2f ms".formatted(millis);
    }

    Json json() {
        Json json = Json.object()
                .with("file", file.toString())
                .with("method", quantization.method())
                .with("pictures", quantization.pictures())
                .with("values", quantization.ranges().size())
                .with("measured", measured.isPresent());
        measured.ifPresent(found -> {
            Agreement agreement = found.agreement;
            json.with("images", agreement.images())
                    .with("left_out", agreement.rejected().size())
                    .with("same", agreement.same())
                    .with("largest_difference", agreement.largestDifference());
            agreement.accuracies().ifPresent(both -> json.with("top1", top1(both))
                    .with("top5", top5(both)));
            json.with("milliseconds_batch_1", both(found.single[0], found.single[1]))
                    .with("milliseconds_batch_" + BATCH, both(found.many[0], found.many[1]));
        });
        return json;
    }

    private static Json top1(Accuracies both) {
        return both(both.first().top1(), both.second().top1());
    }

    private static Json top5(Accuracies both) {
        return both(both.first().top5(), both.second().top5());
    }

    private static Json both(double before, double after) {
        return Json.object().with("fp32", before).with("int8", after);
    }
}
