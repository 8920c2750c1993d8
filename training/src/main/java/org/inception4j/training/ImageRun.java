package org.inception4j.training;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.inception4j.classifier.Card;
import org.inception4j.classifier.Classifier;
import org.inception4j.classifier.ClassifierOptions;
import org.inception4j.engine.Engine;
import org.inception4j.tensor.Weights;
import org.inception4j.training.callback.Callback;
import org.inception4j.training.callback.CsvLog;
import org.inception4j.training.callback.EarlyStopping;
import org.inception4j.training.callback.EpochLog;
import org.inception4j.training.callback.Metric;
import org.inception4j.training.callback.ModelCheckpoint;
import org.inception4j.training.callback.TerminateOnNaN;
import org.inception4j.training.checkpoint.CheckpointOptions;
import org.inception4j.training.evaluation.Evaluation;
import org.inception4j.training.evaluation.Evaluator;
import org.inception4j.training.evaluation.EvaluatorOptions;
import org.inception4j.training.report.RunReport;
import org.inception4j.vision.Augmentation;
import org.inception4j.vision.ImageFolder;
import org.inception4j.vision.Rejected;

/** One training on pictures: the trainer with what writes its run folder. */
final class ImageRun {
    private final RunFolder folder;
    private final RunArgs args;
    private final Engine engine;
    private final FineTuning.Start start;
    private final ImageFolder training;
    private final ImageFolder validation;
    private int decodeThreads;
    private CheckpointOptions checkpoints;
    private List<Callback> listeners = List.of();
    private Consumer<Rejected> rejectedListener = _ -> {};
    private String fingerprint = "";

    ImageRun(
            RunFolder folder,
            RunArgs args,
            Engine engine,
            FineTuning.Start start,
            ImageFolder training,
            ImageFolder validation) {
        this.folder = folder;
        this.args = args;
        this.engine = engine;
        this.start = start;
        this.training = training;
        this.validation = validation;
    }

    ImageRun decodeThreads(int changed) {
        decodeThreads = changed;
        return this;
    }

    ImageRun checkpoints(int everySteps, Duration every) {
        checkpoints = new CheckpointOptions(folder.checkpoint(), everySteps, every);
        return this;
    }

    ImageRun listeners(List<Callback> callbacks, Consumer<Rejected> rejected) {
        listeners = callbacks;
        rejectedListener = rejected;
        return this;
    }

    TrainedRun fit(boolean resumed) throws IOException {
        try (ImageExamples learned = open(training, true);
                ImageExamples held = open(validation, false)) {
            RejectedPictures rejected = new RejectedPictures(List.of(learned, held));
            fingerprint = learned.fingerprint();
            if (resumed) {
                MissingPictures.refuse(folder.checkpoint(), learned, held);
            } else {
                save(folder.last(), start.weights(), Map.of());
            }
            History history = train(trainer(rejected, resumed), learned, held);
            return finish(history, rejected);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private ImageExamples open(ImageFolder images, boolean learned) {
        Recipe recipe = args.recipe();
        Augmentation augmentation = learned ? args.augmentation() : Augmentation.none();
        return ImageExamples.open(
                        images,
                        args.preprocessing(),
                        new ImageExamples.Options(recipe.batch(), augmentation, learned, recipe.seed(), decodeThreads))
                .onRejected(rejectedListener);
    }

    private Trainer trainer(RejectedPictures rejected, boolean resumed) {
        Metric watched = validation.images().isEmpty() ? Metric.LOSS : Metric.VALIDATION_TOP1;
        List<Callback> callbacks = new ArrayList<>(List.of(
                new TerminateOnNaN(),
                rejected,
                CsvLog.of(folder.results()),
                ModelCheckpoint.best(watched, (weights, log) -> save(folder.best(), weights, metrics(log))),
                ModelCheckpoint.each((weights, log) -> save(folder.last(), weights, metrics(log)))));
        if (args.patience() > 0) {
            callbacks.add(EarlyStopping.of(watched, args.patience()));
        }
        callbacks.addAll(listeners);
        Trainer trainer = Trainer.of(engine, start.model(), start.weights(), args.recipe())
                .with(callbacks.toArray(Callback[]::new))
                .checkpoints(checkpoints);
        return resumed ? trainer.resume(folder.checkpoint()) : trainer;
    }

    private static History train(Trainer trainer, ImageExamples learned, ImageExamples held) {
        return held.count() == 0 ? trainer.fit(learned) : trainer.fit(learned, held);
    }

    private TrainedRun finish(History history, RejectedPictures rejected) throws IOException {
        save(folder.last(), history.weights(), metrics(history.last()));
        if (!Files.exists(folder.best())) {
            save(folder.best(), history.weights(), metrics(history.last()));
        }
        Classifier best = Classifier.open(folder.best()).withOptions(options());
        Optional<Evaluation> evaluation = evaluate(best);
        Map<String, String> facts = new RunFacts(args, engine, training, validation)
                .of(start.model(), history, best, rejected.all().size());
        RunReport.write(
                folder.path(), new RunReport.Contents(title(), history.epochs(), evaluation, rejected.all(), facts));
        return new TrainedRun(best, history, folder.path(), evaluation, rejected.all());
    }

    private Optional<Evaluation> evaluate(Classifier best) {
        if (validation.images().isEmpty()) {
            return Optional.empty();
        }
        EvaluatorOptions options =
                EvaluatorOptions.standard().withBatch(args.recipe().batch());
        return Optional.of(Evaluator.evaluate(best, validation, options));
    }

    private ClassifierOptions options() {
        return ClassifierOptions.standard()
                .withEngine(engine.name())
                .withPrecision(args.recipe().precision())
                .withThreads(args.recipe().threads());
    }

    /** The time is that of the run, so that a resumed one writes the same bytes. */
    private void save(Path file, Weights weights, Map<String, Double> metrics) throws IOException {
        Card card = Card.of(args.network())
                .withCreated(Instant.parse(args.created()))
                .withSeed(args.recipe().seed())
                .withMetrics(metrics)
                .withDataFingerprint(fingerprint)
                .withSource(args.source());
        Classifier.of(start.model(), weights, args.preprocessing(), args.labels(), card)
                .write(file);
    }

    private static Map<String, Double> metrics(EpochLog log) {
        Map<String, Double> metrics = new LinkedHashMap<>();
        metrics.put("epoch", (double) log.epoch());
        for (Metric metric : Metric.values()) {
            if (!Double.isNaN(metric.of(log))) {
                metrics.put(metric.toString(), metric.of(log));
            }
        }
        return metrics;
    }

    private String title() {
        String data = args.source().isEmpty()
                ? folder.path().toAbsolutePath().normalize().getFileName().toString()
                : args.source();
        return "%s on %s".formatted(args.network(), data);
    }
}
