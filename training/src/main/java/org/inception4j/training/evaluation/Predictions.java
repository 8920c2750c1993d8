package org.inception4j.training.evaluation;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.inception4j.classifier.Classifier;
import org.inception4j.classifier.Pieces;
import org.inception4j.engine.InferencePlan;
import org.inception4j.model.Shape;
import org.inception4j.tensor.Tensor;
import org.inception4j.vision.ImageException;
import org.inception4j.vision.Preprocessing;
import org.inception4j.vision.Rejected;

/**
 * Answers a list of picture files. Each thread takes a few pictures, decodes and resizes them and computes their answers, so that
 * every core always has work of its own; memory does not grow with the list.
 */
public final class Predictions {
    private final Supplier<InferencePlan> plan;
    private final Preprocessing preprocessing;
    private final List<Path> paths;
    private final Pieces pieces;
    private final Queue<float[]> idle = new ConcurrentLinkedQueue<>();

    /** @param plan is asked when pictures have been read, from several threads */
    Predictions(Supplier<InferencePlan> plan, Preprocessing preprocessing, List<Path> paths, Pieces pieces) {
        this.plan = plan;
        this.preprocessing = preprocessing;
        this.paths = paths;
        this.pieces = pieces;
    }

    /** With the plan compiled. */
    static Predictions of(Classifier classifier, List<Path> paths, int batch) {
        Pieces pieces = Pieces.of(paths.size(), batch, classifier.options().threads());
        InferencePlan plan = classifier.plan(pieces.size(), pieces.threads());
        return new Predictions(() -> plan, classifier.preprocessing(), List.copyOf(paths), pieces);
    }

    /** With the plan being compiled, while the first pictures are read. */
    private static Predictions compiling(Classifier classifier, List<Path> paths, int batch) {
        Pieces pieces = Pieces.of(paths.size(), batch, classifier.options().threads());
        FutureTask<InferencePlan> plan = new FutureTask<>(() -> classifier.plan(pieces.size(), pieces.threads()));
        Thread.ofPlatform().daemon().name("inception-plan").start(plan);
        return new Predictions(() -> awaited(plan), classifier.preprocessing(), List.copyOf(paths), pieces);
    }

    private static InferencePlan awaited(FutureTask<InferencePlan> plan) {
        try {
            return plan.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("predictions: waiting for the plan was interrupted", e);
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case RuntimeException failure -> throw failure;
                case Error failure -> throw failure;
                default -> throw new IllegalStateException(e.getCause());
            }
        }
    }

    /**
     * Gives one outcome for each path, in the order of the paths, from the calling thread, as soon as it is known. A picture that
     * cannot be decoded gives {@link Outcome.Failed} at its place; the others go on.
     */
    public static void run(
            Classifier classifier, List<Path> paths, EvaluatorOptions options, Consumer<Outcome> consumer) {
        if (!paths.isEmpty()) {
            compiling(classifier, paths, options.batch()).run(options.listener(), consumer);
        }
    }

    void run(EvaluatorOptions.Listener listener, Consumer<Outcome> consumer) {
        int[] given = {0};
        pieces.run(this::answer, outcomes -> {
            outcomes.forEach(consumer);
            given[0] += outcomes.size();
            listener.evaluated(given[0], paths.size());
        });
    }

    private List<Outcome> answer(int piece) {
        float[] values = idle.poll();
        if (values == null) {
            values = new float[Math.multiplyExact(pieces.size(), preprocessing.values())];
        }
        List<Path> files = pieces.of(paths, piece);
        List<Optional<Rejected>> rejected = new ArrayList<>();
        for (Path file : files) {
            rejected.add(read(file, values, rejected.size() * preprocessing.values()));
        }
        Tensor answers = compute(values);
        idle.add(values);
        List<Outcome> outcomes = new ArrayList<>();
        for (int row = 0; row < files.size(); row++) {
            outcomes.add(outcome(piece * pieces.size() + row, files.get(row), rejected.get(row), answers.rows(row, 1)));
        }
        return outcomes;
    }

    /** What is wrong with the picture; empty where its values are written. */
    private Optional<Rejected> read(Path file, float[] values, int offset) {
        try {
            preprocessing.apply(preprocessing.read(file), values, offset);
            return Optional.empty();
        } catch (ImageException e) {
            return Optional.of(new Rejected(file, e.problem()));
        } catch (IOException e) {
            return Optional.of(new Rejected(file, String.valueOf(e.getMessage())));
        }
    }

    /** The plan always runs in full: rows without a picture cost less than a program for fewer. */
    private Tensor compute(float[] values) {
        Shape shape = Shape.of(pieces.size(), preprocessing.height(), preprocessing.width(), 3);
        return plan.get().run(new Tensor(shape, MemorySegment.ofArray(values)));
    }

    private static Outcome outcome(int index, Path file, Optional<Rejected> rejected, Tensor answer) {
        return rejected.<Outcome>map(each -> new Outcome.Failed(index, each))
                .orElseGet(() -> new Outcome.Answered(index, file, answer.toArray()));
    }
}
