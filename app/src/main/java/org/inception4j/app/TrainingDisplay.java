package org.inception4j.app;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.inception4j.training.TrainedRun;
import org.inception4j.training.TrainingOutline;
import org.inception4j.training.callback.BatchLog;
import org.inception4j.training.callback.Callback;
import org.inception4j.training.callback.EpochLog;
import org.inception4j.training.callback.TrainingState;
import org.inception4j.training.evaluation.Evaluation;
import org.inception4j.vision.ImageFolder;
import org.inception4j.vision.LabelledImage;
import org.inception4j.vision.Rejected;

/** Shows a run as it goes on: what it is, a bar within an epoch, a line after each; pauses it when it is interrupted. */
final class TrainingDisplay implements Callback {
    private static final double PERCENT = 100;
    private static final int CLASSES_SHOWN = 10;
    /** With no more classes than these every picture is right. */
    private static final int TOP_5 = 5;

    private final Console console;
    private final boolean json;
    private final Interruption interruption;
    private final TrainingOutline outline;
    private Optional<TrainingState> run = Optional.empty();
    private Optional<Progress> progress = Optional.empty();

    /** @param json whether standard output gets an object for each epoch and one at the end, in place of lines */
    TrainingDisplay(Console console, boolean json, TrainingOutline outline, Interruption interruption) {
        this.console = console;
        this.json = json;
        this.outline = outline;
        this.interruption = interruption;
    }

    @Override
    public void trainBegins(TrainingState state) {
        run = Optional.of(state);
        tellOutline(state);
        if (state.resumed()) {
            say("%s", resumption(state));
        }
    }

    private static String resumption(TrainingState state) {
        if (state.complete()) {
            return "Resumed    after %d epochs: the run is complete, only its report is written again"
                    .formatted(state.completedEpochs());
        }
        String within = state.completedBatches() == 0
                ? ""
                : ", after %d of %d batches".formatted(state.completedBatches(), state.stepsPerEpoch());
        return "Resumed    in epoch %d of %d%s".formatted(state.completedEpochs() + 1, state.epochs(), within);
    }

    private void tellOutline(TrainingState state) {
        String origin = outline.from().isEmpty() ? "from scratch" : "fine-tuned from " + outline.from();
        say(
                "Network    %s, %s, %,d parameters, pictures of %d x %d",
                outline.network(),
                origin,
                outline.model().parameters(),
                outline.model().input().shape().width(),
                outline.model().input().shape().height());
        say(
                "Data       %s to learn, %d held out, %s: %s",
                Count.of(outline.training().images().size(), "picture"),
                outline.validation().images().size(),
                Count.of(outline.training().labels().size(), "class", "classes"),
                classes(outline.training()));
        say(
                "Computing  %s, %.0f MB of activations",
                MachineOptions.describe(
                        outline.engine(),
                        outline.recipe().precision(),
                        outline.recipe().threads()),
                state.activationBytes() / 1e6);
        say("Run        %s", outline.runFolder());
        if (outline.from().isEmpty()) {
            warning().ifPresent(console.err()::println);
        }
    }

    private Optional<String> warning() {
        int pictures = outline.training().images().size();
        long steps = (long) outline.recipe().epochs()
                * Math.ceilDiv(pictures, outline.recipe().batch());
        return SlowAverages.warning(outline.network(), outline.model(), steps);
    }

    @Override
    public void batchEnds(BatchLog log) {
        TrainingState state = run.orElseThrow();
        if (progress.isEmpty()) {
            String title = "epoch %d/%d".formatted(log.epoch(), state.epochs());
            progress = Optional.of(Progress.of(console, title, state.examples()));
        }
        progress.orElseThrow().at((long) log.batch() * state.examples() / log.batches());
        if (interruption.wanted()) {
            state.pause();
        }
    }

    @Override
    public void epochEnds(EpochLog log) {
        erase();
        if (json) {
            console.out().println(object(log));
        } else {
            say("%s", line(log, run.orElseThrow().epochs()));
        }
    }

    void leftOut(Rejected rejected) {
        erase();
        console.err().println(rejected.message());
    }

    void paused() {
        erase();
        console.err()
                .println("Put away. To go on: %s train --resume %s"
                        .formatted(Program.NAME, Program.quoted(outline.runFolder())));
    }

    void end(TrainedRun trained) {
        erase();
        Path best = trained.runFolder().resolve("best.inception");
        if (json) {
            console.out().println(object(trained, best));
        } else {
            say("");
            say("%s", result(trained));
            say("%s: best.inception, last.inception, results.csv, report.html", trained.runFolder());
            say("Next: %s predict %s photo.jpg", Program.NAME, Program.quoted(best));
        }
    }

    private void erase() {
        progress.ifPresent(Progress::close);
        progress = Optional.empty();
    }

    private void say(String format, Object... values) {
        (json ? console.err() : console.out()).println(format.formatted(values));
    }

    private static String classes(ImageFolder folder) {
        List<String> labels = folder.labels();
        int[] counts = new int[labels.size()];
        folder.images().stream().mapToInt(LabelledImage::label).forEach(label -> counts[label]++);
        String shown = IntStream.range(0, Math.min(CLASSES_SHOWN, counts.length))
                .mapToObj(i -> labels.get(i) + " " + counts[i])
                .collect(Collectors.joining(", "));
        return counts.length > CLASSES_SHOWN ? shown + ", …" : shown;
    }

    static String line(EpochLog log, int epochs) {
        String heldOut = log.validated()
                ? "  held out: loss %.4f  top-1 %5.1f %%"
                        .formatted(log.validationLoss(), log.validationTop1() * PERCENT)
                : "";
        return "epoch %d/%d  loss %.4f  top-1 %5.1f %%%s  %s images/s  %.0f %% idle  %s"
                .formatted(
                        log.epoch(),
                        epochs,
                        log.loss(),
                        log.top1() * PERCENT,
                        heldOut,
                        Progress.rate(log.imagesPerSecond()),
                        log.idle() * PERCENT,
                        Progress.duration(log.seconds()));
    }

    private String result(TrainedRun trained) {
        String stopped = trained.history().stopped();
        String early = stopped.isEmpty() ? "" : " Stopped early: " + stopped + ".";
        String leftOut = trained.rejected().isEmpty()
                ? ""
                : " %s left out.".formatted(Count.of(trained.rejected().size(), "picture"));
        String best =
                trained.evaluation().map(this::best).orElse("Nothing was held out, so nobody knows how good it is.");
        return best + early + leftOut;
    }

    private String best(Evaluation held) {
        if (held.images() == 0) {
            return "Nobody knows how good it is: none of the %s could be read."
                    .formatted(Count.of(outline.validation().images().size(), "held-out picture"));
        }
        String top5 = held.confusion().classes() > TOP_5 ? "top-5 %.1f %%, ".formatted(held.top5() * PERCENT) : "";
        return "Best: %.1f %% of %s right (%sloss %.4f)."
                .formatted(held.top1() * PERCENT, Count.of(held.images(), "held-out picture"), top5, held.loss());
    }

    private static Json object(EpochLog log) {
        return Json.object()
                .with("epoch", log.epoch())
                .with("loss", log.loss())
                .with("top1", log.top1())
                .with("val_loss", log.validationLoss())
                .with("val_top1", log.validationTop1())
                .with("val_top5", log.validationTop5())
                .with("learning_rate", log.learningRate())
                .with("seconds", log.seconds())
                .with("images_per_second", log.imagesPerSecond())
                .with("idle", log.idle());
    }

    private static Json object(TrainedRun trained, Path best) {
        Json object = Json.object()
                .with("run", trained.runFolder())
                .with("best", best)
                .with("epochs", trained.history().epochs().size())
                .with("left_out", trained.rejected().size());
        trained.evaluation().ifPresent(held -> object.with("images", held.images())
                .with("top1", held.top1())
                .with("top5", held.top5())
                .with("loss", held.loss()));
        return object;
    }
}
