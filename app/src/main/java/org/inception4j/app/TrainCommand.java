package org.inception4j.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.inception4j.classifier.Classifier;
import org.inception4j.model.zoo.Networks;
import org.inception4j.training.ImageTraining;
import org.inception4j.training.TrainedRun;
import org.inception4j.vision.Augmentation;
import org.inception4j.vision.ImageFolder;
import org.inception4j.vision.Split;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "train",
        description = {
            "Train a classifier on folders of pictures.",
            "From scratch, or by fine-tuning another (--from).",
            "Everything goes into a run folder; Ctrl-C puts the run away, and --resume goes on with it."
        },
        abbreviateSynopsis = true,
        parameterListHeading = "%nArguments:%n",
        optionListHeading = "%nOptions:%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ${ROOT-COMMAND-NAME} train photos/ --from googlenet.inception",
            "  ${ROOT-COMMAND-NAME} train photos/ --validation other-photos/ --epochs 60 --image-size 160",
            "  ${ROOT-COMMAND-NAME} train photos/ --from googlenet.inception --freeze \"*,!loss3/classifier\" --epochs 3",
            "  ${ROOT-COMMAND-NAME} train --resume runs/photos-1"
        })
final class TrainCommand implements WritingCommand {
    private static final String NETWORK = "googlenet:bn";
    private static final int SCRATCH_IMAGE_SIZE = 128;
    private static final double HOLD_OUT = 0.2;
    private static final Path RUNS = Path.of("runs");
    private static final String CSV = ".csv";
    private static final List<String> WITH_RESUME = List.of("--resume", "--patience", "--format", "--debug");

    private final Console console;

    @Parameters(
            arity = "0..1",
            paramLabel = "DIR",
            description = "A folder with a folder of pictures for each class; or a *.csv of image,label.")
    private Path pictures;

    @Option(
            names = {"-n", "--network"},
            paramLabel = "NAME",
            completionCandidates = Choices.Networks.class,
            description = "A network to train from scratch: googlenet:bn, googlenet. Default: googlenet:bn.")
    private String network;

    @Option(
            names = "--from",
            paramLabel = "X.inception",
            description = "A classifier to fine-tune: its layers, another head.")
    private Path from;

    @Option(
            names = "--validation",
            paramLabel = "DIR",
            description = "Pictures to validate on, of the same classes; or a *.csv.")
    private Path validation;

    @Option(
            names = "--holdout",
            paramLabel = "PART",
            description = "Without --validation: the part of each class to validate on. Default: 0.2.")
    private Double holdOut;

    @Option(
            names = {"-s", "--image-size"},
            paramLabel = "PIXELS",
            description = "Height and width of the input. Default: 128, with --from that of the classifier.")
    private Integer imageSize;

    @Option(
            names = {"-w", "--width"},
            paramLabel = "FACTOR",
            description = "Multiplies the channels of --network: less is faster. Default: 1.")
    private Double width;

    @Option(names = "--no-augmentation", description = "Show every picture unchanged.")
    private boolean unchanged;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "0",
            description = "The same seed gives the same classifier. Default: 0.")
    private long seed;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "RUN",
            description = "The run folder. Default: runs/NAME-N, by the pictures' folder.")
    private Path output;

    @Option(
            names = "--resume",
            paramLabel = "RUN",
            description = "Go on with a run that was broken off, as it was begun.")
    private Path resumed;

    @Option(
            names = "--patience",
            paramLabel = "EPOCHS",
            description = "End after so many epochs without a better one. Default: never.")
    private Integer patience;

    @ArgGroup(validate = false, heading = "%nLearning:%n")
    private RecipeOptions learning = new RecipeOptions();

    @Mixin
    private MachineOptions machine;

    @Mixin
    private FormatOption format;

    @Mixin
    private CommonOptions common;

    @Spec
    private CommandSpec spec;

    TrainCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        checkOptions();
        if (resumed != null) {
            return fit(ImageTraining.resume(resumed));
        }
        if (from == null) {
            String name = network == null ? NETWORK : network;
            int pixels = imageSize == null ? SCRATCH_IMAGE_SIZE : imageSize;
            NetworkSource.checkImageSize(Networks.named(name), pixels);
            return fit(
                    begun(false).network(name).width(width == null ? 1 : width).imageSize(pixels));
        }
        try (Classifier base = SavedClassifier.open(from)) {
            ImageTraining training = begun(true).from(base);
            return fit(imageSize == null ? training : training.imageSize(imageSize));
        }
    }

    private void checkOptions() {
        if ((pictures == null) == (resumed == null)) {
            throw refused("give either DIR to begin a run or --resume RUN to go on with one");
        }
        if (from != null && (network != null || width != null)) {
            throw refused("--from brings its own network; leave out --network and --width");
        }
        if (validation != null && holdOut != null) {
            throw refused("give either --validation or --holdout");
        }
        if (resumed != null) {
            checkNothingChanges();
        }
    }

    /** A resumed run has everything as it was begun; that a patience given again is the same one, training itself checks. */
    private void checkNothingChanges() {
        for (OptionSpec option : spec.commandLine().getParseResult().matchedOptions()) {
            if (!WITH_RESUME.contains(option.longestName())) {
                throw refused("--resume goes on as the run was begun; leave out " + option.longestName());
            }
        }
    }

    private ParameterException refused(String problem) {
        return new ParameterException(spec.commandLine(), problem);
    }

    /** A new run with all that does not depend on where it starts from. */
    private ImageTraining begun(boolean fineTuning) throws IOException {
        ImageFolder all = read(pictures);
        Split split = validation == null
                ? all.holdOut(holdOut == null ? HOLD_OUT : holdOut, seed)
                : new Split(all, read(validation, all.labels()));
        return ImageTraining.of(split.training(), split.validation())
                .recipe(learning.recipe(fineTuning, machine.precision(), machine.threads(), seed))
                .augmentation(unchanged ? Augmentation.none() : Augmentation.standard())
                .engine(machine.engine())
                .source(name(pictures))
                .runFolder(output == null ? RunNames.free(RUNS, name(pictures)) : output);
    }

    private static ImageFolder read(Path source) throws IOException {
        return isCsv(source) ? ImageFolder.readCsv(source) : ImageFolder.read(source);
    }

    private static ImageFolder read(Path source, List<String> labels) throws IOException {
        return isCsv(source) ? ImageFolder.readCsv(source, labels) : ImageFolder.read(source, labels);
    }

    private static boolean isCsv(Path source) {
        return source.toString().toLowerCase(Locale.ROOT).endsWith(CSV);
    }

    private static String name(Path source) {
        String name = source.toAbsolutePath().normalize().getFileName().toString();
        return isCsv(source) ? name.substring(0, name.length() - CSV.length()) : name;
    }

    private int fit(ImageTraining training) throws IOException {
        ImageTraining chosen = patience == null ? training : training.patience(patience);
        Optional<TrainedRun> run = new TrainingSession(console, chosen, format.isJson()).fit();
        run.ifPresent(TrainedRun::close);
        return run.isPresent() ? OK : INTERRUPTED;
    }
}
