package org.inception4j.applications;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.inception4j.formats.keras.H5File;
import org.inception4j.formats.keras.KerasFile;
import org.inception4j.model.ActivationFunction;
import org.inception4j.model.Input;
import org.inception4j.model.Model;
import org.inception4j.model.Node;
import org.inception4j.model.Shape;
import org.inception4j.model.zoo.NetworkOptions;
import org.inception4j.model.zoo.Top;
import org.inception4j.tensor.Weights;
import org.inception4j.vision.ChannelOrder;
import org.inception4j.vision.Interpolation;
import org.inception4j.vision.Preprocessing;
import org.inception4j.vision.Resize;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One of Keras' applications with its arguments, which have Keras' names, defaults and rules. {@link #model} gives the network,
 * {@link #weights} what goes into it. A value: each {@code withX} gives a changed copy.
 *
 * <p>Shapes are always known here. Without {@code inputShape} the model takes the published size also where Keras, without a top,
 * would leave height and width open; the weights fit any size.
 */
public final class Application {
    private static final Logger LOG = LoggerFactory.getLogger(Application.class);

    private final Architecture architecture;
    private final PretrainedWeights weights;
    private final Entry entry;
    private final Head head;

    /** @param shape empty if none was given */
    private record Entry(Optional<Node> tensor, List<Integer> shape) {}

    private record Head(boolean includeTop, Pooling pooling, int classes, ActivationFunction classifierActivation) {}

    private Application(Architecture architecture, PretrainedWeights weights, Entry entry, Head head) {
        this.architecture = architecture;
        this.weights = weights;
        this.entry = entry;
        this.head = head;
    }

    static Application of(Architecture architecture) {
        return new Application(
                architecture,
                PretrainedWeights.imagenet(),
                new Entry(Optional.empty(), List.of()),
                new Head(true, Pooling.NONE, Architecture.CLASSES, ActivationFunction.SOFTMAX));
    }

    /** Whether the classifier stands on top; as a start, yes. */
    public Application withIncludeTop(boolean changed) {
        return with(new Head(changed, head.pooling, head.classes, head.classifierActivation));
    }

    /** As a start, those trained on ImageNet. */
    public Application withWeights(PretrainedWeights changed) {
        return new Application(architecture, changed, entry, head);
    }

    /** Builds on this node, which gives (height, width, channels), in place of an input of its own. */
    public Application withInputTensor(Node changed) {
        return new Application(architecture, weights, new Entry(Optional.of(changed), entry.shape), head);
    }

    /** Height, width, channels; means nothing where there is an input tensor. */
    public Application withInputShape(int... changed) {
        List<Integer> shape = Arrays.stream(changed).boxed().toList();
        return new Application(architecture, weights, new Entry(entry.tensor, shape), head);
    }

    /** Means something only without the top. */
    public Application withPooling(Pooling changed) {
        return with(new Head(head.includeTop, changed, head.classes, head.classifierActivation));
    }

    /** Means something only with the top; as a start, 1000. */
    public Application withClasses(int changed) {
        return with(new Head(head.includeTop, head.pooling, changed, head.classifierActivation));
    }

    /** LINEAR for logits, Keras' {@code None}; as a start, SOFTMAX. Means something only with the top. */
    public Application withClassifierActivation(ActivationFunction changed) {
        return with(new Head(head.includeTop, head.pooling, head.classes, changed));
    }

    private Application with(Head changed) {
        return new Application(architecture, weights, entry, changed);
    }

    /**
     * The network, without touching a file other than to see that it exists.
     *
     * @throws IllegalArgumentException where Keras raises {@code ValueError}
     */
    public Model model() {
        checkWeights();
        checkActivation();
        InputRule rule = rule();
        Shape shape = rule.shape(entry.shape);
        entry.tensor.ifPresent(rule::check);
        warnings().forEach(LOG::warn);
        return architecture.network().build(entry.tensor.orElseGet(() -> new Input(shape).on()), options());
    }

    /** What Keras would warn of about these arguments; {@link #model} also logs it. */
    public List<String> warnings() {
        return rule().warning(entry.shape).stream().toList();
    }

    /** The weights of {@link #model}, from {@link KerasCache#standard} where they are Keras' own. */
    public Weights weights() throws IOException {
        return weights(KerasCache.standard());
    }

    /**
     * The weights of {@link #model}.
     *
     * @param cache where Keras' own files are, or come to be
     * @throws org.inception4j.formats.WeightsException if the file cannot be fetched, is damaged or does not fit
     */
    public Weights weights(KerasCache cache) throws IOException {
        Model model = model();
        return switch (weights) {
            case PretrainedWeights.Initialised(long seed) -> Weights.initialise(model, seed);
            case PretrainedWeights.Imagenet() -> read(cache.file(architecture.weights(head.includeTop)), model);
            case PretrainedWeights.FromFile(Path path) -> read(path, model);
        };
    }

    /** How Keras prepares a picture for this application: squashed to the input's size by nearest pixels, RGB in -1 to 1. */
    public Preprocessing preprocessing() {
        Shape shape = entry.tensor.map(Node::shape).orElseGet(() -> rule().shape(entry.shape));
        Preprocessing keras = Preprocessing.keras(1);
        return new Preprocessing(
                new Resize.Squash(shape.height(), shape.width()),
                Interpolation.NEAREST,
                shape.height(),
                shape.width(),
                ChannelOrder.RGB,
                keras.mean(),
                keras.scale());
    }

    /** What a file is, Keras 3 tells by the end of its name too. */
    private static Weights read(Path path, Model model) throws IOException {
        if (path.toString().endsWith(".weights.h5") || path.toString().endsWith(".keras")) {
            try (KerasFile file = KerasFile.open(path)) {
                return file.match(model).complete();
            }
        }
        try (H5File file = H5File.open(path)) {
            return file.toWeights(model);
        }
    }

    private InputRule rule() {
        return new InputRule(architecture, head.includeTop, weights);
    }

    private NetworkOptions options() {
        return architecture
                .options()
                .withTop(head.includeTop ? Top.CLASSIFIER : head.pooling.top())
                .withClasses(head.classes)
                .withClassifierActivation(head.classifierActivation);
    }

    private void checkWeights() {
        if (weights instanceof PretrainedWeights.FromFile(Path path) && !Files.exists(path)) {
            throw refused(
                    "weights is %s and there is no such file".formatted(path),
                    "give none, imagenet or the path of a file of Keras");
        }
        if (weights.isImagenet() && head.includeTop && head.classes != Architecture.CLASSES) {
            throw refused(
                    "classes is %d and include_top with imagenet weights needs %d"
                            .formatted(head.classes, Architecture.CLASSES),
                    "build without the top and put a Dense of %d units on it".formatted(head.classes));
        }
    }

    private void checkActivation() {
        ActivationFunction activation = head.classifierActivation;
        boolean usual = activation.equals(ActivationFunction.SOFTMAX) || activation.equals(ActivationFunction.LINEAR);
        if (head.includeTop && weights.isTrained() && !usual) {
            throw refused(
                    "classifier_activation is %s and a trained classifier needs softmax or linear"
                            .formatted(activation.kind().name().toLowerCase(Locale.ROOT)),
                    "give one of them, or build without weights");
        }
    }

    private IllegalArgumentException refused(String problem, String remedy) {
        return new IllegalArgumentException("%s: %s; %s".formatted(architecture.name(), problem, remedy));
    }
}
