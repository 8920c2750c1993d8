package org.inception4j.training;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.inception4j.engine.Engine;
import org.inception4j.engine.Loss.SoftmaxCrossEntropy;
import org.inception4j.engine.Objective;
import org.inception4j.engine.TrainingOptions;
import org.inception4j.engine.TrainingPlan;
import org.inception4j.model.Model;
import org.inception4j.tensor.Weights;
import org.inception4j.training.callback.Callback;
import org.inception4j.training.checkpoint.Checkpoint;
import org.inception4j.training.checkpoint.CheckpointFile;
import org.inception4j.training.checkpoint.CheckpointOptions;

/**
 * Fits a classifier's weights to examples. A model of several outputs is trained on all of them, by the weights that they have;
 * the first is the one that is validated. Immutable: each {@code with} gives another one, and {@link #fit} may be called again.
 *
 * <p>The same model, weights, recipe and examples on the same machine give the same bits, whether the run was broken off and
 * resumed or not.
 */
public final class Trainer {
    private final Engine engine;
    private final Model model;
    private final Weights start;
    private final Recipe recipe;
    private final List<Callback> callbacks;
    private final Storage storage;

    /** Where the run is saved, and from which file it goes on. */
    private record Storage(Optional<CheckpointOptions> saving, Optional<Path> resumed) {
        static final Storage NONE = new Storage(Optional.empty(), Optional.empty());
    }

    private Trainer(
            Engine engine, Model model, Weights start, Recipe recipe, List<Callback> callbacks, Storage storage) {
        this.engine = engine;
        this.model = model;
        this.start = start;
        this.recipe = recipe;
        this.callbacks = List.copyOf(callbacks);
        this.storage = storage;
    }

    public static Trainer of(Engine engine, Model model, Weights start, Recipe recipe) {
        return new Trainer(engine, model, start, recipe, List.of(), Storage.NONE);
    }

    /** With these callbacks after those that it has. */
    public Trainer with(Callback... more) {
        List<Callback> all = new ArrayList<>(callbacks);
        all.addAll(List.of(more));
        return new Trainer(engine, model, start, recipe, all, storage);
    }

    /** Saves the run so that it can be resumed. */
    public Trainer checkpoints(CheckpointOptions changed) {
        return new Trainer(engine, model, start, recipe, callbacks, new Storage(Optional.of(changed), storage.resumed));
    }

    /** Goes on where this checkpoint was made; one of another model, recipe or other examples is refused by {@link #fit}. */
    public Trainer resume(Path checkpoint) {
        return new Trainer(
                engine, model, start, recipe, callbacks, new Storage(storage.saving, Optional.of(checkpoint)));
    }

    /** Without validation. */
    public History fit(Examples training) {
        return fit(training, Optional.empty());
    }

    /** Trains, and validates at each epoch's end with the weights that would be saved, in the same precision. */
    public History fit(Examples training, Examples validation) {
        return fit(training, Optional.of(validation));
    }

    private History fit(Examples training, Optional<Examples> validation) {
        check(training);
        LayerPatterns frozen = LayerPatterns.of("freeze", recipe.freeze(), model);
        Optional<Checkpoint> checkpoint = storage.resumed.map(Trainer::read);
        try (TrainingPlan plan = engine.training(model, start, options(frozen, training));
                Run run =
                        new Run(engine, plan, recipe, new Run.Sets(training, validation), callbacks, storage.saving)) {
            checkpoint.ifPresent(
                    each -> run.restore(storage.resumed.orElseThrow().toString(), each));
            return run.train();
        }
    }

    private void check(Examples training) {
        if (training.batch() != recipe.batch()) {
            throw new IllegalArgumentException("training: the examples come in batches of %d and the recipe has %d; "
                            .formatted(training.batch(), recipe.batch())
                    + "give both the same");
        }
    }

    private TrainingOptions options(LayerPatterns frozen, Examples training) {
        SoftmaxCrossEntropy loss = new SoftmaxCrossEntropy(recipe.labelSmoothing(), recipe.classWeights());
        return new TrainingOptions(
                Math.min(recipe.batch(), Math.max(1, training.count())),
                recipe.precision(),
                recipe.threads(),
                Objective.forAll(model, loss),
                frozen.negate(),
                recipe.seed());
    }

    private static Checkpoint read(Path file) {
        try {
            return CheckpointFile.read(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
