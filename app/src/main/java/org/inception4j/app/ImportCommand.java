package org.inception4j.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.inception4j.classifier.Card;
import org.inception4j.classifier.Classifier;
import org.inception4j.formats.TensorFile;
import org.inception4j.formats.WeightMatch;
import org.inception4j.formats.WeightsException;
import org.inception4j.formats.tensorflow.TensorflowFile;
import org.inception4j.model.Model;
import org.inception4j.model.Shape;
import org.inception4j.model.zoo.Networks;
import org.inception4j.tensor.Tensor;
import org.inception4j.tensor.Weights;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "import",
        description = {
            "Make a classifier of weights from another library.",
            "What the file is its contents tell: see '${ROOT-COMMAND-NAME} inspect'."
        },
        abbreviateSynopsis = true,
        requiredOptionMarker = '*',
        parameterListHeading = "%nArguments:%n",
        optionListHeading = "%nOptions, those with * must be given:%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ${ROOT-COMMAND-NAME} import bvlc_googlenet.caffemodel --labels imagenet.txt \\",
            "      --output googlenet.inception",
            "  ${ROOT-COMMAND-NAME} import model.pth --network inception-v3:torchvision --report -o v3.inception"
        })
final class ImportCommand implements WritingCommand {
    private static final int SHOWN = 5;
    private static final int COLOURS = 3;
    private static final int IMAGENET_CLASSES = 1000;

    private final Console console;
    private final List<String> notes = new ArrayList<>();

    /** To be left out of the network that the file was matched with. */
    private int classesTooMany;

    @Parameters(paramLabel = "FILE", description = "The weights.")
    private Path path;

    @Option(
            names = {"-n", "--network"},
            paramLabel = "NAME",
            completionCandidates = Choices.Networks.class,
            description = "The network that the weights are of. Default: the file's own, or the one that they fit.")
    private String networkName;

    @Option(
            names = {"-l", "--labels"},
            paramLabel = "FILE",
            description = "The names of the classes, a line each, in the order of the network's output.")
    private Path labelsFile;

    @Option(
            names = {"-o", "--output"},
            required = true,
            paramLabel = "X.inception",
            description = "The classifier to write.")
    private Path output;

    @Option(
            names = {"-p", "--preprocessing"},
            paramLabel = "caffe|tf|torch|keras|FILE",
            description =
                    "How pictures were made ready in its training; FILE is a classifier or JSON. Default: as the network's source.")
    private String protocol;

    @Option(
            names = {"-s", "--image-size"},
            paramLabel = "PIXELS",
            description = "Height and width of the input. Default: as published.")
    private Integer imageSize;

    @Option(
            names = "--drop-background",
            description = "Leave class 0 out: networks of TF-slim have 1001 classes, the first of which means nothing.")
    private boolean dropBackground;

    @Option(names = "--report", description = "Print what was used, is missing, does not fit and was left over.")
    private boolean report;

    @Mixin
    private OverwriteOption overwrite;

    @Mixin
    private CommonOptions common;

    ImportCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        overwrite.check(output);
        Optional<List<String>> labels =
                labelsFile == null ? Optional.empty() : Optional.of(LabelsFile.read(labelsFile));
        try (TensorFile file = opened(labels.isPresent())) {
            note("%s: %s, %s"
                    .formatted(path, file.format(), Count.of(file.entries().size(), "tensor")));
            Fit fit = fit(file, labels);
            if (report) {
                tell();
                MatchReport.lines(fit.match()).forEach(console.out()::println);
                console.out().println(MatchReport.total(fit.match()));
            }
            write(file, checked(fit, labels), labels);
        }
        return OK;
    }

    /** A graph of 2015 has classes to be left out behind those of ImageNet too, which the file knows where their number is given. */
    private TensorFile opened(boolean labelled) throws IOException {
        TensorFile file = ClassifierTensors.open(path);
        boolean byFile = dropBackground && labelled && file instanceof TensorflowFile;
        classesTooMany = dropBackground && !byFile ? 1 : 0;
        return byFile ? ((TensorflowFile) file).withoutFirstClasses(1) : file;
    }

    private Fit fit(TensorFile file, Optional<List<String>> labels) throws IOException {
        OptionalInt classes = labels.map(List::size)
                .map(size -> OptionalInt.of(size + classesTooMany))
                .orElse(OptionalInt.empty());
        NetworkSearch search =
                new NetworkSearch(file, classes, imageSize == null ? OptionalInt.empty() : OptionalInt.of(imageSize));
        if (networkName != null) {
            return search.named(Networks.named(networkName));
        }
        Optional<Fit> own = Optional.empty();
        Optional<IOException> unreadable = Optional.empty();
        try {
            own = search.own();
        } catch (IOException refused) {
            unreadable = Optional.of(refused);
        }
        if (own.isPresent()) {
            note("Network: the file's own, %s".formatted(own.get().name()));
            return withProbabilities(own.get());
        }
        List<Fit> fitting = search.fitting();
        if (fitting.isEmpty()) {
            throw unreadable.isPresent() ? unreadable.get() : search.noneFits();
        }
        note("Network: %s, which its tensors fit%s".formatted(fitting.getFirst().name(), others(fitting)));
        return fitting.getFirst();
    }

    private Fit withProbabilities(Fit fit) {
        if (!Probabilities.areMissing(fit.model())) {
            return fit;
        }
        note("Added: a softmax, as the network ends in scores and a classifier gives probabilities");
        return new Fit(fit.name(), Probabilities.added(fit.model()), fit.match());
    }

    private static String others(List<Fit> fitting) {
        return fitting.size() == 1
                ? ""
                : "; so do those of %s (--network chooses)"
                        .formatted(String.join(
                                ", ", fitting.stream().skip(1).map(Fit::name).toList()));
    }

    private Fit checked(Fit fit, Optional<List<String>> labels) throws IOException {
        WeightMatch match = fit.match();
        if (!match.isComplete()) {
            throw new WeightsException(
                    match.place(),
                    "does not fit %s: %s".formatted(fit.name(), match.problems(SHOWN)),
                    report ? "choose another --network" : "see all with --report, or choose another --network");
        }
        if (labels.isPresent()) {
            checkLabels(labels.get().size(), fit.classes() - classesTooMany);
        } else if (classesTooMany > 0) {
            checkBackground(fit.classes());
        }
        if (!match.leftOver().isEmpty()) {
            note("%s: left out what %s does not have: %s".formatted(path, fit.name(), shortened(match.leftOver())));
        }
        warnOfNumbersThatAreNone(match.weights());
        return fit;
    }

    private void write(TensorFile file, Fit fit, Optional<List<String>> labels) throws IOException {
        Model model = classesTooMany > 0 ? withoutBackground(fit) : fit.model();
        Weights weights =
                classesTooMany > 0 ? fit.withoutBackground() : fit.match().weights();
        int classes = Math.toIntExact(model.output().node().shape().elements());
        PreprocessingChoice choice = preprocessing(file, fit, model.input().shape());
        note("Preprocessing: " + choice.why());
        Card card = Card.of(fit.name()).withSource(path.getFileName().toString());
        List<String> names = labels.orElseGet(() -> labels(file, classes));
        try (Classifier classifier = Classifier.of(model, weights, choice.preprocessing(), names, card)) {
            classifier.write(output);
        }
        tell();
        console.out()
                .println("%s: %s, %,d parameters, %s"
                        .formatted(
                                output,
                                fit.name(),
                                NetworkNames.parameters(fit.name(), model),
                                Count.of(classes, "class", "classes")));
        console.err().println("Next: %s predict %s photo.jpg".formatted(Program.NAME, Program.quoted(output)));
    }

    private PreprocessingChoice preprocessing(TensorFile file, Fit fit, Shape input) throws IOException {
        if (input.channels() != COLOURS) {
            throw new IllegalArgumentException(
                    "%s: takes pictures of %s and a classifier has pictures of 3; open it in Java: docs/weights.md says how"
                            .formatted(path, Count.of(input.channels(), "channel")));
        }
        if (protocol != null) {
            return PreprocessingChoice.given(protocol, input);
        }
        return file instanceof ClassifierTensors saved
                ? PreprocessingChoice.given(saved.file().toString(), input)
                : PreprocessingChoice.usual(fit.name(), file.format(), input);
    }

    private Model withoutBackground(Fit fit) {
        if (networkName == null
                && Networks.all().stream().noneMatch(network -> network.name().equals(fit.name()))) {
            throw new IllegalArgumentException(
                    "--drop-background: the network is the file's own; give --network, whose classes can be chosen");
        }
        return Networks.named(fit.name())
                .build(Networks.named(fit.name())
                        .defaults()
                        .withAuxiliary(false)
                        .withClasses(fit.classes() - 1)
                        .withImageSize(fit.model().input().shape().height()));
    }

    /** The file's, if it has some; else numbers. */
    private List<String> labels(TensorFile file, int classes) {
        List<String> stored = file.metadata().getOrDefault("labels", "").lines().toList();
        if (stored.size() == classes) {
            return stored;
        }
        note("Labels: class 0 to class %d, as the file has no names; --labels gives them".formatted(classes - 1));
        return IntStream.range(0, classes).mapToObj("class %d"::formatted).toList();
    }

    /** Of as many classes as ImageNet has, the first is a fish; labels would have said that one is too many. */
    private void checkBackground(int classes) {
        if (classes == IMAGENET_CLASSES) {
            throw new IllegalArgumentException(
                    "--drop-background: the weights have 1000 classes, as ImageNet has without a background; leave it out, or give --labels for the other 999");
        }
        note("Left out: class 0 of %d, as --drop-background says".formatted(classes));
    }

    private void checkLabels(int labels, int classes) {
        if (labels != classes) {
            String remedy = classes == labels + 1
                    ? "give a file with a line for each class, or --drop-background if class 0 is the background"
                    : "give a file with a line for each class";
            throw new IllegalArgumentException("%s: has %s and the weights have %s; %s"
                    .formatted(labelsFile, Count.of(labels, "label"), Count.of(classes, "class", "classes"), remedy));
        }
    }

    private void warnOfNumbersThatAreNone(Weights weights) {
        List<String> wrong = new ArrayList<>();
        for (Map.Entry<String, Tensor> tensor : weights.tensors().entrySet()) {
            if (!TensorStatistics.of(tensor.getValue()).isFinite()) {
                wrong.add(tensor.getKey());
            }
        }
        if (!wrong.isEmpty()) {
            note("%s: NaN or infinite numbers are in %s; the network will give no answers"
                    .formatted(path, shortened(wrong)));
        }
    }

    private static String shortened(List<String> names) {
        String shown = String.join(", ", names.subList(0, Math.min(SHOWN, names.size())));
        return names.size() <= SHOWN ? shown : "%s and %d more".formatted(shown, names.size() - SHOWN);
    }

    /** What was found out is told when it served, or with a report: a refusal is one sentence. */
    private void note(String sentence) {
        notes.add(sentence);
    }

    private void tell() {
        notes.forEach(console.err()::println);
        notes.clear();
    }
}
