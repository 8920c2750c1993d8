package org.inception4j.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.inception4j.app.demo.ShapePictures;
import org.inception4j.classifier.Score;
import org.inception4j.training.ImageTraining;
import org.inception4j.training.Recipe;
import org.inception4j.training.TrainedRun;
import org.inception4j.vision.Augmentation;
import org.inception4j.vision.ImageFolder;
import org.inception4j.vision.LabelledImage;
import org.inception4j.vision.Split;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "demo",
        description = {
            "See everything work, in under 3 minutes and without any photos.",
            "Draws pictures of shapes and textures, trains a narrow GoogLeNet on them, measures it on held-out ones, classifies a few, writes a report."
        },
        abbreviateSynopsis = true,
        parameterListHeading = "%nArguments:%n",
        optionListHeading = "%nOptions:%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ${ROOT-COMMAND-NAME} demo",
            "  ${ROOT-COMMAND-NAME} demo --pictures 40 --epochs 5 --output runs/quick"
        })
final class DemoCommand implements WritingCommand {
    private static final int IMAGE_SIZE = 64;
    /** More gain a network so narrow little, and with one the result is the same on machines of any number. */
    private static final int THREADS = 1;

    private static final double WIDTH = 0.25;
    private static final double HOLD_OUT = 0.2;
    private static final double LEARNING_RATE = 0.004;
    private static final int PREDICTED = 8;
    private static final double PERCENT = 100;

    private final Console console;

    @Option(
            names = "--pictures",
            paramLabel = "N",
            defaultValue = "250",
            description = "Pictures to draw for each class. Default: 250.")
    private int pictures;

    @Option(
            names = {"-e", "--epochs"},
            paramLabel = "N",
            defaultValue = "20",
            description = "How often every picture is seen. Default: 20.")
    private int epochs;

    @Option(
            names = {"-b", "--batch"},
            paramLabel = "N",
            defaultValue = "32",
            description = "Pictures of a step. Default: 32.")
    private int batch;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "0", description = "Of everything random. Default: 0.")
    private long seed;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "RUN",
            description = "The run folder. Default: runs/demo-N.")
    private Path output;

    @Mixin
    private MachineOptions machine;

    @Mixin
    private CommonOptions common;

    DemoCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        Path run = output == null ? RunNames.free(Path.of("runs"), "demo") : output;
        refuseToOverwrite(run);
        Split split = draw(run.resolve("pictures"));
        Optional<TrainedRun> trained = new TrainingSession(console, training(split, run), false).fit();
        if (trained.isEmpty()) {
            return INTERRUPTED;
        }
        try (TrainedRun result = trained.orElseThrow()) {
            predict(result, split.validation());
        }
        console.out()
                .println("%nOpen %s to see the curves, the confusion matrix and the mistakes."
                        .formatted(run.resolve("report.html")));
        return OK;
    }

    private static void refuseToOverwrite(Path run) {
        if (Files.exists(run)) {
            throw new IllegalArgumentException("%s: exists already; give another --output".formatted(run));
        }
    }

    private Split draw(Path folder) throws IOException {
        ShapePictures.write(folder, pictures, seed);
        ImageFolder all = ImageFolder.read(folder);
        console.out()
                .println("Drawn      %s in %s".formatted(Count.of(all.images().size(), "picture"), folder));
        return all.holdOut(HOLD_OUT, seed);
    }

    private ImageTraining training(Split split, Path run) {
        Recipe recipe = Recipe.standard()
                .withEpochs(epochs)
                .withBatch(batch)
                .withLearningRate(LEARNING_RATE)
                .withPrecision(machine.precision())
                .withThreads(machine.threads() == 0 ? THREADS : machine.threads())
                .withSeed(seed);
        return ImageTraining.of(split.training(), split.validation())
                .network("googlenet:bn")
                .width(WIDTH)
                .imageSize(IMAGE_SIZE)
                .augmentation(Augmentation.none())
                .recipe(recipe)
                .engine(machine.engine())
                .source("demo")
                .runFolder(run);
    }

    /** Held-out pictures, evenly from all classes. */
    private void predict(TrainedRun run, ImageFolder heldOut) throws IOException {
        console.out().println("%nSome held-out pictures:".formatted());
        int all = heldOut.images().size();
        for (int i = 0; i < Math.min(PREDICTED, all); i++) {
            LabelledImage image = heldOut.images().get(i * all / Math.min(PREDICTED, all));
            Score best = run.best().predict(image.path()).best();
            String truth = heldOut.labels().get(image.label());
            console.out()
                    .println("  %s: %s, %.1f %%%s"
                            .formatted(
                                    image.path().getFileName(),
                                    best.label(),
                                    best.probability() * PERCENT,
                                    best.label().equals(truth) ? "" : " (wrong)"));
        }
    }
}
