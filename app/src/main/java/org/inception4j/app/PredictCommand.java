package org.inception4j.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.inception4j.classifier.Classifier;
import org.inception4j.classifier.Prediction;
import org.inception4j.training.evaluation.EvaluatorOptions;
import org.inception4j.training.evaluation.Outcome;
import org.inception4j.training.evaluation.Predictions;
import org.inception4j.vision.ImageFolder;
import org.inception4j.vision.Rejected;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "predict",
        description = {
            "Say what is on pictures.",
            "A picture that cannot be read is reported, and the others go on; exits with 2 when none could be read."
        },
        abbreviateSynopsis = true,
        parameterListHeading = "%nArguments:%n",
        optionListHeading = "%nOptions:%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ${ROOT-COMMAND-NAME} predict runs/photos-1/best.inception rose.jpg",
            "  ${ROOT-COMMAND-NAME} predict runs/photos-1/best.inception holiday/ --top 1",
            "  ${ROOT-COMMAND-NAME} predict runs/photos-1/best.inception *.jpg --format json > answers.jsonl"
        })
final class PredictCommand implements WritingCommand {
    private final Console console;

    @Parameters(index = "0", paramLabel = "MODEL", description = "A *.inception file.")
    private Path file;

    @Parameters(
            index = "1..*",
            arity = "1..*",
            paramLabel = "FILE|DIR",
            description = "Pictures, or folders: all pictures in them, however deep.")
    private List<Path> sources;

    @Option(
            names = {"-k", "--top"},
            paramLabel = "N",
            description = "The likeliest classes to show for each picture. Default: 5.")
    private int top = 5;

    @Option(
            names = {"-b", "--batch"},
            paramLabel = "N",
            description = "Pictures that are computed at once. Default: 16.")
    private int batch = 16;

    @Mixin
    private MachineOptions machine = new MachineOptions();

    @Mixin
    private FormatOption format = new FormatOption();

    @Mixin
    private CommonOptions common;

    PredictCommand(Console console) {
        this.console = console;
    }

    /**
     * The command for {@code predict MODEL FILE…}, which needs no parser; for anything else, nothing. A parser takes a cold start
     * a tenth of the whole time.
     */
    static Optional<PredictCommand> withoutOptions(Console console, String... arguments) {
        boolean plain = arguments.length > 2
                && arguments[0].equals("predict")
                && Stream.of(arguments).noneMatch(word -> word.isEmpty() || "-@".indexOf(word.charAt(0)) >= 0);
        if (!plain) {
            return Optional.empty();
        }
        PredictCommand command = new PredictCommand(console);
        command.file = Path.of(arguments[1]);
        command.sources = Stream.of(arguments).skip(2).map(Path::of).toList();
        return Optional.of(command);
    }

    @Override
    public Integer call() throws IOException {
        Answers answers = new Answers(console, style());
        try (Classifier classifier = machine.open(file, batch)) {
            List<Path> pictures = pictures(answers);
            try (Progress progress = Progress.of(console, "Predicting", pictures.size())) {
                EvaluatorOptions options =
                        EvaluatorOptions.standard().withBatch(batch).withListener((done, _) -> progress.at(done));
                Predictions.run(classifier, pictures, options, outcome -> {
                    progress.erase();
                    tell(outcome, classifier.labels(), answers);
                });
            }
        }
        return answers.end();
    }

    private Answers.Style style() {
        boolean onePicture = sources.size() == 1 && !Files.isDirectory(sources.getFirst());
        return format.isJson() ? Answers.Style.JSON : onePicture ? Answers.Style.TABLE : Answers.Style.LINES;
    }

    /** Every picture of every source; a folder that has none is told as a picture that cannot be read is. */
    private List<Path> pictures(Answers answers) throws IOException {
        List<Path> pictures = new ArrayList<>();
        for (Path source : sources) {
            List<Path> found = Files.isDirectory(source) ? ImageFolder.list(source) : List.of(source);
            if (found.isEmpty()) {
                answers.leaveOut(source, "has no pictures; give a folder with some");
            }
            pictures.addAll(found);
        }
        return pictures;
    }

    private static String problem(Rejected rejected) {
        return rejected.reason() + (Files.exists(rejected.path()) ? "; left out" : "; check the path");
    }

    private void tell(Outcome outcome, List<String> labels, Answers answers) {
        switch (outcome) {
            case Outcome.Answered(int _, Path path, float[] probabilities) ->
                answers.add(path, Prediction.of(probabilities, labels).top(top));
            case Outcome.Failed(int _, Rejected rejected) -> answers.leaveOut(rejected.path(), problem(rejected));
        }
    }
}
