package org.inception4j.training.evaluation;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.inception4j.classifier.Classifier;
import org.inception4j.engine.InferencePlan;
import org.inception4j.model.Shape;
import org.inception4j.tensor.Tensor;
import org.inception4j.vision.Augmentation;
import org.inception4j.vision.Batch;
import org.inception4j.vision.BatchOrder;
import org.inception4j.vision.ImageBatches;
import org.inception4j.vision.LabelledImage;
import org.inception4j.vision.Preprocessing;
import org.inception4j.vision.Rejected;

/** Answers a list of picture files in batches, while a pool decodes ahead; memory does not grow with the list. */
public final class Predictions {
    private final List<Path> paths;
    private final EvaluatorOptions options;
    private final Consumer<Outcome> consumer;

    /** How many outcomes were given, and how many of them are failures. */
    private int given;

    private int failed;

    private Predictions(List<Path> paths, EvaluatorOptions options, Consumer<Outcome> consumer) {
        this.paths = paths;
        this.options = options;
        this.consumer = consumer;
    }

    /**
     * Gives one outcome for each path, in the order of the paths, from the calling thread. A picture that cannot be decoded
     * gives {@link Outcome.Failed} at its place; the others go on.
     */
    public static void run(
            Classifier classifier, List<Path> paths, EvaluatorOptions options, Consumer<Outcome> consumer) {
        if (!paths.isEmpty()) {
            run(planFor(classifier, paths.size(), options), classifier.preprocessing(), paths, options, consumer);
        }
    }

    /** A few pictures need no plan for a full batch. */
    static InferencePlan planFor(Classifier classifier, int pictures, EvaluatorOptions options) {
        return classifier.plan(Math.min(options.batch(), pictures));
    }

    static void run(
            InferencePlan plan,
            Preprocessing preprocessing,
            List<Path> paths,
            EvaluatorOptions options,
            Consumer<Outcome> consumer) {
        if (!paths.isEmpty()) {
            new Predictions(List.copyOf(paths), options, consumer).run(plan, preprocessing);
        }
    }

    private void run(InferencePlan plan, Preprocessing preprocessing) {
        int batch = Math.min(options.batch(), paths.size());
        Shape shape = Shape.of(batch, preprocessing.height(), preprocessing.width(), 3);
        try (ImageBatches batches = batches(preprocessing, batch);
                Arena arena = Arena.ofShared()) {
            Tensor input = Tensor.zeros(shape, arena);
            Batch next = batches.next();
            while (next != null) {
                answer(plan, next, input, batches);
                next = batches.next();
            }
            failUntil(paths.size(), batches.rejected());
            options.listener().evaluated(given, paths.size());
        }
    }

    /** A picture's label is its place in the list: so that the gaps show which were left out. */
    private ImageBatches batches(Preprocessing preprocessing, int batch) {
        List<LabelledImage> images = IntStream.range(0, paths.size())
                .mapToObj(place -> new LabelledImage(paths.get(place), place))
                .toList();
        return ImageBatches.of(
                images, preprocessing, Augmentation.none(), batch, BatchOrder.sequential(), options.decodeThreads(), 0);
    }

    private void answer(InferencePlan plan, Batch batch, Tensor input, ImageBatches batches) {
        int[] places;
        Tensor output;
        try (batch) {
            places = batch.labels();
            Tensor rows = input.rows(0, batch.size());
            MemorySegment.copy(batch.pixels(), 0, rows.data(), Tensor.FLOAT, 0, Math.toIntExact(rows.size()));
            output = plan.run(rows);
        }
        for (int row = 0; row < places.length; row++) {
            failUntil(places[row], batches.rejected());
            give(new Outcome.Answered(
                    places[row], paths.get(places[row]), output.rows(row, 1).toArray()));
        }
        options.listener().evaluated(given, paths.size());
    }

    /** Every place up to this one that has no answer yet was left out; those are listed in the same order. */
    private void failUntil(int place, List<Rejected> rejected) {
        while (given < place) {
            give(new Outcome.Failed(given, rejected.get(failed)));
            failed++;
        }
    }

    private void give(Outcome outcome) {
        consumer.accept(outcome);
        given++;
    }
}
