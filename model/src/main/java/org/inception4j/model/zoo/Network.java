package org.inception4j.model.zoo;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.inception4j.model.Input;
import org.inception4j.model.Model;
import org.inception4j.model.Node;
import org.inception4j.model.WeightSpec;

/** A network of the zoo: a recipe that gives a {@link Model} under options, and what is known of it. */
public final class Network {
    private static final int DEFAULT_IMAGE_SIZE = 224;

    private final String name;
    private final String description;
    private final Recipe recipe;
    private final NetworkOptions defaults;
    private final int smallestImage;
    private final Facts facts;

    /** How a network is built from the node that its pictures come from. */
    interface Recipe {
        Model model(String name, Node input, NetworkOptions options);
    }

    /** @param inputName null if Keras' rules give the name */
    private record Facts(
            String source, Accuracy accuracy, String inputName, List<String> deviations, boolean averagesCount) {
        static final Facts NONE = new Facts("", null, null, List.of(), true);
    }

    private Network(
            String name, String description, Recipe recipe, NetworkOptions defaults, int smallestImage, Facts facts) {
        this.name = name;
        this.description = description;
        this.recipe = recipe;
        this.defaults = defaults;
        this.smallestImage = smallestImage;
        this.facts = facts;
    }

    /** For pictures of 224 pixels, 1000 classes, without auxiliary heads. */
    static Network of(String name, String description, Recipe recipe) {
        return new Network(
                name, description, recipe, NetworkOptions.of(DEFAULT_IMAGE_SIZE), DEFAULT_IMAGE_SIZE, Facts.NONE);
    }

    Network withImageSize(int published, int smallest) {
        return new Network(name, description, recipe, defaults.withImageSize(published), smallest, facts);
    }

    Network withClasses(int published) {
        return new Network(name, description, recipe, defaults.withClasses(published), smallestImage, facts);
    }

    /** Trained with auxiliary heads unless one says otherwise. */
    Network withHeads() {
        return new Network(name, description, recipe, defaults.withAuxiliary(true), smallestImage, facts);
    }

    Network withSource(String changed) {
        return withFacts(new Facts(changed, facts.accuracy, facts.inputName, facts.deviations, facts.averagesCount));
    }

    Network withAccuracy(double top1, double top5, String measuredBy) {
        return withFacts(new Facts(
                facts.source,
                new Accuracy(top1, top5, measuredBy),
                facts.inputName,
                facts.deviations,
                facts.averagesCount));
    }

    Network withInputName(String changed) {
        return withFacts(new Facts(facts.source, facts.accuracy, changed, facts.deviations, facts.averagesCount));
    }

    Network withDeviations(List<String> changed) {
        return withFacts(
                new Facts(facts.source, facts.accuracy, facts.inputName, List.copyOf(changed), facts.averagesCount));
    }

    /** With one sentence more. */
    Network withDeviation(String further) {
        return withDeviations(
                Stream.concat(facts.deviations.stream(), Stream.of(further)).toList());
    }

    /** Its source counts as PyTorch does: moving averages are buffers and no parameters. */
    Network countedByPyTorch() {
        return withFacts(new Facts(facts.source, facts.accuracy, facts.inputName, facts.deviations, false));
    }

    private Network withFacts(Facts changed) {
        return new Network(name, description, recipe, defaults, smallestImage, changed);
    }

    /** The name by which {@link Networks#named} finds it: {@code family:variant}, or {@code family} if there is one only. */
    public String name() {
        return name;
    }

    /** The name without the variant, which alone means the family's first: {@code googlenet}. */
    public String family() {
        return name.replaceFirst(":.*", "");
    }

    /** What tells it from others of its family, {@code torchvision}; empty where there is one only. */
    public String variant() {
        return name.contains(":") ? name.substring(name.indexOf(':') + 1) : "";
    }

    /** What it is and what it is for, in one sentence. */
    public String description() {
        return description;
    }

    /** The paper and the definition that it follows. */
    public String source() {
        return facts.source;
    }

    /** What the published weights of this network reach; empty where nothing was published. */
    public Optional<Accuracy> accuracy() {
        return Optional.ofNullable(facts.accuracy);
    }

    /**
     * Each way in which it is known to differ from the paper's network, in a sentence without a full stop; empty where none
     * was noted.
     */
    public List<String> deviations() {
        return facts.deviations;
    }

    /** The published form: its image size and classes, width 1; with auxiliary heads if it is trained with them. */
    public NetworkOptions defaults() {
        return defaults;
    }

    /** The least image size for which every layer has something to look at, in pixels. */
    public int smallestImage() {
        return smallestImage;
    }

    /**
     * How many parameters a model that this network built has in the way of counting of the network's source, so that the
     * number is the published one: Keras counts the moving averages of batch normalisation, PyTorch does not.
     */
    public long parameters(Model model) {
        return facts.averagesCount ? model.parameters() : model.trainableParameters();
    }

    /** Whether {@link #parameters} counts this weight of a layer, as {@link org.inception4j.model.Layer#weights} gives it. */
    public boolean counts(WeightSpec weight) {
        return facts.averagesCount || weight.trainable();
    }

    /** The model in its published form. */
    public Model build() {
        return build(defaults);
    }

    /**
     * The model under these options, on a picture of (image size, image size, 3). The main output comes first, auxiliary
     * heads follow. Images smaller than {@link #smallestImage} are refused.
     */
    public Model build(NetworkOptions options) {
        int size = options.imageSize();
        if (size < smallestImage) {
            throw new IllegalArgumentException(
                    "%s: imageSize is %d; give at least %d".formatted(name, size, smallestImage));
        }
        Input input = Input.of(size, size, 3);
        return build(
                facts.inputName == null
                        ? input.on()
                        : input.named(facts.inputName).on(),
                options);
    }

    /**
     * The model on any node that gives (height, width, channels): an {@link Input} of another shape, or the end of layers
     * that prepare a picture. The inputs that the node stems from are the model's; the options' image size means nothing.
     */
    public Model build(Node input, NetworkOptions options) {
        return recipe.model(name, input, options);
    }

    @Override
    public String toString() {
        return name;
    }
}
