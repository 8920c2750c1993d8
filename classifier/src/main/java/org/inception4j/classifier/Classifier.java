package org.inception4j.classifier;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.inception4j.engine.InferenceOptions;
import org.inception4j.engine.InferencePlan;
import org.inception4j.engine.Quantization;
import org.inception4j.model.Model;
import org.inception4j.tensor.Tensor;
import org.inception4j.tensor.Weights;
import org.inception4j.vision.Image;
import org.inception4j.vision.Preprocessing;

/**
 * A model with its weights, the preprocessing it was trained with, the names of its classes and where it comes from: all that is
 * needed to say what is on a picture. May be used from many threads at once.
 *
 * <p>It compiles a plan at the first prediction, which owns native memory until {@link #close}.
 */
public final class Classifier implements AutoCloseable {
    private final Model model;
    private final Weights weights;
    private final Preprocessing preprocessing;
    private final List<String> labels;
    private final Companions companions;
    private final ClassifierOptions options;
    private final Map<Made, ReadyPlan> plans = new HashMap<>();
    private boolean closed;

    /** What a plan is made for; compared as {@link org.inception4j.model.Shape} is, for cold starts. */
    private record Made(int batch, int threads) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Made(int otherBatch, int otherThreads)
                    && batch == otherBatch
                    && threads == otherThreads;
        }

        @Override
        public int hashCode() {
            return 31 * batch + threads;
        }
    }

    /** What a classifier may have besides what it cannot be without. */
    private record Companions(Card card, Optional<Quantization> quantization) {}

    private Classifier(
            Model model,
            Weights weights,
            Preprocessing preprocessing,
            List<String> labels,
            Companions companions,
            ClassifierOptions options) {
        this.model = model;
        this.weights = weights;
        this.preprocessing = preprocessing;
        this.labels = labels;
        this.companions = companions;
        this.options = options;
    }

    /**
     * A classifier of a model whose first output are the probabilities of the classes (its last layer has softmax). Auxiliary
     * heads and their weights are left out.
     *
     * @param preprocessing gives pictures of the size that the model takes
     * @param labels a name for each class, in the order of the output
     */
    public static Classifier of(
            Model model, Weights weights, Preprocessing preprocessing, List<String> labels, Card card) {
        Model main = model.inference();
        ClassifierCheck.of(main, preprocessing, labels);
        return new Classifier(
                main,
                weights.forModel(main),
                preprocessing,
                List.copyOf(labels),
                new Companions(card, Optional.empty()),
                ClassifierOptions.standard());
    }

    /**
     * Opens an {@code .inception} file. Every byte of it is verified, by its structure and the CRC-32 of each entry; the weights
     * stay in the file and are mapped into memory.
     *
     * @throws org.inception4j.formats.FormatException if the file is damaged or is none
     */
    public static Classifier open(Path file) throws IOException {
        return ClassifierFile.read(file);
    }

    /**
     * Holds an {@code .inception} file against the SHA-256 of each of its entries, beyond what {@link #open} does: for files that
     * were copied a long way, or that should be the very same. It takes some milliseconds a megabyte.
     *
     * @throws org.inception4j.formats.FormatException if the file is damaged or is none
     */
    public static void verify(Path file) throws IOException {
        ClassifierFile.verify(file);
    }

    /** Writes an {@code .inception} file; whatever happens meanwhile, an old file stays whole until the new one is. */
    public void write(Path file) throws IOException {
        ClassifierFile.write(file, this);
    }

    public Model model() {
        return model;
    }

    public Weights weights() {
        return weights;
    }

    public Preprocessing preprocessing() {
        return preprocessing;
    }

    public List<String> labels() {
        return labels;
    }

    public Card card() {
        return companions.card;
    }

    /** The ranges for computing in 8 bits; empty where the classifier was not quantised. */
    public Optional<Quantization> quantization() {
        return companions.quantization;
    }

    public ClassifierOptions options() {
        return options;
    }

    /** The same classifier under another card. */
    public Classifier withCard(Card changed) {
        return with(new Companions(changed, companions.quantization));
    }

    /**
     * The same classifier with ranges for INT8, which {@code Precision.AUTO} then means on processors with units for it.
     *
     * @throws IllegalArgumentException if the ranges are those of another model
     */
    public Classifier withQuantization(Quantization changed) {
        changed.check(model.flattened());
        return with(new Companions(companions.card, Optional.of(changed)));
    }

    private Classifier with(Companions changed) {
        return new Classifier(model, weights, preprocessing, labels, changed, options);
    }

    /** The same classifier with plans of its own; each of the two is closed by itself. */
    public Classifier withOptions(ClassifierOptions changed) {
        return new Classifier(model, weights, preprocessing, labels, companions, changed);
    }

    /** @throws org.inception4j.vision.ImageException if the file is no picture that can be used */
    public Prediction predict(Path image) throws IOException {
        return predict(preprocessing.read(image));
    }

    public Prediction predict(Image image) {
        return predictions(ready(1, options.threads()).run(List.of(image))).getFirst();
    }

    /** A prediction for each picture; all threads take part, each with pictures of its own. */
    public List<Prediction> predict(List<Image> images) {
        List<Prediction> predictions = new ArrayList<>(images.size());
        Pieces pieces = Pieces.of(images.size(), options.batch(), options.threads());
        pieces.run(
                piece -> predictions(ready(pieces.size(), pieces.threads()).run(pieces.of(images, piece))),
                predictions::addAll);
        return predictions;
    }

    /** The plan for this batch and the classifier's threads, made at the first call; it belongs to the classifier. */
    public InferencePlan plan(int batch) {
        return plan(batch, options.threads());
    }

    /**
     * The plan for this batch, made at the first call; it belongs to the classifier.
     *
     * @param threads processor threads of one call; 0: all that the machine has
     */
    public InferencePlan plan(int batch, int threads) {
        return ready(batch, threads).plan();
    }

    /** Frees the plans' native memory. Calls must not run any more; later ones are refused. */
    @Override
    public synchronized void close() {
        closed = true;
        plans.values().forEach(ReadyPlan::close);
        plans.clear();
    }

    private synchronized ReadyPlan ready(int batch, int threads) {
        if (closed) {
            throw new IllegalStateException("%s: the classifier is closed; open it again".formatted(model.name()));
        }
        int number = threads == 0 ? Runtime.getRuntime().availableProcessors() : threads;
        return plans.computeIfAbsent(new Made(batch, number), this::make);
    }

    private ReadyPlan make(Made made) {
        InferenceOptions how =
                new InferenceOptions(made.batch, options.precision(), made.threads, companions.quantization);
        return new ReadyPlan(options.findEngine().inference(model, weights, how), preprocessing);
    }

    private List<Prediction> predictions(Tensor probabilities) {
        List<Prediction> predictions = new ArrayList<>();
        for (int row = 0; row < probabilities.shape().size(0); row++) {
            predictions.add(Prediction.of(probabilities.rows(row, 1).toArray(), labels));
        }
        return predictions;
    }
}
