package org.inception4j.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.inception4j.classifier.Card;
import org.inception4j.classifier.Classifier;
import org.inception4j.engine.Engine;
import org.inception4j.model.Model;
import org.inception4j.model.zoo.Network;
import org.inception4j.model.zoo.Networks;
import org.inception4j.tensor.Weights;
import org.inception4j.training.callback.Callback;
import org.inception4j.vision.Augmentation;
import org.inception4j.vision.ImageFolder;
import org.inception4j.vision.Preprocessing;
import org.inception4j.vision.Range;
import org.inception4j.vision.Rejected;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * From folders of pictures to a classifier in one call: a network of the zoo from scratch, or another classifier fine-tuned. All
 * that is not chosen has a sensible value. The run folder gets the best and the last classifier, the numbers of each epoch, a
 * report, and a checkpoint from which {@link #resume} goes on after whatever broke the run off.
 *
 * <pre>{@code
 * Split photos = ImageFolder.read(Path.of("photos")).holdOut(0.2, 1);
 * try (TrainedRun run = ImageTraining.of(photos.training(), photos.validation())
 *         .network("googlenet:bn")
 *         .imageSize(128)
 *         .runFolder(Path.of("run"))
 *         .fit()) {
 *     Score best = run.best().predict(Path.of("photo.jpg")).best();
 * }
 * }</pre>
 */
public final class ImageTraining {
    private static final Logger LOGGER = LoggerFactory.getLogger(ImageTraining.class);
    private static final Range FINE_TUNING_AREA = Range.of(0.25, 1);

    private final ImageFolder training;
    private final ImageFolder validation;
    private final List<Callback> listeners = new ArrayList<>();
    private Consumer<Rejected> rejectedListener = _ -> {};
    private String network = "googlenet:bn";
    private double width = 1;
    private boolean auxiliary = true;
    private Optional<Classifier> base = Optional.empty();
    private Optional<Recipe> recipe = Optional.empty();
    private Optional<Preprocessing> preprocessing = Optional.empty();
    private Optional<Engine> engine = Optional.empty();
    private Optional<Augmentation> augmentation = Optional.empty();
    private int imageSize;
    private int patience;
    private String source = "";
    private Path runFolder = Path.of("run");
    private int decodeThreads = Runtime.getRuntime().availableProcessors();
    private int checkpointSteps;
    private Duration checkpointTime = Duration.ofMinutes(1);
    private Optional<RunArgs> resumed = Optional.empty();

    private ImageTraining(ImageFolder training, ImageFolder validation) {
        this.training = training;
        this.validation = validation;
    }

    /** Without validation: the best epoch is that of the lowest training loss. */
    public static ImageTraining of(ImageFolder training) {
        return new ImageTraining(training, new ImageFolder(training.labels(), List.of()));
    }

    /** With pictures held out, which must have the same classes; none of them is as if none were given. */
    public static ImageTraining of(ImageFolder training, ImageFolder validation) {
        if (!validation.labels().equals(training.labels())) {
            throw new IllegalArgumentException("validation: has the classes %s and training has %s; give both the same"
                    .formatted(validation.labels(), training.labels()));
        }
        return new ImageTraining(training, validation);
    }

    /**
     * The run of this folder, with everything as it was begun, to go on by {@link #fit} from its last checkpoint. Listeners that
     * keep a state must be given again. One that was broken off before its first checkpoint starts from its beginning; a run that
     * was complete only gets its report again.
     */
    public static ImageTraining resume(Path runFolder) throws IOException {
        RunFolder folder = new RunFolder(runFolder);
        folder.require(folder.args());
        RunArgs args = RunArgs.read(folder.args());
        ImageTraining run = new ImageTraining(
                folder.readTraining(args.labels()), folder.readValidation(args.labels(), args.validationImages()));
        run.resumed = Optional.of(args);
        run.network = args.network();
        run.width = args.width();
        run.auxiliary = args.auxiliary();
        if (args.fineTunes()) {
            folder.require(folder.last());
            run.base = Optional.of(Classifier.open(folder.last()));
        }
        return run.engine(Engine.named(args.engine()))
                .imageSize(args.imageSize())
                .recipe(args.recipe())
                .patience(args.patience())
                .preprocessing(args.preprocessing())
                .augmentation(args.augmentation())
                .source(args.source())
                .runFolder(runFolder);
    }

    /** A network of the zoo from scratch; without a choice {@code googlenet:bn}. */
    public ImageTraining network(String name) {
        network = name;
        base = Optional.empty();
        return this;
    }

    /** Factor on the channels of a zoo network; 1 without a choice. */
    public ImageTraining width(double changed) {
        width = changed;
        return this;
    }

    /** Whether a zoo network that has auxiliary heads is trained with them; true without a choice. */
    public ImageTraining auxiliary(boolean changed) {
        auxiliary = changed;
        return this;
    }

    /** Fine-tunes this classifier: its body, preprocessing and size, a new head for the classes. It stays the caller's to close. */
    public ImageTraining from(Classifier classifier) {
        base = Optional.of(classifier);
        return this;
    }

    /** Height and width of the network's input; without a choice the network's own. */
    public ImageTraining imageSize(int changed) {
        imageSize = changed;
        return this;
    }

    /** Without a choice {@link Recipe#standard}, or with {@link #from} {@link Recipe#fineTuning}. */
    public ImageTraining recipe(Recipe changed) {
        recipe = Optional.of(changed);
        return this;
    }

    /**
     * Ends after so many epochs in a row without a better one, by the top-1 of what is held out, or the loss where nothing is; 0
     * and without a choice: never.
     */
    public ImageTraining patience(int changed) {
        patience = changed;
        return this;
    }

    /** Without a choice that of the classifier that is fine-tuned, and from scratch {@link Preprocessing#torch}. */
    public ImageTraining preprocessing(Preprocessing changed) {
        preprocessing = Optional.of(changed);
        return this;
    }

    /** Without a choice {@link Augmentation#standard}, but with {@link #from} crops of a quarter of the area or more. */
    public ImageTraining augmentation(Augmentation changed) {
        augmentation = Optional.of(changed);
        return this;
    }

    /** Without a choice the best on this machine. */
    public ImageTraining engine(Engine changed) {
        engine = Optional.of(changed);
        return this;
    }

    /** What the pictures are, as the saved classifier's card will tell: a folder's name. */
    public ImageTraining source(String changed) {
        source = changed;
        return this;
    }

    /** A new or empty folder; without a choice {@code run}. */
    public ImageTraining runFolder(Path changed) {
        runFolder = changed;
        return this;
    }

    /** Threads that decode pictures; without a choice one for each processor. Results do not depend on it. */
    public ImageTraining decodeThreads(int changed) {
        decodeThreads = changed;
        return this;
    }

    /** How often a checkpoint is written within an epoch; without a choice every minute. Zeros: only after each epoch. */
    public ImageTraining checkpoints(int everySteps, Duration every) {
        checkpointSteps = everySteps;
        checkpointTime = every;
        return this;
    }

    /** Adds callbacks, which are called after those that write the run folder. */
    public ImageTraining listener(Callback... more) {
        listeners.addAll(List.of(more));
        return this;
    }

    /** Is told each picture that is left out, once. */
    public ImageTraining rejectedListener(Consumer<Rejected> changed) {
        rejectedListener = changed;
        return this;
    }

    /** What {@link #fit} will do. */
    public TrainingOutline outline() {
        Engine chosen = engine.orElseGet(Engine::best);
        FineTuning.Start start = start();
        RunArgs args = args(chosen, start, "");
        return new TrainingOutline(
                args.network(), args.from(), start.model(), chosen, args.recipe(), training, validation, runFolder);
    }

    /** Trains, or goes on training, and writes the run folder. Close the result. */
    public TrainedRun fit() throws IOException {
        RunFolder folder = new RunFolder(runFolder);
        Engine chosen = engine.orElseGet(Engine::best);
        FineTuning.Start start = start();
        resumed.ifPresent(begun -> begun.requirePatience(folder.args(), patience));
        if (resumed.isEmpty()) {
            ClassCheck.of(training);
            LayerPatterns.of("freeze", recipe().freeze(), start.model());
            Files.createDirectories(runFolder);
        }
        try (RunLock _ = RunLock.of(folder)) {
            return fit(folder, chosen, start);
        }
    }

    private TrainedRun fit(RunFolder folder, Engine chosen, FineTuning.Start start) throws IOException {
        RunArgs args = resumed.isPresent()
                ? args(chosen, start, resumed.orElseThrow().created())
                : begin(folder, chosen, start);
        return new ImageRun(folder, args, chosen, start, training, validation)
                .decodeThreads(decodeThreads)
                .checkpoints(checkpointSteps, checkpointTime)
                .listeners(listeners, rejectedListener)
                .fit(resumed.isPresent() && folder.hasCheckpoint());
    }

    private RunArgs begin(RunFolder folder, Engine chosen, FineTuning.Start start) throws IOException {
        folder.requireNoRun();
        SharedPictures.warning(training, validation).ifPresent(LOGGER::warn);
        RunArgs args = args(
                chosen, start, Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        folder.writeImages(training, validation);
        args.write(folder.args());
        return args;
    }

    private FineTuning.Start start() {
        int classes = training.labels().size();
        if (resumed.isPresent() && base.isPresent()) {
            Classifier last = base.orElseThrow();
            return new FineTuning.Start(last.model(), last.weights(), "");
        }
        if (base.isPresent()) {
            Classifier classifier = base.orElseThrow();
            return FineTuning.from(classifier, imageSize, classes, recipe().seed());
        }
        Network named = Networks.named(network);
        int size = imageSize > 0 ? imageSize : named.defaults().imageSize();
        Model model = named.build(named.defaults()
                .withImageSize(size)
                .withClasses(classes)
                .withWidth(width)
                .withAuxiliary(auxiliary && named.defaults().auxiliary()));
        return new FineTuning.Start(model, Weights.initialise(model, recipe().seed()), "");
    }

    private Recipe recipe() {
        return recipe.orElseGet(() -> base.isPresent() ? Recipe.fineTuning() : Recipe.standard());
    }

    /** A few hundred photos are seen a few times: a twelfth of one as a crop would often miss what it shows. */
    private Augmentation augmentation() {
        return augmentation.orElseGet(
                () -> base.isPresent() ? Augmentation.standard().withArea(FINE_TUNING_AREA) : Augmentation.standard());
    }

    private Preprocessing preprocessing(int size) {
        Preprocessing chosen =
                preprocessing.or(() -> base.map(Classifier::preprocessing)).orElseGet(() -> Preprocessing.torch(size));
        return chosen.height() == size && chosen.width() == size ? chosen : chosen.withSize(size);
    }

    private RunArgs args(Engine chosen, FineTuning.Start start, String created) {
        int size = start.model().input().shape().height();
        String from = resumed.map(RunArgs::from)
                .orElseGet(() ->
                        base.map(classifier -> classifier.card().network()).orElse(""));
        return new RunArgs(
                created,
                Card.of("").libraryVersion(),
                chosen.name(),
                base.isPresent()
                        ? start.model().name()
                        : Networks.named(network).name(),
                from,
                size,
                width,
                auxiliary,
                training.labels(),
                training.images().size(),
                validation.images().size(),
                source,
                recipe(),
                patience,
                preprocessing(size),
                augmentation());
    }
}
