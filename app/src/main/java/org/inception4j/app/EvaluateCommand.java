package org.inception4j.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.inception4j.classifier.Classifier;
import org.inception4j.training.evaluation.ConfusionMatrix;
import org.inception4j.training.evaluation.Evaluation;
import org.inception4j.training.evaluation.Evaluator;
import org.inception4j.training.evaluation.EvaluatorOptions;
import org.inception4j.training.evaluation.Mistake;
import org.inception4j.vision.ImageFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "evaluate",
        description = "Measure a classifier on labelled pictures: top-1, top-5, loss, each class.",
        abbreviateSynopsis = true,
        parameterListHeading = "%nArguments:%n",
        optionListHeading = "%nOptions:%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ${ROOT-COMMAND-NAME} evaluate runs/photos-1/best.inception held-out/",
            "  ${ROOT-COMMAND-NAME} evaluate runs/photos-1/best.inception --list test.csv --precision fp32",
            "  ${ROOT-COMMAND-NAME} evaluate runs/photos-1/best.inception held-out/ --format json | jq .top1"
        })
final class EvaluateCommand implements WritingCommand {
    private static final int WORST_SHOWN = 5;
    /** With no more classes than these every picture is right. */
    private static final int TOP_5 = 5;

    private static final double PERCENT = 100;

    private final Console console;

    @Parameters(index = "0", paramLabel = "MODEL", description = "A *.inception file.")
    private Path file;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "DIR",
            description = "A folder with a folder of pictures for each class.")
    private Path folder;

    @Option(
            names = {"-l", "--list"},
            paramLabel = "CSV",
            description = "Instead of a folder: lines of image,label; paths are relative to the file.")
    private Path list;

    @Option(
            names = {"-b", "--batch"},
            paramLabel = "N",
            defaultValue = "32",
            description = "Pictures that are computed at once. Default: 32.")
    private int batch;

    @Mixin
    private MachineOptions machine;

    @Mixin
    private FormatOption format;

    @Mixin
    private CommonOptions common;

    @Spec
    private CommandSpec spec;

    EvaluateCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        if ((folder == null) == (list == null)) {
            throw new ParameterException(spec.commandLine(), "give the pictures either as DIR or by --list CSV");
        }
        try (Classifier classifier = machine.open(file, batch)) {
            Evaluation evaluation = evaluate(classifier, pictures(classifier));
            evaluation.rejected().forEach(rejected -> console.err().println(rejected.message()));
            if (format.isJson()) {
                console.out().println(json(evaluation));
            } else if (evaluation.images() > 0) {
                print(evaluation, classifier);
            }
            if (evaluation.images() == 0) {
                console.err()
                        .println("none of the %s could be read"
                                .formatted(Count.of(evaluation.rejected().size(), "picture")));
            }
            return evaluation.images() > 0 ? OK : Failure.USER;
        }
    }

    private ImageFolder pictures(Classifier classifier) throws IOException {
        if (folder != null && folder.toString().endsWith(".csv") && Files.isRegularFile(folder)) {
            throw new IllegalArgumentException("%s: is a file, not a folder; give it by --list".formatted(folder));
        }
        return list == null ? ImageFolder.read(folder) : ImageFolder.readCsv(list, classifier.labels());
    }

    private Evaluation evaluate(Classifier classifier, ImageFolder pictures) throws IOException {
        try (Progress progress =
                Progress.of(console, "Evaluating", pictures.images().size())) {
            EvaluatorOptions options =
                    EvaluatorOptions.standard().withBatch(batch).withListener((done, _) -> progress.at(done));
            return Evaluator.evaluate(classifier, pictures, options);
        }
    }

    private static Json json(Evaluation evaluation) {
        return Json.object()
                .with("images", evaluation.images())
                .with("top1", evaluation.top1())
                .with("top5", evaluation.top5())
                .with("loss", evaluation.loss())
                .with("images_per_second", evaluation.imagesPerSecond())
                .with("left_out", evaluation.rejected().size());
    }

    private void print(Evaluation evaluation, Classifier classifier) {
        console.out()
                .println("%s, %d left out, by %s"
                        .formatted(
                                Count.of(evaluation.images(), "picture"),
                                evaluation.rejected().size(),
                                machine.describe(classifier)));
        console.out().println("top-1   %6.2f %%".formatted(evaluation.top1() * PERCENT));
        if (evaluation.confusion().classes() > TOP_5) {
            console.out().println("top-5   %6.2f %%".formatted(evaluation.top5() * PERCENT));
        }
        console.out().println("loss    %6.4f".formatted(evaluation.loss()));
        console.out().println("speed   %s images/s".formatted(Progress.rate(evaluation.imagesPerSecond())));
        printClasses(evaluation.confusion().withoutUnseenClasses());
        printWorst(evaluation.worst(), evaluation.confusion().labels());
    }

    private void printClasses(ConfusionMatrix classes) {
        int width = classes.labels().stream().mapToInt(String::length).max().orElse(0);
        String row = "%-" + Math.max(width, 1) + "s  %8s  %9s  %6s  %6s";
        console.out().println();
        console.out().println(row.formatted("", "pictures", "precision", "recall", "f1"));
        for (int i = 0; i < classes.classes(); i++) {
            console.out()
                    .println(row.formatted(
                            classes.labels().get(i),
                            classes.support(i),
                            "%.3f".formatted(classes.precision(i)),
                            "%.3f".formatted(classes.recall(i)),
                            "%.3f".formatted(classes.f1(i))));
        }
    }

    private void printWorst(List<Mistake> worst, List<String> labels) {
        if (!worst.isEmpty()) {
            console.out().println("%nThe surest mistakes:".formatted());
        }
        worst.stream().limit(WORST_SHOWN).forEach(mistake -> console.out()
                .println("  %s: is %s, taken for %s (%.1f %%)"
                        .formatted(
                                mistake.path(),
                                labels.get(mistake.label()),
                                labels.get(mistake.predicted()),
                                mistake.probability() * PERCENT)));
    }
}
