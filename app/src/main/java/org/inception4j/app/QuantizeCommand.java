package org.inception4j.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.inception4j.app.QuantizationReport.Measured;
import org.inception4j.classifier.Classifier;
import org.inception4j.classifier.ClassifierOptions;
import org.inception4j.classifier.Quantizer;
import org.inception4j.engine.Engine;
import org.inception4j.engine.InferenceOptions;
import org.inception4j.engine.Precision;
import org.inception4j.engine.Quantization;
import org.inception4j.engine.calibration.CalibrationMethod;
import org.inception4j.training.evaluation.Agreement;
import org.inception4j.training.evaluation.EvaluatorOptions;
import org.inception4j.vision.Image;
import org.inception4j.vision.ImageException;
import org.inception4j.vision.ImageFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "quantize",
        description = {
            "Make a classifier compute in 8 bits, and measure what that changes.",
            "Some pictures show which range its numbers have; the weights in the file stay as they are."
        },
        abbreviateSynopsis = true,
        requiredOptionMarker = '*',
        parameterListHeading = "%nArguments:%n",
        optionListHeading = "%nOptions, those with * must be given:%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ${ROOT-COMMAND-NAME} quantize flowers.inception --calibrate photos/",
            "  ${ROOT-COMMAND-NAME} quantize flowers.inception --calibrate photos/ --evaluate held-out/",
            "  ${ROOT-COMMAND-NAME} predict flowers-int8.inception rose.jpg"
        })
final class QuantizeCommand implements WritingCommand {
    private static final String EXTENSION = ".inception";

    /** More are not needed to compare by, where the folder is a large one. */
    private static final int MOST_COMPARED = 500;

    private final Console console;

    @Parameters(paramLabel = "MODEL", description = "A *.inception file.")
    private Path source;

    @Option(
            names = {"-c", "--calibrate"},
            required = true,
            paramLabel = "DIR",
            description = "Pictures like those to come, however deep in folders; labels are not needed.")
    private Path calibration;

    @Option(
            names = {"-n", "--pictures"},
            paramLabel = "N",
            defaultValue = "128",
            description = "So many of them, evenly spread. Default: 128.")
    private int pictures;

    @Option(
            names = {"-m", "--method"},
            paramLabel = "mse|percentile|minmax",
            completionCandidates = Choices.Methods.class,
            defaultValue = "mse",
            description = {
                "The range of a value: of the least squared error, without the largest of 10,000, or all.",
                "Default: mse."
            })
    private CalibrationMethod method;

    @Option(
            names = {"-e", "--evaluate"},
            paramLabel = "DIR|CSV",
            description = {
                "Compare on these: a folder with a folder for each class, or lines of image,label.",
                "Default: up to 500 pictures of --calibrate that were not used."
            })
    private Path evaluation;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "The file to write. Default: beside MODEL, with -int8 in its name.")
    private Path output;

    @Option(
            names = "--threads",
            paramLabel = "N",
            defaultValue = "0",
            description = "Processor threads; 0 is all. Default: 0.")
    private int threads;

    @Mixin
    private OverwriteOption overwrite;

    @Mixin
    private FormatOption format;

    @Mixin
    private CommonOptions common;

    QuantizeCommand(Console console) {
        this.console = console;
    }

    /** Pictures to compare on, labelled or not, and what they are. */
    private record Compared(List<Path> paths, Optional<ImageFolder> labelled, String description) {}

    @Override
    public Integer call() throws IOException {
        Path file = output == null ? beside(source) : output;
        overwrite.check(file);
        ClassifierOptions float32 =
                ClassifierOptions.standard().withThreads(threads).withPrecision(Precision.FP32);
        try (Classifier before = open().withOptions(float32)) {
            List<Path> all = ImageFolder.list(calibration);
            List<Path> shown = Spread.of(all, pictures);
            Classifier quantized = calibrate(before, shown);
            Compared compared = compared(before, all, shown);
            quantized.write(file);
            Quantization quantization = quantized.quantization().orElseThrow();
            Optional<Measured> measured = measure(before, quantized, compared);
            QuantizationReport report = new QuantizationReport(file, quantization, calibration, measured);
            if (format.isJson()) {
                console.out().println(report.json());
            } else {
                report.print(console);
            }
        }
        return OK;
    }

    private Classifier open() throws IOException {
        NativeLibraries libraries = NativeLibraries.loadAhead();
        Classifier classifier = SavedClassifier.open(source);
        libraries.await();
        return classifier;
    }

    private static Path beside(Path source) {
        String name = source.getFileName().toString();
        String base = name.endsWith(EXTENSION) ? name.substring(0, name.length() - EXTENSION.length()) : name;
        return source.resolveSibling(base + "-int8" + EXTENSION);
    }

    private Classifier calibrate(Classifier classifier, List<Path> shown) {
        if (shown.isEmpty()) {
            throw new IllegalArgumentException("%s: has no pictures; give a folder with some".formatted(calibration));
        }
        try (Quantizer quantizer = Quantizer.of(classifier);
                Progress progress = Progress.of(console, "Calibrating", shown.size())) {
            for (int i = 0; i < shown.size(); i++) {
                show(quantizer, shown.get(i), progress);
                progress.at(i + 1);
            }
            if (quantizer.pictures() == 0) {
                throw new IllegalArgumentException(
                        "%s: none of its pictures could be read; give others".formatted(calibration));
            }
            return quantizer.classifier(method);
        }
    }

    private void show(Quantizer quantizer, Path picture, Progress progress) {
        try {
            quantizer.show(Image.read(picture));
        } catch (IOException unreadable) {
            progress.erase();
            console.err().println(unreadable.getMessage());
        }
    }

    private Compared compared(Classifier classifier, List<Path> all, List<Path> shown) throws IOException {
        if (evaluation != null) {
            ImageFolder folder = Files.isRegularFile(evaluation)
                    ? ImageFolder.readCsv(evaluation, classifier.labels())
                    : ImageFolder.read(evaluation);
            String on = "%s of %s".formatted(Count.of(folder.images().size(), "picture"), evaluation);
            return new Compared(List.of(), Optional.of(folder), on);
        }
        Set<Path> used = new HashSet<>(shown);
        List<Path> others = all.stream().filter(path -> !used.contains(path)).toList();
        List<Path> paths = others.isEmpty() ? shown : Spread.of(others, MOST_COMPARED);
        String on = others.isEmpty()
                ? "the same %s".formatted(Count.of(paths.size(), "picture"))
                : "%s of %s".formatted(Count.of(paths.size(), "other picture"), calibration);
        return new Compared(paths, labelled(classifier, paths), on);
    }

    /** With their labels, where the folders are classes that the classifier knows. */
    private Optional<ImageFolder> labelled(Classifier classifier, List<Path> paths) throws IOException {
        try {
            ImageFolder folder = ImageFolder.read(calibration);
            Set<Path> wanted = new HashSet<>(paths);
            return Agreement.canMeasure(classifier, folder)
                    ? Optional.of(new ImageFolder(
                            folder.labels(),
                            folder.images().stream()
                                    .filter(image -> wanted.contains(image.path()))
                                    .toList()))
                    : Optional.empty();
        } catch (ImageException noClasses) {
            return Optional.empty();
        }
    }

    private Optional<Measured> measure(Classifier before, Classifier quantized, Compared compared) {
        InferenceOptions options = InferenceOptions.standard()
                .withQuantization(quantized.quantization().orElseThrow());
        if (Engine.best().resolve(options) != Precision.INT8) {
            return Optional.empty();
        }
        try (Classifier after = quantized.withOptions(before.options().withPrecision(Precision.INT8))) {
            Agreement agreement = agreement(before, after, compared);
            return Optional.of(Measured.of(before, after, agreement, compared.description));
        }
    }

    private Agreement agreement(Classifier before, Classifier after, Compared compared) {
        int total = compared.labelled.map(folder -> folder.images().size()).orElse(compared.paths.size());
        try (Progress progress = Progress.of(console, "Comparing", total)) {
            EvaluatorOptions options = EvaluatorOptions.standard().withListener((done, _) -> progress.at(done));
            Agreement agreement = compared.labelled
                    .map(folder -> Agreement.of(before, after, folder, options))
                    .orElseGet(() -> Agreement.of(before, after, compared.paths, options));
            agreement.rejected().forEach(rejected -> console.err().println(rejected.message()));
            return agreement;
        }
    }
}
